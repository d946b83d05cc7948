package org.meterport.hub.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.mail.MailSink;
import org.meterport.hub.mail.MailSink.Received;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.shared.Transactions;

/** From a Third Party's call to a customer's click and back, over HTTP and SMTP. */
class AgreementChainIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALMA = "alma@example.com";

    private static MailSink mails;
    private static TestHub hub;
    private static SampleAgreements samples;

    @BeforeAll
    static void start() {
        mails = new MailSink(0);
        hub = TestHub.start(Map.of("meterport.mail.port", String.valueOf(mails.port())));
        samples = new SampleAgreements(hub.database(), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        hub.close();
        mails.close();
    }

    @BeforeEach
    void seed() {
        samples.reset();
        String hash = hub.part(SecretHashes.class).hash("secret");
        for (String party : List.of("bluebonnet", "lonestar")) {
            hub.database()
                    .jdbc()
                    .update(
                            "INSERT INTO api_credential VALUES (?, ?, ?, 'ACTIVE', now())",
                            party + "-api",
                            "tp_" + party,
                            hash);
        }
        samples.premise("10443720000000011");
        samples.premise("10443720000000022");
    }

    @Test
    void takesAnInvitationToALiveGrantAndBack() throws IOException {
        JsonNode taken = invite(item("10443720000000011", ALMA));
        String agreementId = taken.at("/results/0/agreementId").asText();
        String invitationId = taken.at("/results/0/invitationId").asText();

        Received mail = mails.next(ALMA);
        assertThat(mail.subject()).contains("Bluebonnet Energy");
        assertThat(mail.id()).isEqualTo("<" + invitationId + ".1@meterport.example>");
        assertThat(mail.text()).contains("To find you a cheaper plan", "1044372\u20260011", "12 months");
        assertThat(mail.html()).contains("To find you a cheaper plan", "https://bluebonnet.example/privacy");
        String link = mail.link().orElseThrow();

        // a mail scanner looks, twice
        assertThat(hub.send(hub.request(link)).statusCode()).isEqualTo(200);
        assertThat(hub.send(hub.request(link).method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/invitations/" + invitationId).path("status").asText())
                .isEqualTo("PENDING");

        HttpResponse<String> click = post(link, "answer=accept");
        assertThat(click.statusCode()).isEqualTo(303);
        HttpResponse<String> after =
                hub.send(hub.request(click.headers().firstValue("Location").orElseThrow()));
        assertThat(after.body()).contains("You gave Bluebonnet Energy access");
        assertThat(live("10443720000000011")).containsEntry("10443720000000011", agreementId);
        assertThat(get("/api/v1/invitations/" + invitationId).path("status").asText())
                .isEqualTo("ACCEPTED");
        JsonNode agreement = get("/api/v1/agreements/" + agreementId);
        assertThat(agreement.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(agreement.at("/events").findValuesAsText("cause"))
                .containsExactly("JUDGED_GOOD", "MAILED", "ACCEPTED");

        String own = mails.next(ALMA).link().orElseThrow();
        HttpResponse<String> page = hub.send(hub.request(own));
        assertThat(page.body()).contains("Bluebonnet Energy", "End this access");
        HttpResponse<String> end = post(own, "wish=end&agreement=" + agreementId);
        assertThat(end.statusCode()).isEqualTo(303);
        assertThat(live("10443720000000011")).isEmpty();
        assertThat(get("/api/v1/agreements/" + agreementId).path("status").asText())
                .isEqualTo("TERMINATED_BY_CUSTOMER");
    }

    private static Map<String, String> live(String esiid) {
        return hub.part(Transactions.class)
                .asPartner(
                        Samples.BLUEBONNET,
                        () -> hub.part(Grants.class)
                                .live(Samples.BLUEBONNET, List.of(esiid), AgreementKind.ENERGY_DATA));
    }

    private static String item(String esiid, String email) {
        return "{\"kind\":\"ENERGY_DATA\",\"esiids\":[\"" + esiid + "\"],\"customerEmail\":\"" + email
                + "\",\"termMonths\":12,\"purpose\":\"To find you a cheaper plan\"}";
    }

    private static JsonNode invite(String... items) throws IOException {
        HttpResponse<String> reply = hub.send(hub.request("/api/v1/invitations")
                .header("Authorization", "Bearer " + token("bluebonnet"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"items\":[" + String.join(",", items) + "]}")));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
        return JSON.readTree(reply.body());
    }

    private static JsonNode get(String path) throws IOException {
        HttpResponse<String> reply =
                hub.send(hub.request(path).header("Authorization", "Bearer " + token("bluebonnet")));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return JSON.readTree(reply.body());
    }

    private static HttpResponse<String> post(String path, String form) {
        return hub.send(hub.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static String token(String party) throws IOException {
        HttpResponse<String> reply = hub.send(hub.request("/v2/token/")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + party + "-api\",\"password\":\"secret\"}")));
        return JSON.readTree(reply.body()).path("accessToken").asText();
    }
}
