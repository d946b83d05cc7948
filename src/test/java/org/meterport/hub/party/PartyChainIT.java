package org.meterport.hub.party;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.audit.VerifyDisclosures;
import org.meterport.hub.audit.adapter.JdbcDisclosureChain;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/** Companies and their people, over HTTP: scenarios A1 to A5, and the operator's hand on companies and premises. */
class PartyChainIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a-long-secret-of-16";

    private static TestHub hub;
    private static SampleAgreements samples;
    private static String operator;

    @BeforeAll
    static void start() {
        hub = TestHub.start(Map.of("meterport.party.conformance-required", "false"));
        samples = new SampleAgreements(hub.database(), Clock.systemUTC());
        samples.reset();
        operator = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                ("operator:" + hub.part(SecretFolder.class).secret("operator-password"))
                                        .getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void a1ACompanyRegistersIsApprovedAndItsAdministratorComesIn() throws Exception {
        HttpResponse<String> registered = register("200000001", "one-admin");

        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        String id = JSON.readTree(registered.body()).path("id").asText();
        assertThat(registered.body()).contains("\"status\":\"REGISTERED\"").doesNotContain(SECRET);
        assertThat(token("one-admin").body()).contains("PTY-202");
        assertThat(operator("GET", "/third-parties?status=REGISTERED", "").body())
                .contains(id);

        assertThat(operator("POST", "/third-parties/" + id + "/approve", "").body())
                .contains("\"status\":\"ACTIVE\"");

        assertThat(call("one-admin", "GET", "/users", "").body())
                .contains("\"userName\":\"one-admin\",\"administrator\":true");
    }

    @Test
    void a1RefusesASecondRegistrationAndOneThatCannotBe() {
        register("2000000020002", "two-admin");

        assertThat(register("2000000020002", "two-again").body()).contains("PTY-401");
        assertThat(register("200000003", "two-admin").body()).contains("PTY-402");
        assertThat(register("12345", "three-admin").body()).contains("PTY-103", "9 or 13 digits");
        assertThat(register("200000003", "Three Admin").body()).contains("PTY-105");
        assertThat(send("/api/v1/registrations", "POST", registration("200000003", "three-admin", "1999-01"), "")
                        .body())
                .contains("PTY-104", "2026-01");
        // what was refused left nothing behind
        assertThat(register("200000003", "three-admin").statusCode()).isEqualTo(201);
    }

    @Test
    void a2AdministratorsAddChangeSuspendAndRemoveUsersOrdinaryUsersCannot() throws Exception {
        company("200000004", "four-admin");
        String user = "{\"userName\":\"four-reports\",\"secret\":\"" + SECRET + "\",\"rights\":[\"REPORTS\"]}";

        HttpResponse<String> added = call("four-admin", "POST", "/users", user);

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        String usersToken = bearer("four-reports");
        assertThat(send("/api/v1/agreements", "GET", "", usersToken).body()).contains("PTY-203", "AGREEMENTS");
        assertThat(send("/api/v1/reports/rpt_none", "GET", "", usersToken).statusCode())
                .isEqualTo(404);
        for (String refused : new String[] {"GET", "POST"}) {
            assertThat(send("/api/v1/users", refused, user, usersToken).body()).contains("PTY-203");
        }
        assertThat(send("/api/v1/users/four-admin/secret", "POST", "{\"secret\":\"" + SECRET + "\"}", usersToken)
                        .body())
                .contains("PTY-203");

        assertThat(call("four-admin", "POST", "/users/four-reports", "{\"rights\":[\"AGREEMENTS\"]}")
                        .body())
                .contains("\"rights\":[\"AGREEMENTS\"]");
        assertThat(send("/api/v1/agreements", "GET", "", usersToken).statusCode())
                .isEqualTo(200);
        call("four-admin", "POST", "/users/four-reports", "{\"status\":\"SUSPENDED\"}");
        assertThat(send("/api/v1/agreements", "GET", "", usersToken).body()).contains("PTY-204");
        assertThat(token("four-reports").body()).contains("PTY-101");
        call("four-admin", "POST", "/users/four-reports", "{\"status\":\"REVOKED\"}");
        assertThat(call("four-admin", "GET", "/users", "").body()).doesNotContain("four-reports");
        assertThat(call("four-admin", "POST", "/users", user).body()).contains("PTY-402");
        assertThat(call("four-admin", "POST", "/users/four-admin", "{\"administrator\":false}")
                        .body())
                .contains("PTY-403");
    }

    @Test
    void a2NobodySeesOrTouchesAnotherCompanysUsers() throws Exception {
        company("200000005", "five-admin");
        company("200000006", "six-admin");

        assertThat(call("five-admin", "GET", "/users", "").body()).doesNotContain("six-admin");
        assertThat(call("five-admin", "POST", "/users/six-admin", "{\"status\":\"SUSPENDED\"}")
                        .body())
                .contains("PTY-302");
        assertThat(call("five-admin", "POST", "/users/six-admin/secret", "{\"secret\":\"" + SECRET + "\"}")
                        .body())
                .contains("PTY-302");
        assertThat(call("six-admin", "GET", "/users", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a5ASecretChangesWithAnOverlap() throws Exception {
        company("200000007", "seven-admin");

        HttpResponse<String> changed =
                call("seven-admin", "POST", "/users/seven-admin/secret", "{\"secret\":\"another-long-secret\"}");

        assertThat(changed.body()).contains("previousSecretUntil");
        assertThat(token("seven-admin").statusCode()).isEqualTo(200);
        assertThat(token("seven-admin", "another-long-secret").statusCode()).isEqualTo(200);
    }

    @Test
    void everyAnswerSaysHowManyCallsAreLeftAndTooManyAreRefusedWithATimeToComeBack() throws Exception {
        String id = company("200000010", "ten-admin");
        String bearer = bearer("ten-admin");
        assertThat(send("/api/v1/agreements", "GET", "", bearer).headers().firstValue("RateLimit"))
                .hasValueSatisfying(left -> assertThat(left).startsWith("\"calls\";r="));
        hub.database()
                .jdbc()
                .update("UPDATE rate_limit SET used_until = now() + interval '2 minutes' WHERE key = ?", "calls " + id);

        HttpResponse<String> refused = send("/api/v1/agreements", "GET", "", bearer);
        HttpResponse<String> refusedBySmtsPath = send("/v2/myagreements/", "POST", "{\"trans_id\":\"T\"}", bearer);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("LIM-101");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(50, 61);
        assertThat(refused.headers().firstValue("RateLimit-Policy")).contains("\"calls\";q=12000;w=60");
        assertThat(refusedBySmtsPath.statusCode()).isEqualTo(429);
        assertThat(JSON.readTree(refusedBySmtsPath.body()).path("errorCode").asText())
                .isEqualTo("LIM-101");
    }

    @Test
    void registrationsOfOneAddressAreLimited() {
        hub.database()
                .jdbc()
                .update("INSERT INTO rate_limit VALUES ('registrations 127.0.0.1', now() + interval '2 hours')"
                        + " ON CONFLICT (key) DO UPDATE SET used_until = excluded.used_until");

        HttpResponse<String> refused = register("200000011", "eleven-admin");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        hub.database().jdbc().update("DELETE FROM rate_limit WHERE key LIKE 'registrations%'");
    }

    @Test
    void cASuspendedCompanyIsStoppedAtOnceAndItsAgreementsEnd() throws Exception {
        String id = company("200000008", "eight-admin");
        var company = new ThirdPartyId(id);
        Agreement live = samples.active(company, Term.ofMonths(12), "10443720000000811");
        Agreement open = samples.invited(company, Term.ofMonths(12), "10443720000000812");
        String bearer = bearer("eight-admin");

        HttpResponse<String> suspended = operator("POST", "/third-parties/" + id + "/suspend", "");

        assertThat(suspended.body()).contains("\"status\":\"SUSPENDED\"", "\"ended\":2");
        assertThat(send("/api/v1/agreements", "GET", "", bearer).body()).contains("PTY-201");
        assertThat(token("eight-admin").body()).contains("PTY-201");
        assertThat(samples.state(live)).isEqualTo(AgreementState.TERMINATED_TP_REVOKED);
        assertThat(samples.state(open)).isEqualTo(AgreementState.WITHDRAWN);
        operator("POST", "/third-parties/" + id + "/approve", "");
        assertThat(send("/api/v1/agreements", "GET", "", bearer).statusCode()).isEqualTo(200);
        assertThat(samples.state(live)).isEqualTo(AgreementState.TERMINATED_TP_REVOKED);
    }

    @Test
    void cMovesEndGrantsAndAChangeOfRepDoesNot() throws Exception {
        Agreement moved = samples.active(Samples.BLUEBONNET, Term.ofMonths(12), "10443720000000911");
        Agreement kept = samples.active(Samples.BLUEBONNET, Term.ofMonths(12), "10443720000000912");
        Agreement overtaken = samples.active(Samples.BLUEBONNET, Term.ofMonths(12), "10443720000000913");
        String events = "{\"items\":[{\"kind\":\"MOVED_OUT\",\"esiid\":\"10443720000000911\"},"
                + "{\"kind\":\"REP_CHANGED\",\"esiid\":\"10443720000000912\",\"rep\":{\"name\":\"Pecos Power\",\"certificate\":10042}},"
                + "{\"kind\":\"MOVED_IN\",\"esiid\":\"10443720000000913\",\"customer\":{\"email\":\"bruno@example.com\",\"name\":\"Bruno Salas\",\"language\":\"es\"}},"
                + "{\"kind\":\"MOVED_OUT\",\"esiid\":\"10443720000000999\"}]}";

        HttpResponse<String> taken = operator("POST", "/premise-events", events);
        HttpResponse<String> again = operator("POST", "/premise-events", events);

        JsonNode results = JSON.readTree(taken.body()).path("results");
        assertThat(results.findValuesAsText("status")).containsExactly("TAKEN", "TAKEN", "TAKEN", "REFUSED");
        assertThat(results.path(3).path("code").asText()).isEqualTo("AGR-105");
        assertThat(JSON.readTree(again.body()).path("results")).isEqualTo(results);
        assertThat(samples.state(moved)).isEqualTo(AgreementState.TERMINATED_MOVE_OUT);
        assertThat(samples.state(kept)).isEqualTo(AgreementState.ACTIVE);
        assertThat(samples.state(overtaken)).isEqualTo(AgreementState.TERMINATED_MOVE_OUT);
        List<String> stays = hub.database()
                .jdbc()
                .queryForList(
                        "SELECT c.email FROM occupancy o JOIN customer c ON c.id = o.customer_id"
                                + " WHERE o.esiid = '10443720000000913' ORDER BY o.moved_in_at",
                        String.class);
        assertThat(stays).hasSize(2);
        assertThat(stays.get(1)).as("sealed").startsWith("v1:").doesNotContain("bruno");
    }

    @Test
    void iErasureLeavesTheLogProvableAndThePersonUnnamed() throws Exception {
        var erased = new CustomerId("cus_erased");
        samples.household(erased, "erika@example.com", "10443720000001001");
        Agreement granted = samples.active(Samples.BLUEBONNET, Term.ofMonths(12), "10443720000001001");
        hub.database()
                .jdbc()
                .update(
                        "UPDATE agreement SET customer_id = 'cus_erased' WHERE id = ?",
                        granted.id().value());
        hub.part(Transactions.class)
                .operatorDoes(() -> hub.part(DisclosureLog.class)
                        .add(List.of(new Disclosure(
                                Samples.BLUEBONNET,
                                granted.id().value(),
                                "10443720000001001",
                                "INTERVALS",
                                LocalDate.of(2026, 1, 1),
                                LocalDate.of(2026, 1, 31),
                                Disclosure.Way.API,
                                "req_7",
                                OptionalLong.of(4711)))));
        String person = "{\"esiid\":\"10443720000001001\",\"customerEmail\":\"Erika@example.com\"}";

        assertThat(operator("GET", "/disclosures?esiid=10443720000001001", "").body())
                .contains(
                        "\"thirdPartyId\":\"tp_bluebonnet\"",
                        granted.id().value(),
                        "\"kind\":\"INTERVALS\"",
                        "\"bytes\":4711");
        assertThat(operator("GET", "/disclosures", "").statusCode()).isEqualTo(400);

        HttpResponse<String> done = operator("POST", "/customer-erasures", person);

        assertThat(done.body()).contains("cus_erased");
        assertThat(samples.state(granted)).isEqualTo(AgreementState.TERMINATED_MOVE_OUT);
        assertThat(hub.database().jdbc().queryForMap("SELECT email, name FROM customer WHERE id = 'cus_erased'"))
                .containsEntry("email", "")
                .containsEntry("name", "");
        var verify = new VerifyDisclosures(
                hub.part(Transactions.class),
                new JdbcDisclosureChain(hub.database().jdbc()));
        assertThat(verify.verify(Optional.empty()).broken()).isEmpty();
        String page = "/my/"
                + hub.part(SignedLinks.class).customer(erased, Instant.now().plusSeconds(3600));
        assertThat(hub.send(hub.request(page)).statusCode()).isEqualTo(404);
        assertThat(operator("POST", "/customer-erasures", person).body()).contains("AGR-106");
    }

    @Test
    void p12ListsWhoIsToBeToldWhenACompanyLostData() throws Exception {
        disclosed("10443720000001212", "req_1", Disclosure.Way.API);
        disclosed("10443720000001212", "req_2", Disclosure.Way.PORTAL);
        disclosed("10443720000001211", "rpt_3", Disclosure.Way.FILE);
        disclosed("10443720000001213", "rpt_4", Disclosure.Way.FILE);
        hub.part(Transactions.class)
                .operatorDoes(() -> hub.part(DisclosureLog.class).withhold("rpt_4", List.of()));
        String path = "/third-parties/tp_breached/disclosed-esiids?from=";

        JsonNode affected = JSON.readTree(operator("GET", path + "2020-01-01T00:00:00Z&to=2120-01-01T00:00:00Z", "")
                .body());
        JsonNode before = JSON.readTree(operator("GET", path + "2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z", "")
                .body());
        JsonNode second = JSON.readTree(
                operator("GET", path + "2020-01-01T00:00:00Z&to=2120-01-01T00:00:00Z&after=10443720000001211", "")
                        .body());

        assertThat(affected.path("items").findValuesAsText("esiid"))
                .containsExactly("10443720000001211", "10443720000001212");
        assertThat(affected.at("/items/1/times").asInt()).isEqualTo(2);
        assertThat(before.path("items")).isEmpty();
        assertThat(second.path("items").findValuesAsText("esiid")).containsExactly("10443720000001212");
        assertThat(operator("GET", path + "yesterday&to=2120-01-01T00:00:00Z", "")
                        .statusCode())
                .isEqualTo(400);
    }

    private static void disclosed(String esiid, String reference, Disclosure.Way way) {
        hub.part(Transactions.class)
                .operatorDoes(() -> hub.part(DisclosureLog.class)
                        .add(List.of(new Disclosure(
                                new ThirdPartyId("tp_breached"),
                                "agr_breached",
                                esiid,
                                "INTERVALS",
                                LocalDate.of(2026, 1, 1),
                                LocalDate.of(2026, 1, 31),
                                way,
                                reference,
                                OptionalLong.of(4711)))));
    }

    @Test
    void theOperatorsApiIsForTheOperatorAlone() throws Exception {
        company("200000009", "nine-admin");

        for (String login : new String[] {"", bearer("nine-admin"), "Basic b3BlcmF0b3I6d3Jvbmc="}) {
            HttpResponse<String> refused = send("/operator/v1/third-parties", "GET", "", login);
            assertThat(refused.statusCode()).as(login).isEqualTo(401);
            assertThat(refused.body()).contains("API-201");
        }
        assertThat(send("/api/v1/users", "GET", "", operator).statusCode()).isEqualTo(401);
        assertThat(operator("POST", "/third-parties/tp_none/approve", "").body())
                .contains("PTY-301");
        assertThat(operator("POST", "/third-parties/tp_none/suspend", "").body())
                .contains("PTY-301");
        assertThat(operator("POST", "/premise-events", "{\"items\":[{\"kind\":\"BURNED\",\"esiid\":\"1\"}]}")
                        .statusCode())
                .isEqualTo(400);
    }

    private static String company(String duns, String admin) throws Exception {
        String id = JSON.readTree(register(duns, admin).body()).path("id").asText();
        assertThat(operator("POST", "/third-parties/" + id + "/approve", "").statusCode())
                .isEqualTo(200);
        return id;
    }

    private static HttpResponse<String> register(String duns, String admin) {
        return send("/api/v1/registrations", "POST", registration(duns, admin, "2026-01"), "");
    }

    private static String registration(String duns, String admin, String terms) {
        return "{\"legalName\":\"Company " + duns + "\",\"duns\":\"" + duns
                + "\",\"email\":\"desk@example.com\",\"contactName\":\"Rosa Delgado\",\"contactPhone\":\"5125550100\","
                + "\"websiteUrl\":\"https://company.example\",\"privacySeal\":\"DataGuard\",\"termsVersion\":\"" + terms
                + "\",\"userName\":\"" + admin + "\",\"secret\":\"" + SECRET + "\"}";
    }

    private static HttpResponse<String> operator(String method, String path, String body) {
        return send("/operator/v1" + path, method, body, operator);
    }

    private static HttpResponse<String> call(String user, String method, String path, String body) throws Exception {
        return send("/api/v1" + path, method, body, bearer(user));
    }

    private static String bearer(String user) throws Exception {
        return "Bearer " + JSON.readTree(token(user).body()).path("accessToken").asText();
    }

    private static HttpResponse<String> token(String user) {
        return token(user, SECRET);
    }

    private static HttpResponse<String> token(String user, String secret) {
        return send("/v2/token/", "POST", "{\"username\":\"" + user + "\",\"password\":\"" + secret + "\"}", "");
    }

    private static HttpResponse<String> send(String path, String method, String body, String authorization) {
        HttpRequest.Builder request = hub.request(path)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return hub.send(request);
    }
}
