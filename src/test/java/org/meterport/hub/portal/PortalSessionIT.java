package org.meterport.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
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
