package org.meterport.hub.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.mail.DeliveryReports;
import org.meterport.hub.mail.MailSink;
import org.meterport.hub.mail.MailSink.Received;
import org.meterport.hub.mailcatcher.adapter.MailCatcher;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.shared.Transactions;

/** From a Third Party's call to a customer's click and back, over HTTP and SMTP. */
class AgreementChainIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger TESTS = new AtomicInteger();

    private static MailSink mails;
    private static TestHub hub;
    private static SampleAgreements samples;

    /**
     * A household of its own for each test: the hub goes on working while the next test begins, so nothing is shared and
     * nothing is cleared away in between.
     */
    private final int household = TESTS.incrementAndGet();

    private final String alma = "alma-" + household + "@example.com";
    private final String home = "104437200000%03d11".formatted(household);
    private final String cabin = "104437200000%03d22".formatted(household);

    @BeforeAll
    static void start() {
        mails = new MailSink(0);
        hub = TestHub.start(Map.of("meterport.mail.port", String.valueOf(mails.port())));
        samples = new SampleAgreements(hub.database(), Clock.systemUTC());
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
    }

    @AfterAll
    static void stop() {
        hub.close();
        mails.close();
    }

    @BeforeEach
    void moveIn() {
        samples.household(new CustomerId("cus_alma" + household), alma, home, cabin);
    }

    @Test
    void b2b5b6TakesAnInvitationToALiveGrantAndBackWithoutAnAccount() throws IOException {
        JsonNode taken = invite(item(home, alma));
        String agreementId = taken.at("/results/0/agreementId").asText();
        String invitationId = taken.at("/results/0/invitationId").asText();

        Received mail = mails.next(alma);
        assertThat(mail.subject()).contains("Bluebonnet Energy");
        assertThat(mail.id()).isEqualTo("<" + invitationId + ".1@meterport.example>");
        assertThat(mail.text())
                .contains("To find you a cheaper plan", "1044372\u2026" + home.substring(13), "12 months");
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
        assertThat(live(home)).containsEntry(home, agreementId);
        assertThat(get("/api/v1/invitations/" + invitationId).path("status").asText())
                .isEqualTo("ACCEPTED");
        JsonNode agreement = get("/api/v1/agreements/" + agreementId);
        assertThat(agreement.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(agreement.at("/events").findValuesAsText("cause"))
                .containsExactly("JUDGED_GOOD", "MAILED", "ACCEPTED");

        String own = mails.next(alma).link().orElseThrow();
        HttpResponse<String> page = hub.send(hub.request(own));
        assertThat(page.body()).contains("Bluebonnet Energy", "End this access");
        assertThat(page.body()).contains("What was disclosed", "Nothing yet.");
        disclose(agreementId, home);
        assertThat(hub.send(hub.request(own)).body())
                .contains(
                        "15-minute readings of Jan 1, 2026 to Jan 31, 2026, service 1044372\u2026",
                        "by direct call, 4,711 bytes");
        assertThat(hub.send(hub.request(own + "/disclosures.csv")).body())
                .contains("\"Bluebonnet Energy\"," + agreementId + ",'" + home
                        + ",INTERVALS,2026-01-01,2026-01-31,API,\"req_7\",4711");
        assertThat(hub.send(hub.request(post(own, "wish=rate4&agreement=" + agreementId)
                                .headers()
                                .firstValue("Location")
                                .orElseThrow()))
                        .body())
                .contains("Your rating is noted");
        HttpResponse<String> end = post(own, "wish=end&agreement=" + agreementId);
        assertThat(end.statusCode()).isEqualTo(303);
        assertThat(live(home)).isEmpty();
        assertThat(get("/api/v1/agreements/" + agreementId).path("status").asText())
                .isEqualTo("TERMINATED_BY_CUSTOMER");
    }

    @Test
    void b4TheMailNamesTypeTermPremisesDataPurposeLinksSealAndRating() throws IOException {
        hub.database().jdbc().update("UPDATE third_party SET privacy_seal = 'DataGuard' WHERE id = 'tp_bluebonnet'");
        hub.database()
                .jdbc()
                .update("INSERT INTO third_party_rating VALUES ('tp_bluebonnet', ?, 4, now())", "cus_alma" + household);
        invite(item(home, alma));

        Received mail = mails.next(alma);

        for (String text : List.of(mail.text(), mail.html())) {
            assertThat(text)
                    .contains(
                            "Bluebonnet Energy",
                            "Your electricity usage data",
                            "15-minute readings, daily readings, monthly readings",
                            "1044372\u2026" + home.substring(13),
                            "12 months",
                            "To find you a cheaper plan",
                            "https://bluebonnet.example",
                            "https://bluebonnet.example/privacy",
                            "DataGuard",
                            "of 5 stars by");
        }
        assertThat(hub.send(hub.request(mail.link().orElseThrow())).body()).contains("DataGuard", "of 5 stars by");
    }

    @Test
    void b3AnswersEachItemOnItsOwn() throws IOException {
        JsonNode taken = invite(
                item(home, alma),
                item("1044372", alma),
                item(cabin, "not an address"),
                item("10443720000000099", alma),
                item(cabin, "someone-else@example.com"),
                item(home, alma),
                item(cabin, alma).replace("12", "13"),
                item(cabin, alma).replace("ENERGY_DATA", "EVERYTHING"));

        assertThat(taken.path("accepted").asInt()).isOne();
        assertThat(taken.path("refused").asInt()).isEqualTo(7);
        assertThat(taken.path("results").findValuesAsText("code"))
                .containsExactly("AGR-101", "AGR-102", "AGR-105", "AGR-106", "AGR-107", "AGR-103", "AGR-104");
        assertThat(mails.next(alma).id())
                .contains(taken.at("/results/0/invitationId").asText());
    }

    @Test
    void b3RefusesADeviceThatIsNoneItemByItemAndNamesTheOthersToTheCustomer() throws IOException {
        JsonNode taken = invite(
                display(home, "\"00:12:4b:00:01:a2:b3:c4\""),
                display(cabin, "\"00124B0001A2B3\""),
                display(cabin, "\"0000000000000000\""),
                display(cabin, "\"00124B0001A2B3C4\",\"00-12-4B-00-01-A2-B3-C4\""),
                item(cabin, alma).replace("\"termMonths\"", "\"devices\":[\"00124B0001A2B3C4\"],\"termMonths\""),
                display(cabin, ""));

        assertThat(taken.path("accepted").asInt()).isEqualTo(2);
        assertThat(taken.path("results").findValuesAsText("code"))
                .containsExactly("AGR-112", "AGR-112", "AGR-112", "AGR-112");
        Received mail = mails.next(alma);
        if (!mail.id().contains(taken.at("/results/0/invitationId").asText())) {
            mail = mails.next(alma);
        }
        assertThat(mail.text()).contains("Devices (MAC address): 00124B0001A2B3C4");
        assertThat(mail.html()).contains("00124B0001A2B3C4");
        assertThat(hub.send(hub.request(mail.link().orElseThrow())).body()).contains("00124B0001A2B3C4");
        assertThat(get("/api/v1/invitations/"
                                + taken.at("/results/0/invitationId").asText())
                        .at("/devices/0")
                        .asText())
                .isEqualTo("00124B0001A2B3C4");
    }

    private String display(String esiid, String devices) {
        return "{\"kind\":\"IN_HOME_DEVICE\",\"esiids\":[\"" + esiid + "\"],\"customerEmail\":\"" + alma
                + "\",\"devices\":[" + devices + "],\"purpose\":\"To put a display on your wall\"}";
    }

    @Test
    void b2RefusesTenThousandAndOneItemsAtomically() throws IOException {
        String items = String.join(",", Collections.nCopies(10_001, item(home, alma)));

        HttpResponse<String> reply = call("bluebonnet", "/api/v1/invitations", "{\"items\":[" + items + "]}", "");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/invitations?esiid=" + home).path("items")).isEmpty();
    }

    @Test
    void givesARetryTheFirstAnswerAndNoSecondMail() throws IOException {
        String body = "{\"items\":[" + item(home, alma) + "]}";

        HttpResponse<String> first = call("bluebonnet", "/api/v1/invitations", body, "key-1");
        HttpResponse<String> second = call("bluebonnet", "/api/v1/invitations", body, "key-1");

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(second.body())).isEqualTo(JSON.readTree(first.body()));
        assertThat(get("/api/v1/invitations?esiid=" + home).path("items")).hasSize(1);
    }

    @Test
    void iShowsTheCustomerWhetherTheCompanyHasDeletedWhatItReceived() throws IOException {
        String agreement = invite(item(home, alma)).at("/results/0/agreementId").asText();
        post(mails.next(alma).link().orElseThrow(), "answer=accept");
        String own = mails.next(alma).link().orElseThrow();
        String path = "/api/v1/agreements/" + agreement + "/deletion";
        assertThat(call("bluebonnet", path, "", "").body()).contains("AGR-310");
        disclose(agreement, home);
        post(own, "wish=end&agreement=" + agreement);
        assertThat(hub.send(hub.request(own)).body()).contains("it has not confirmed that yet");
        assertThat(call("lonestar", path, "", "").statusCode()).isEqualTo(404);

        HttpResponse<String> confirmed = call("bluebonnet", path, "", "");

        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        String at = JSON.readTree(confirmed.body()).path("deletionConfirmedAt").asText();
        assertThat(at).isNotEmpty();
        assertThat(JSON.readTree(call("bluebonnet", path, "", "").body())
                        .path("deletionConfirmedAt")
                        .asText())
                .isEqualTo(at);
        assertThat(get("/api/v1/agreements/" + agreement)
                        .path("deletionConfirmedAt")
                        .asText())
                .isEqualTo(at);
        assertThat(hub.send(hub.request(own)).body()).contains("that it has deleted what it received");
        assertThatThrownBy(() -> hub.database().jdbc().update("UPDATE agreement_deletion SET actor = 'x'"))
                .hasStackTraceContaining("may only be added to");
    }

    @Test
    void b7RejectsWithOneClickAndDisclosesNothing() throws IOException {
        JsonNode taken = invite(item(home, alma));
        String link = mails.next(alma).link().orElseThrow();

        HttpResponse<String> click = post(link, "answer=reject&lang=es");

        String page = hub.send(
                        hub.request(click.headers().firstValue("Location").orElseThrow()))
                .body();
        assertThat(page).contains("Usted rechaz\u00f3 esta solicitud", "lang=\"es\"");
        assertThat(live(home)).isEmpty();
        assertThat(get("/api/v1/invitations/"
                                + taken.at("/results/0/invitationId").asText())
                        .path("status")
                        .asText())
                .isEqualTo("REJECTED");
        // and once used, the link still explains itself
        assertThat(post(link, "answer=accept").statusCode()).isEqualTo(303);
        assertThat(hub.send(hub.request(link)).body()).contains("You rejected this request");
    }

    @Test
    void b4WritesInTheLanguageThatWasAskedFor() throws IOException {
        invite(item(home, alma).replace("\"termMonths\"", "\"language\":\"es\",\"termMonths\""));

        Received mail = mails.next(alma);

        assertThat(mail.subject()).isEqualTo("Bluebonnet Energy pide acceso a sus datos de electricidad");
        assertThat(mail.html()).contains("Ver la solicitud y responder");
        assertThat(hub.send(hub.request(mail.link().orElseThrow())).body()).contains("Aceptar", "Rechazar");
    }

    @Test
    void b8RemindsOnceUnderTheSameLinkAndRefusesTheSecondTime() throws IOException {
        String id = invite(item(home, alma)).at("/results/0/invitationId").asText();
        Received first = mails.next(alma);
        awaitDelivery(id, "SENT");

        HttpResponse<String> resent = call("bluebonnet", "/api/v1/invitations/" + id + "/resend", "", "");

        assertThat(resent.statusCode()).as(resent.body()).isEqualTo(200);
        Received reminder = mails.next(alma);
        assertThat(reminder.subject()).startsWith("Reminder");
        assertThat(reminder.id()).isEqualTo("<" + id + ".2@meterport.example>");
        assertThat(reminder.link()).isEqualTo(first.link());
        HttpResponse<String> again = call("bluebonnet", "/api/v1/invitations/" + id + "/resend", "", "");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("AGR-307");
    }

    @Test
    void b6ClosesTheLinkWhenTheThirdPartyWithdraws() throws IOException {
        String id = invite(item(home, alma)).at("/results/0/invitationId").asText();
        String link = mails.next(alma).link().orElseThrow();

        assertThat(call("bluebonnet", "/api/v1/invitations/" + id + "/withdraw", "", "")
                        .statusCode())
                .isEqualTo(200);

        assertThat(hub.send(hub.request(link)).body()).contains("This request was withdrawn");
        assertThat(post(link, "answer=accept").statusCode()).isEqualTo(303);
        assertThat(live(home)).isEmpty();
    }

    @Test
    void showsAnotherThirdPartyNothing() throws IOException {
        JsonNode taken = invite(item(home, alma));
        String invitation = taken.at("/results/0/invitationId").asText();

        assertThat(call("lonestar", "/api/v1/invitations/" + invitation + "/withdraw", "", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call(
                                "lonestar",
                                "/api/v1/agreements/"
                                        + taken.at("/results/0/agreementId").asText() + "/end",
                                "",
                                "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void b2RecordsAnAddressThatTheMailServerRefusesForGood() throws IOException {
        hub.database()
                .jdbc()
                .update("UPDATE customer SET email = 'bounce@example.com' WHERE id = ?", "cus_alma" + household);

        String id = invite(item(home, "bounce@example.com"))
                .at("/results/0/invitationId")
                .asText();

        awaitDelivery(id, "BOUNCED");
    }

    @Test
    void b2NotesAMailThatComesBackLaterAndBelievesNoForgedReport() throws IOException {
        String came = invite(item(home, alma)).at("/results/0/invitationId").asText();
        String other = invite(item(cabin, alma)).at("/results/0/invitationId").asText();
        String sender = Stream.of(mails.next(alma), mails.next(alma))
                .filter(mail -> mail.id().contains(came))
                .findFirst()
                .orElseThrow()
                .from();
        awaitDelivery(came, "SENT");
        awaitDelivery(other, "SENT");
        int door = hub.part(MailCatcher.class).port();

        String forged = "bounce+" + other + ".1.0123456789abcdef0123@meterport.example";
        DeliveryReports.send(door, forged, DeliveryReports.failed(forged));
        DeliveryReports.send(door, sender, DeliveryReports.failed(sender));

        assertThat(sender).startsWith("bounce+" + came + ".1.");
        awaitDelivery(came, "BOUNCED");
        assertThat(get("/api/v1/invitations/" + came).path("status").asText()).isEqualTo("PENDING");
        assertThat(get("/api/v1/invitations/" + other).path("delivery").asText())
                .isEqualTo("SENT");
    }

    @Test
    void saysSoWhenALinkIsNotWhole() {
        HttpResponse<String> reply = hub.send(hub.request("/consent/ioops.abc.def"));

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains("This link does not work");
        assertThat(reply.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    }

    @Test
    void cSpeaksSmtsCallsOverTheSameState() throws IOException {
        String asked = """
                {"trans_id":"T1","requestorID":"bluebonnet-api","requesterType":"CSP","agreementDuration":12,
                "customerMeterList":[{"ESIID":"%s","meterNumber":"M1","PUCTRORNumber":10001}],
                "retailCustomerEmail":"%s","customerLanguagePreference":"ENGLISH","SMTTermsandConditions":"Y"}""".formatted(home, alma);
        HttpResponse<String> taken = call("bluebonnet", "/v2/NewAgreement/", asked, "");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        long number = JSON.readTree(taken.body()).path("agreementNumber").asLong();
        assertThat(JSON.readTree(taken.body()).path("statusCode").asText()).isEqualTo("0");
        assertThat(JSON.readTree(call("bluebonnet", "/newagreement", asked, "").body()))
                .isEqualTo(JSON.readTree(taken.body()));
        assertThat(smtStatus(number)).isEqualTo("PEN Pending - Customer Authorization");

        assertThat(post(mails.next(alma).link().orElseThrow(), "answer=accept").statusCode())
                .isEqualTo(303);

        assertThat(smtStatus(number)).isEqualTo("ACT Active - Authorization Confirmed");
        HttpResponse<String> esiids =
                call("bluebonnet", "/v2/AgreementESIIDs/", "{\"agreementNumber\":" + number + "}", "");
        assertThat(JSON.readTree(esiids.body()).at("/esiid/0").asText()).isEqualTo(home);
        String end = "{\"trans_id\":\"T2\",\"agreementList\":[{\"agreementNumber\":" + number
                + ",\"retailCustomerEmail\":\"" + alma + "\"},{\"agreementNumber\":987654321}]}";
        HttpResponse<String> ended = call("bluebonnet", "/v2/Terminateagreement/", end, "");
        assertThat(JSON.readTree(ended.body()).path("agreementFaultList")).hasSize(1);
        assertThat(smtStatus(number)).isEqualTo("COM Non Active - Terminated by CSP");
        assertThat(live(home)).isEmpty();
    }

    @Test
    void refusesSmtsCallWithoutTheBillsMeterNumber() throws IOException {
        String asked = """
                {"trans_id":"T9","agreementDuration":12,"retailCustomerEmail":"%s",
                "customerMeterList":[{"ESIID":"%s","meterNumber":"M2","PUCTRORNumber":10001}]}""".formatted(alma, home);

        HttpResponse<String> refused = call("bluebonnet", "/v2/NewAgreement/", asked, "");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(refused.body()).path("errorCode").asText()).isEqualTo("AGR-109");
    }

    private static String smtStatus(long number) throws IOException {
        HttpResponse<String> list =
                call("bluebonnet", "/v2/myagreements/", "{\"trans_id\":\"L\",\"agreementNumber\":" + number + "}", "");
        JsonNode row = JSON.readTree(list.body()).at("/agreementStatusList/0");
        return row.path("status").asText() + " " + row.path("statusReason").asText();
    }

    @Test
    void pagesThroughListsWithoutLossOrRepeat() throws IOException {
        String batch =
                invite(item(home, alma), item(cabin, alma)).path("batchId").asText();

        JsonNode first = get("/api/v1/invitations?limit=1&batchId=" + batch);
        JsonNode second = get(
                "/api/v1/invitations?limit=1&cursor=" + first.path("nextCursor").asText());

        assertThat(List.of(
                        first.at("/items/0/esiids/0").asText(),
                        second.at("/items/0/esiids/0").asText()))
                .containsExactlyInAnyOrder(home, cabin);
        assertThat(second.has("nextCursor")).isFalse();
    }

    private static void awaitDelivery(String invitation, String delivery) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!get("/api/v1/invitations/" + invitation)
                .path("delivery")
                .asText()
                .equals(delivery)) {
            assertThat(System.nanoTime()).as("the mail is not " + delivery).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void disclose(String agreement, String esiid) {
        hub.part(Transactions.class)
                .operatorDoes(() -> hub.part(DisclosureLog.class)
                        .add(List.of(new Disclosure(
                                Samples.BLUEBONNET,
                                agreement,
                                esiid,
                                "INTERVALS",
                                LocalDate.of(2026, 1, 1),
                                LocalDate.of(2026, 1, 31),
                                Disclosure.Way.API,
                                "req_7",
                                OptionalLong.of(4711)))));
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
        HttpResponse<String> reply =
                call("bluebonnet", "/api/v1/invitations", "{\"items\":[" + String.join(",", items) + "]}", "");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
        return JSON.readTree(reply.body());
    }

    private static HttpResponse<String> call(String party, String path, String body, String key) throws IOException {
        HttpRequest.Builder request = hub.request(path)
                .header("Authorization", "Bearer " + token(party))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return hub.send(request);
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
