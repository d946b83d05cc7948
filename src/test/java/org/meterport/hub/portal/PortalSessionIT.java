package org.meterport.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.party.SecretHashes;

/** Signing in, staying signed in on two nodes, and being thrown out. */
class PortalSessionIT {

    private static final String SECRET = "a-long-secret-of-16";

    private static TestHub one;
    private static TestHub two;

    @BeforeAll
    static void start() {
        one = TestHub.start(Map.of());
        two = TestHub.start(Map.of("meterport.database.url", one.database().jdbcUrl()));
        new SampleAgreements(one.database(), Clock.systemUTC()).reset();
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Test
    void signsInOnOneNodeAndIsKnownOnTheOther() {
        user("ana");
        var ana = new PortalVisitor(one);

        HttpResponse<String> in = ana.signIn("ana", SECRET);

        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/portal");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly", "SameSite=Lax");
        assertThat(ana.at(two).get("/portal").body()).contains("Bluebonnet");

        ana.post("/portal", "/portal/sign-out");

        assertThat(ana.at(one).get("/portal").statusCode()).isEqualTo(302);
    }

    @Test
    void leadsAStrangerToTheSignInPageAndBackAfterwards() {
        user("ben");
        var ben = new PortalVisitor(one);

        HttpResponse<String> led = ben.get("/portal/?x=1");

        assertThat(led.headers().firstValue("Location").orElseThrow())
                .endsWith("/portal/sign-in?next=%2Fportal%2F%3Fx%3D1");
        assertThat(back(ben, "/portal/?x=1")).endsWith("/portal/?x=1");
        assertThat(back(ben, "https://evil.example/portal/")).endsWith("/portal");
        assertThat(back(ben, "//evil.example/portal/")).endsWith("/portal");
    }

    @Test
    void saysTheSameForAnUnknownNameAWrongSecretAndALockedName() {
        user("cleo");
        var guesser = new PortalVisitor(one);
        String unknown = fault(guesser.signIn("nobody", SECRET));

        for (int i = 0; i < 5; i++) {
            assertThat(fault(guesser.signIn("cleo", "wrong"))).isEqualTo(unknown);
        }

        assertThat(fault(guesser.signIn("cleo", SECRET))).isEqualTo(unknown).contains("15 minutes");
        assertThat(fault(guesser.at(two).signIn("cleo", SECRET))).isEqualTo(unknown);
    }

    @Test
    void throwsASuspendedUserOutAtTheNextClick() {
        user("dora");
        var dora = new PortalVisitor(one);
        dora.signIn("dora", SECRET);
        assertThat(dora.get("/portal").statusCode()).isEqualTo(200);

        one.database().jdbc().update("UPDATE api_credential SET status = 'SUSPENDED' WHERE user_name = 'dora'");

        HttpResponse<String> out = dora.at(two).get("/portal");
        assertThat(out.headers().firstValue("Location").orElseThrow()).endsWith("/portal/sign-in?why=PTY-204");
        one.database().jdbc().update("UPDATE api_credential SET status = 'ACTIVE' WHERE user_name = 'dora'");
        assertThat(dora.get("/portal").statusCode()).isEqualTo(302);
    }

    @Test
    void refusesAFormWithoutTheTokenOfItsSession() {
        user("eva");
        var eva = new PortalVisitor(one);
        eva.signIn("eva", SECRET);

        HttpResponse<String> forged = eva.send("/portal/sign-out", Optional.empty());

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("Nothing was done");
        assertThat(eva.send("/portal/sign-out", Optional.of("guessed")).statusCode())
                .isEqualTo(403);
        assertThat(eva.get("/portal").statusCode()).isEqualTo(200);
    }

    @Test
    void forbidsScriptsFramesAndKeepingPages() {
        var headers = new PortalVisitor(one).get("/portal/sign-in").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("script-src", "unsafe");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void hGuidesAndHelpAreForWhoeverHasAnAccount() {
        user("gil");
        var gil = new PortalVisitor(one);
        assertThat(gil.get("/portal/guides/glossary").statusCode()).isEqualTo(302);
        assertThat(gil.get("/portal/help").statusCode()).isEqualTo(302);
        assertThat(gil.get("/guides/glossary.md").statusCode()).isEqualTo(404);

        gil.signIn("gil", SECRET);

        assertThat(gil.get("/portal/guides/glossary").body()).contains("<table>", "Electric service identifier");
        assertThat(gil.get("/portal/guides/third-party-user-guide").statusCode())
                .isEqualTo(200);
        assertThat(gil.get("/portal/help").body()).contains("id=\"reports\"", "Third Party user guide");
        assertThat(gil.get("/portal/guides/README").statusCode()).isEqualTo(404);
        assertThat(gil.get("/portal/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void a1ACompanyRegistersWithTheFormAndSignsInOnceItIsApproved() {
        var founder = new PortalVisitor(one);
        String[] form = {
            "legalName",
            "Prickly Pear Power LLC",
            "duns",
            "555000111",
            "email",
            "hello@pricklypear.example.com",
            "contactName",
            "Pia",
            "contactPhone",
            "555 0100",
            "userName",
            "pia",
            "secret",
            SECRET,
            "again",
            SECRET,
            "privacySeal",
            "TRUSTe",
            "termsVersion",
            "2026-01",
            "terms",
            "yes"
        };

        HttpResponse<String> unattested = founder.post("/portal/register", "/portal/register", form);
        assertThat(unattested.statusCode()).isEqualTo(422);
        assertThat(unattested.body())
                .contains("Attest that your company holds this seal")
                .doesNotContain(SECRET);

        String[] attested = Arrays.copyOf(form, form.length + 2);
        attested[form.length] = "attested";
        attested[form.length + 1] = "yes";
        HttpResponse<String> registered = founder.post("/portal/register", "/portal/register", attested);
        assertThat(registered.headers().firstValue("Location").orElseThrow()).endsWith("?done=registered");
        assertThat(founder.post("/portal/register", "/portal/register", attested)
                        .body())
                .contains("duns-fault");
        assertThat(founder.signIn("pia", SECRET).body()).contains("yet to approve");

        one.database().jdbc().update("UPDATE third_party SET status = 'ACTIVE' WHERE duns = '555000111'");

        assertThat(founder.signIn("pia", SECRET).statusCode()).isEqualTo(302);
        assertThat(founder.get("/portal/company").body()).contains("Prickly Pear Power LLC", "TRUSTe");
    }

    @Test
    void leavesTheApisWithoutSessions() {
        user("finn");
        var finn = new PortalVisitor(one);
        finn.signIn("finn", SECRET);

        assertThat(finn.get("/api/v1/agreements").statusCode()).isEqualTo(401);
        assertThat(finn.get("/operator/v1/third-parties").statusCode()).isEqualTo(401);
    }

    private static void user(String name) {
        one.database()
                .jdbc()
                .update(
                        "INSERT INTO api_credential (user_name, third_party_id, secret_hash, status, created_at)"
                                + " VALUES (?, 'tp_bluebonnet', ?, 'ACTIVE', now())",
                        name,
                        one.part(SecretHashes.class).hash(SECRET));
    }

    private static String back(PortalVisitor visitor, String next) {
        return visitor.post("/portal/sign-in", "/portal/sign-in", "userName", "ben", "secret", SECRET, "next", next)
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static String fault(HttpResponse<String> page) {
        assertThat(page.statusCode()).isEqualTo(401);
        String body = page.body();
        int from = body.indexOf("id=\"fault\">");
        return body.substring(from, body.indexOf("</p>", from));
    }
}
