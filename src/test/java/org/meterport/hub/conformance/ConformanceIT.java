package org.meterport.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.mail.MailSink;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.tls.TrustedClients;

/** A new company's way in: scenarios A3 to A5, over HTTP, HTTPS and SMTP. */
class ConformanceIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a-long-secret-of-16";
    private static final int HTTPS = TestHub.freePort();

    private static MailSink mails;
    private static TestHub hub;

    @BeforeAll
    static void start() {
        mails = new MailSink(0);
        hub = TestHub.start(Map.of(
                "meterport.mail.port", String.valueOf(mails.port()),
                "meterport.http.https-port", String.valueOf(HTTPS)));
        new SampleAgreements(hub.database(), Clock.systemUTC()).reset();
        hub.database().jdbc().update("INSERT INTO tdsp_prefix VALUES ('1044372', 'oncor')");
    }

    @AfterAll
    static void stop() {
        hub.close();
        mails.close();
    }

    @Test
    void a4EveryCallIsRefusedUntilTheConformanceTestIsPassedAndThenWorks() throws Exception {
        company("300000001", "agave-admin", "desk@agave.example");
        String bearer = bearer("agave-admin");
        String other = invitation("10443720000000011", "alma@example.com");

        for (String path : new String[] {"/api/v1/agreements", "/api/v1/reports", "/api/v1/han/devices"}) {
            HttpResponse<String> refused = call("GET", path, "", bearer);
            assertThat(refused.statusCode()).as(path).isEqualTo(403);
            assertThat(refused.body()).contains("PTY-207", "POST /api/v1/conformance", "INVITATION", "REPORT_STATUS");
        }
        HttpResponse<String> smt = call("POST", "/v2/myagreements/", "{\"trans_id\":\"T1\"}", bearer);
        assertThat(JSON.readTree(smt.body()).path("errorCode").asText()).isEqualTo("2076");
        assertThat(JSON.readTree(smt.body()).path("errorMessage").asText()).startsWith("API Integration is not done");
        assertThat(call("GET", "/api/v1/users", "", bearer).statusCode()).isEqualTo(200);

        JsonNode started = json(call("POST", "/api/v1/conformance", "", bearer));
        String home = started.at("/home/esiid").asText();
        assertThat(started.path("status").asText()).isEqualTo("STARTED");
        assertThat(started.path("missing")).hasSize(5);
        assertThat(json(call("POST", "/api/v1/conformance", "", bearer))).isEqualTo(started);
        assertThat(call("POST", "/api/v1/invitations", other, bearer).body()).contains("PTY-207", home);
        assertThat(call("GET", "/api/v1/han/devices", "", bearer).body()).contains("PTY-207");

        JsonNode invited = json(call("POST", "/api/v1/invitations", invitation(home, "desk@agave.example"), bearer));
        assertThat(invited.path("accepted").asInt()).isOne();
        String link = mails.next("desk@agave.example").link().orElseThrow();
        assertThat(hub.send(hub.request(link)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("answer=accept")))
                        .statusCode())
                .isEqualTo(303);
        assertThat(json(call("GET", "/api/v1/agreements", "", bearer)).path("items"))
                .hasSize(1);
        LocalDate day = LocalDate.now(ZoneId.of("America/Chicago")).minusDays(2);
        JsonNode read =
                json(call("GET", "/api/v1/usage/" + home + "/intervals?from=" + day + "&to=" + day, "", bearer));
        assertThat(read.toString()).contains(home);
        JsonNode report = json(call(
                "POST",
                "/api/v1/reports",
                "{\"kind\":\"INTERVALS\",\"esiids\":[\"" + home + "\"],\"from\":\"" + day + "\",\"to\":\"" + day
                        + "\"}",
                bearer));
        assertThat(json(call("GET", "/api/v1/conformance", "", bearer))
                        .at("/missing/0")
                        .asText())
                .isEqualTo("REPORT_STATUS");
        assertThat(call("GET", "/api/v1/han/devices", "", bearer).body())
                .contains("PTY-207", "Missing: REPORT_STATUS;");
        json(call("GET", "/api/v1/reports/" + report.path("id").asText(), "", bearer));

        JsonNode passed = json(call("GET", "/api/v1/conformance", "", bearer));
        assertThat(passed.path("status").asText()).isEqualTo("PASSED");
        assertThat(passed.path("missing")).isEmpty();
        assertThat(call("GET", "/api/v1/han/devices", "", bearer).statusCode()).isEqualTo(200);
        assertThat(json(call("POST", "/api/v1/invitations", other, bearer))
                        .at("/results/0/code")
                        .asText())
                .as("judged like anybody's")
                .isEqualTo("AGR-105");
    }

    @Test
    void a4NeitherAnotherHomeNorAnOddSpellingOfItGetsPastTheGate() throws Exception {
        company("300000002", "yucca-admin", "desk@yucca.example");
        company("300000003", "sotol-admin", "desk@sotol.example");
        String yucca = bearer("yucca-admin");
        String sotols = json(call("POST", "/api/v1/conformance", "", bearer("sotol-admin")))
                .at("/home/esiid")
                .asText();
        json(call("POST", "/api/v1/conformance", "", yucca));

        for (String esiid : new String[] {sotols, "'" + sotols, " " + sotols + " ", "1008901000000000000011"}) {
            assertThat(call("POST", "/api/v1/invitations", invitation(esiid, "desk@sotol.example"), yucca)
                            .body())
                    .contains("PTY-207");
            assertThat(call(
                                    "POST",
                                    "/v2/15minintervalreads/",
                                    "{\"trans_id\":\"1\",\"requestorID\":\"yucca-admin\",\"esiid\":[\"" + esiid
                                            + "\"],\"startDate\":\"01/01/2026\",\"endDate\":\"01/02/2026\"}",
                                    yucca)
                            .body())
                    .contains("2076");
        }
    }

    @Test
    void a4TheOperatorMaySpareACompanyTheTestWhichIsKeptWithNameAndReason() throws Exception {
        company("300000009", "ocotillo-admin", "desk@ocotillo.example");
        String bearer = bearer("ocotillo-admin");
        String id = String.valueOf(hub.database()
                .jdbc()
                .queryForObject("SELECT id FROM third_party WHERE duns = '300000009'", String.class));
        String operator =
                "Basic " + basic("operator", hub.part(SecretFolder.class).secret("operator-password"));
        String path = "/operator/v1/third-parties/" + id + "/waive-conformance";
        assertThat(call("GET", "/api/v1/agreements", "", bearer).statusCode()).isEqualTo(403);

        assertThat(call("POST", path, "{\"waivedBy\":\"Rosa Ortiz\",\"reason\":\" \"}", operator)
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("POST", path, "{\"waivedBy\":\"Rosa\",\"reason\":\"because I want it\"}", bearer)
                        .statusCode())
                .isEqualTo(401);
        assertThat(call("GET", "/api/v1/agreements", "", bearer).statusCode()).isEqualTo(403);
        HttpResponse<String> waived = call(
                "POST",
                path,
                "{\"waivedBy\":\"Rosa Ortiz\",\"reason\":\"Certified at the sister hub with the same program\"}",
                operator);

        assertThat(waived.statusCode()).as(waived.body()).isEqualTo(200);
        assertThat(JSON.readTree(waived.body())
                        .at("/conformanceWaiver/waivedBy")
                        .asText())
                .isEqualTo("Rosa Ortiz");
        assertThat(call("GET", "/api/v1/agreements", "", bearer).statusCode()).isEqualTo(200);
        assertThat(hub.database()
                        .jdbc()
                        .queryForList(
                                "SELECT waived_by || ': ' || reason FROM conformance_waiver WHERE third_party_id = ?",
                                String.class,
                                id))
                .containsExactly("Rosa Ortiz: Certified at the sister hub with the same program");
        assertThatThrownBy(() -> hub.database().jdbc().update("DELETE FROM conformance_waiver"))
                .hasStackTraceContaining("may only be added to");
        assertThat(call(
                                "POST",
                                "/operator/v1/third-parties/tp_nobody/waive-conformance",
                                "{\"waivedBy\":\"Rosa Ortiz\",\"reason\":\"There is no such company\"}",
                                operator)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a3ACompanyHasItsCertificatesSignedAndCallsSmtsOlderPathsWithOne() throws Exception {
        company("300000004", "mesquite-admin", "desk@mesquite.example");
        String bearer = bearer("mesquite-admin");
        passed("300000004");
        KeyPair keys = keys();
        X509Certificate first = sign(bearer, keys).certificate();

        assertThat(smt(keys, first, "mesquite-admin", SECRET).statusCode()).isEqualTo(200);
        assertThat(smt(keys, first, "mesquite-admin", "not-the-secret-at-all").body())
                .contains("PTY-101");
        HttpResponse<String> without = smt(null, null, "mesquite-admin", SECRET);
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("PTY-205");

        company("300000005", "juniper-admin", "desk@juniper.example");
        passed("300000005");
        HttpResponse<String> anothers = smt(keys, first, "juniper-admin", SECRET);
        assertThat(anothers.statusCode()).isEqualTo(403);
        assertThat(anothers.body()).contains("PTY-206");

        // without TLS on this machine no certificate is needed, a proxy's word for it is not taken
        assertThat(plain("Basic " + basic("mesquite-admin", SECRET), "").statusCode())
                .isEqualTo(200);
        assertThat(plain("Basic " + basic("mesquite-admin", SECRET), "203.0.113.9")
                        .body())
                .contains("PTY-205");
        assertThat(plain("", "").statusCode()).isEqualTo(403);
        assertThat(plain("", "").body()).contains("API-203");
        assertThat(plain("Basic " + basic("", ""), "").body()).contains("API-105");
        assertThat(plain(bearer, "").statusCode()).isEqualTo(200);
        assertThat(call("POST", "/v2/myagreements/", "{\"trans_id\":\"B\"}", "Basic " + basic("mesquite-admin", SECRET))
                        .statusCode())
                .as("/v2 takes tokens only")
                .isEqualTo(401);
    }

    @Test
    void a5CertificatesRotateWithAnOverlapAndEndAtOnce() throws Exception {
        company("300000006", "cypress-admin", "desk@cypress.example");
        String bearer = bearer("cypress-admin");
        passed("300000006");
        KeyPair keys = keys();
        Signed first = sign(bearer, keys);
        Signed second = sign(bearer, keys);

        assertThat(smt(keys, first.certificate(), "cypress-admin", SECRET).statusCode())
                .isEqualTo(200);
        assertThat(smt(keys, second.certificate(), "cypress-admin", SECRET).statusCode())
                .isEqualTo(200);
        JsonNode revoked = json(call("POST", "/api/v1/certificates/" + first.id() + "/revoke", "", bearer));

        assertThat(revoked.path("status").asText()).isEqualTo("REVOKED");
        assertThat(smt(keys, first.certificate(), "cypress-admin", SECRET).body())
                .contains("PTY-206");
        assertThat(smt(keys, second.certificate(), "cypress-admin", SECRET).statusCode())
                .isEqualTo(200);
        assertThat(json(call("GET", "/api/v1/certificates", "", bearer))
                        .path("items")
                        .findValuesAsText("status"))
                .containsExactly("ACTIVE", "REVOKED");
    }

    @Test
    void a3RefusesWhatIsNoCertificateOfATrustedAuthorityAndOthersIds() throws Exception {
        company("300000007", "pecan-admin", "desk@pecan.example");
        String bearer = bearer("pecan-admin");

        for (String body : new String[] {
            "{\"signingRequest\":\"nonsense\"}",
            "{\"certificate\":\"nonsense\"}",
            "{\"certificate\":" + JSON.writeValueAsString(authority()) + "}",
            "{\"signingRequest\":" + JSON.writeValueAsString(authority()) + "}"
        }) {
            assertThat(call("POST", "/api/v1/certificates", body, bearer).body())
                    .as(body)
                    .contains("PTY-106");
        }
        assertThat(call("POST", "/api/v1/certificates", "{}", bearer).statusCode())
                .isEqualTo(400);
        assertThat(call("POST", "/api/v1/certificates/crt_none/revoke", "", bearer)
                        .body())
                .contains("PTY-303");
        Signed own = sign(bearer, keys());
        company("300000008", "walnut-admin", "desk@walnut.example");
        assertThat(call("POST", "/api/v1/certificates/" + own.id() + "/revoke", "", bearer("walnut-admin"))
                        .body())
                .contains("PTY-303");
        assertThat(call("GET", "/api/v1/certificates", "", bearer("walnut-admin"))
                        .body())
                .doesNotContain(own.id());
        String again = "{\"certificate\":" + JSON.writeValueAsString(own.pem()) + "}";
        assertThat(call("POST", "/api/v1/certificates", again, bearer).body()).contains("PTY-404");
    }

    private record Signed(String id, X509Certificate certificate, String pem) {}

    private static Signed sign(String bearer, KeyPair keys) throws Exception {
        var request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=anything"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(request);
        }
        HttpResponse<String> reply = call(
                "POST",
                "/api/v1/certificates",
                "{\"signingRequest\":" + JSON.writeValueAsString(text.toString()) + "}",
                bearer);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
        JsonNode made = JSON.readTree(reply.body());
        String pem = made.path("certificate").asText();
        return new Signed(made.path("id").asText(), certificate(pem), pem);
    }

    private static X509Certificate certificate(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static KeyPair keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String authority() throws IOException {
        Path file = hub.part(TrustedClients.class).trusted().orElseThrow();
        return Files.readString(file);
    }

    /** A call of SMT's older clients, over HTTPS. */
    private static HttpResponse<String> smt(
            @Nullable KeyPair keys, @Nullable X509Certificate shown, String user, String secret) throws Exception {
        var trust = KeyStore.getInstance(KeyStore.getDefaultType());
        trust.load(null);
        trust.setCertificateEntry("hub", certificate(authority()));
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust);
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        if (keys != null && shown != null) {
            store.setKeyEntry("own", keys.getPrivate(), new char[0], new Certificate[] {shown});
        }
        own.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + HTTPS + "/myagreements"))
                                .header("Authorization", "Basic " + basic(user, secret))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"trans_id\":\"S\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> plain(String authorization, String forwardedFor) {
        HttpRequest.Builder request = hub.request("/MyAgreements")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"trans_id\":\"P\"}"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!forwardedFor.isEmpty()) {
            request.header("X-Forwarded-For", forwardedFor);
        }
        return hub.send(request);
    }

    private static String basic(String user, String secret) {
        return Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String invitation(String esiid, String email) {
        return "{\"items\":[{\"kind\":\"ENERGY_DATA\",\"esiids\":[\"" + esiid + "\"],\"customerEmail\":\"" + email
                + "\",\"termMonths\":12,\"purpose\":\"To rehearse\"}]}";
    }

    private static void passed(String duns) {
        hub.database().jdbc().update("UPDATE third_party SET conformant = true WHERE duns = ?", duns);
    }

    private static void company(String duns, String admin, String email) throws IOException {
        HttpResponse<String> made = call(
                "POST",
                "/api/v1/registrations",
                "{\"legalName\":\"Company " + duns + "\",\"duns\":\"" + duns + "\",\"email\":\"" + email
                        + "\",\"contactName\":\"Rosa Delgado\",\"contactPhone\":\"5125550100\","
                        + "\"termsVersion\":\"2026-01\",\"userName\":\"" + admin + "\",\"secret\":\"" + SECRET + "\"}",
                "");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = JSON.readTree(made.body()).path("id").asText();
        String operator = basic("operator", hub.part(SecretFolder.class).secret("operator-password"));
        assertThat(call("POST", "/operator/v1/third-parties/" + id + "/approve", "", "Basic " + operator)
                        .statusCode())
                .isEqualTo(200);
    }

    private static String bearer(String user) throws IOException {
        HttpResponse<String> token =
                call("POST", "/v2/token/", "{\"username\":\"" + user + "\",\"password\":\"" + SECRET + "\"}", "");
        return "Bearer " + JSON.readTree(token.body()).path("accessToken").asText();
    }

    private static JsonNode json(HttpResponse<String> reply) throws IOException {
        assertThat(reply.statusCode()).as(reply.body()).isBetween(200, 299);
        return JSON.readTree(reply.body());
    }

    private static HttpResponse<String> call(String method, String path, String body, String authorization) {
        HttpRequest.Builder request = hub.request(path)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return hub.send(request);
    }
}
