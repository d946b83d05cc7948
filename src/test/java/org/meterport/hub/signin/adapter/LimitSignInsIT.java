package org.meterport.hub.signin.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.signin.LimitSignIns;
import org.meterport.hub.signin.SignInLimit;
import org.meterport.hub.signin.Visitor.Kind;

class LimitSignInsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private final LimitSignIns limit = new LimitSignIns(
            DATABASE.transactions(() -> now),
            new JdbcSignInAttempts(DATABASE.jdbc()),
            new SignInLimit(3, Duration.ofMinutes(10), Duration.ofMinutes(15)),
            () -> now);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void forget() {
        DATABASE.jdbc().update("DELETE FROM sign_in_attempt");
    }

    @Test
    void locksANameForTheAddressAfterThreeWrongSecrets() {
        assertThat(attempts(3, "10.0.0.1")).containsOnly(true);

        assertThat(attempts(2, "10.0.0.1")).containsOnly(false);
        assertThat(attempts(1, "10.0.0.2")).containsOnly(true);
        assertThat(limit.admits(Kind.CUSTOMER, "ana", "10.0.0.1")).isTrue();
    }

    @Test
    void unlocksAfterFifteenMinutesHoweverOftenItIsTriedMeanwhile() {
        attempts(5, "10.0.0.1");
        now = now.plus(Duration.ofMinutes(15)).minusMillis(1);
        assertThat(attempts(1, "10.0.0.1")).containsOnly(false);

        now = now.plusMillis(1);

        assertThat(attempts(3, "10.0.0.1")).containsOnly(true);
        assertThat(attempts(1, "10.0.0.1")).containsOnly(false);
    }

    @Test
    void beginsAnewAfterTheWindowAndAfterTheRightSecret() {
        attempts(2, "10.0.0.1");
        now = now.plus(Duration.ofMinutes(11));
        assertThat(attempts(2, "10.0.0.1")).containsOnly(true);

        limit.succeeded(Kind.THIRD_PARTY, "ana", "10.0.0.1");

        assertThat(attempts(3, "10.0.0.1")).containsOnly(true);
    }

    @Test
    void locksANameEverywhereAfterThirtyWrongSecretsFromManyAddresses() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempts(3, "10.0.1." + i)).containsOnly(true);
        }

        assertThat(attempts(1, "10.0.2.1")).containsOnly(false);
    }

    @Test
    void countsGuessesThatComeAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> guesses = IntStream.range(0, 24)
                    .<Callable<Boolean>>mapToObj(i -> () -> limit.admits(Kind.THIRD_PARTY, "ana", "10.0.0.1"))
                    .toList();

            int admitted = 0;
            for (var guess : threads.invokeAll(guesses)) {
                admitted += guess.get() ? 1 : 0;
            }

            assertThat(admitted).isEqualTo(3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsNoNamesAndForgetsWhatIsOfNoUse() {
        attempts(2, "10.0.0.1");
        assertThat(DATABASE.jdbc().queryForList("SELECT digest FROM sign_in_attempt", String.class))
                .hasSize(2)
                .allMatch(digest -> digest.matches("[0-9a-f]{64}"));
        now = now.plus(Duration.ofMinutes(11));

        assertThat(limit.purge()).isEqualTo(2);
    }

    private List<Boolean> attempts(int count, String address) {
        return IntStream.range(0, count)
                .mapToObj(i -> limit.admits(Kind.THIRD_PARTY, "ana", address))
                .toList();
    }
}
