package org.meterport.hub.party.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.limits.GuardLogins;
import org.meterport.hub.limits.Limit;
import org.meterport.hub.limits.adapter.JdbcRateLimiter;
import org.meterport.hub.party.CheckSecret;
import org.meterport.hub.party.IssueToken;
import org.meterport.hub.party.IssueToken.Token;
import org.meterport.hub.party.ManageUsers;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class IssueTokenIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final PasswordEncoder QUICK = new BCryptPasswordEncoder(4);

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final JdbcParties parties = new JdbcParties(DATABASE.jdbc());
    private final CountingEncoder encoder = new CountingEncoder();
    private final SecretHashes hashes = new SlowHashes(encoder);
    private final IssueToken issueToken = new IssueToken(
            new CheckSecret(transactions, parties, parties, hashes, clock),
            (credential, from, until) ->
                    credential.userName() + "/" + credential.thirdParty() + "/" + from + "/" + until,
            new GuardLogins(
                    new JdbcRateLimiter(DATABASE.jdbc(), clock),
                    new Limit("here", 3, Duration.ofMinutes(15)),
                    new Limit("by-name", 5, Duration.ofMinutes(15)),
                    new Limit("by-address", 8, Duration.ofMinutes(15))),
            clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void twoUsers() {
        new SampleAgreements(DATABASE, clock).reset();
        DATABASE.jdbc()
                .update(
                        "INSERT INTO api_credential VALUES ('bluebonnet-api', 'tp_bluebonnet', ?, 'ACTIVE', now()),"
                                + " ('bluebonnet-old', 'tp_bluebonnet', ?, 'REVOKED', now())",
                        hashes.hash("right"),
                        hashes.hash("right"));
        DATABASE.jdbc().update("DELETE FROM rate_limit");
        encoder.compared.clear();
    }

    @Test
    void givesATokenForAnHour() {
        Token token = issueToken.issue("bluebonnet-api", "right", "192.0.2.1");

        assertThat(token.value()).isEqualTo("bluebonnet-api/tp_bluebonnet/2026-02-10T15:04:05Z/2026-02-10T16:04:05Z");
        assertThat(token.toString()).doesNotContain("bluebonnet");
    }

    @ParameterizedTest
    @CsvSource({"nobody, right", "bluebonnet-api, wrong", "bluebonnet-old, right", "BLUEBONNET-API, right"})
    void tellsAnUnknownUserFromAWrongPasswordNeitherByWordNorByTime(String user, String password) {
        assertThatThrownBy(() -> issueToken.issue(user, password, "192.0.2.1"))
                .isInstanceOf(Rejection.class)
                .hasMessage("PTY-101: User name or password is wrong; check both.");

        assertThat(encoder.compared).containsExactly(password);
    }

    @Test
    void tellsASuspendedCompanySoOnlyForTheRightPassword() {
        DATABASE.jdbc().update("UPDATE third_party SET status = 'SUSPENDED'");

        assertThatThrownBy(() -> issueToken.issue("bluebonnet-api", "right", "192.0.2.1"))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("PTY-201");
        assertThatThrownBy(() -> issueToken.issue("bluebonnet-api", "wrong", "192.0.2.1"))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("PTY-101");
    }

    @Test
    void answersInSmtsFieldsAndTypes() throws Exception {
        var json = new ObjectMapper();
        clock.set(Instant.parse("2026-07-01T15:04:05Z"));

        ApiReply reply = new TokenApi(issueToken)
                .issue(new ApiRequest(
                        "smt-token",
                        Optional.empty(),
                        Map.of(),
                        json.readTree("{\"username\":\"bluebonnet-api\",\"password\":\"right\"}"),
                        Optional.empty(),
                        "req_1"));

        JsonNode body = json.valueToTree(reply.body());
        assertThat(reply.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(body.path("accessToken").asText()).startsWith("bluebonnet-api/");
        ((com.fasterxml.jackson.databind.node.ObjectNode) body).remove("accessToken");
        assertThat(body)
                .hasToString("{\"statusCode\":\"200\",\"tokenType\":\"Bearer\",\"expiresIn\":\"3600\","
                        + "\"issuedAt\":\"07/01/2026 10:04:05\",\"expiresAt\":\"07/01/2026 11:04:05\"}");
    }

    @Test
    void showsAPartnersTransactionItsOwnCompanyOnly() {
        Optional<ThirdParty> own = transactions.asPartner(Samples.BLUEBONNET, () -> parties.find(Samples.BLUEBONNET));
        Optional<ThirdParty> other = transactions.asPartner(Samples.BLUEBONNET, () -> parties.find(Samples.LONESTAR));

        assertThat(own)
                .hasValueSatisfying(company -> assertThat(company)
                        .returns("Bluebonnet Energy", ThirdParty::legalName)
                        .returns("111222333", ThirdParty::duns)
                        .returns(Optional.of("https://bluebonnet.example"), ThirdParty::websiteUrl));
        assertThat(other).isEmpty();
    }

    @Test
    void aThirdPartyThatIsNotApprovedGetsNoToken() {
        DATABASE.jdbc().update("UPDATE third_party SET status = 'REGISTERED'");

        assertThatThrownBy(() -> issueToken.issue("bluebonnet-api", "right", "192.0.2.1"))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("PTY-202");
    }

    @Test
    void takesBothSecretsDuringTheOverlapAndTheNewOneAfterIt() {
        var manage = new ManageUsers(parties, hashes, Duration.ofHours(24), clock);
        transactions.asPartner(
                Samples.BLUEBONNET,
                () -> manage.changeSecret(
                        Samples.BLUEBONNET, "bluebonnet-api", "bluebonnet-api", "the-next-long-secret", false));

        assertThat(issueToken.issue("bluebonnet-api", "right", "192.0.2.1").value())
                .startsWith("bluebonnet-api/");
        assertThat(issueToken
                        .issue("bluebonnet-api", "the-next-long-secret", "192.0.2.1")
                        .value())
                .startsWith("bluebonnet-api/");
        clock.advance(Duration.ofHours(24));
        assertThatThrownBy(() -> issueToken.issue("bluebonnet-api", "right", "192.0.2.1"))
                .hasMessageStartingWith("PTY-101");
        assertThat(issueToken
                        .issue("bluebonnet-api", "the-next-long-secret", "192.0.2.1")
                        .value())
                .startsWith("bluebonnet-api/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bluebonnet-api", "nobody"})
    void locksANameOutAfterFailuresWhetherOrNotItIsKnown(String user) {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> issueToken.issue(user, "wrong", "192.0.2.1"))
                    .hasMessageStartingWith("PTY-101");
        }
        encoder.compared.clear();

        assertThatThrownBy(() -> issueToken.issue(user, "right", "192.0.2.1"))
                .isInstanceOfSatisfying(Rejection.class, locked -> {
                    assertThat(locked.code()).isEqualTo("LIM-102");
                    assertThat(locked.retryAfter()).contains(Duration.ofMinutes(5));
                });
        assertThat(encoder.compared).as("no password is looked at").isEmpty();

        // not from elsewhere, until there are very many
        assertThatThrownBy(() -> issueToken.issue(user, "wrong", "192.0.2.2")).hasMessageStartingWith("PTY-101");
        assertThatThrownBy(() -> issueToken.issue(user, "wrong", "192.0.2.3")).hasMessageStartingWith("PTY-101");
        assertThatThrownBy(() -> issueToken.issue(user, "right", "192.0.2.4")).hasMessageStartingWith("LIM-102");
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(() -> issueToken.issue(user, "wrong", "192.0.2.1")).hasMessageStartingWith("PTY-101");
        assertThatThrownBy(() -> issueToken.issue(user, "right", "192.0.2.1")).hasMessageStartingWith("LIM-102");
    }

    @Test
    void forgetsWhatWasMistypedWithTheRightPassword() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> issueToken.issue("bluebonnet-api", "wrong", "192.0.2.1"))
                        .hasMessageStartingWith("PTY-101");
            }
            assertThat(issueToken.issue("bluebonnet-api", "right", "192.0.2.1").value())
                    .isNotEmpty();
        }
    }

    @Test
    void endsASecretAtOnceThatOthersHaveSeen() {
        var manage = new ManageUsers(parties, hashes, Duration.ofHours(24), clock);
        transactions.asPartner(
                Samples.BLUEBONNET,
                () -> manage.changeSecret(
                        Samples.BLUEBONNET, "bluebonnet-api", "bluebonnet-api", "the-next-long-secret", true));

        assertThatThrownBy(() -> issueToken.issue("bluebonnet-api", "right", "192.0.2.1"))
                .hasMessageStartingWith("PTY-101");
    }

    @Test
    void keepsHashesOutOfLogs() {
        assertThat(transactions
                        .asOperator(() -> parties.credential("bluebonnet-api"))
                        .orElseThrow())
                .hasToString("ApiCredential[bluebonnet-api]");
    }

    /** Remembers what was compared; every comparison costs the same. */
    private static final class CountingEncoder implements PasswordEncoder {

        private final List<String> compared = new ArrayList<>();

        @Override
        public String encode(CharSequence rawPassword) {
            return QUICK.encode(rawPassword);
        }

        @Override
        public boolean matches(CharSequence rawPassword, String encodedPassword) {
            compared.add(rawPassword.toString());
            return QUICK.matches(rawPassword, encodedPassword);
        }
    }
}
