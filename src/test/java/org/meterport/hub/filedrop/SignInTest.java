package org.meterport.hub.filedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meterport.hub.shared.Rejection;

class SignInTest {

    private static final FileAccount ACME =
            new FileAccount("acme", Path.of("/drop/acme"), FileAccount.Kind.THIRD_PARTY);

    private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final AtomicInteger checked = new AtomicInteger();
    private final SignIn signIn =
            new SignIn(new OneAccount(), new LoginLimit(3, Duration.ofMinutes(10), Duration.ofMinutes(15)), () -> now);

    @Test
    void givesTheSameAnswerForAnUnknownNameAndAWrongPassword() {
        var unknown = refusal("nobody", "secret", "10.0.0.1");
        var wrong = refusal("acme", "wrong", "10.0.0.2");

        assertThat(unknown.getMessage()).isEqualTo(wrong.getMessage());
    }

    @Test
    void locksANameAndAddressAfterThreeFailures() {
        fail(3, "acme", "10.0.0.1");

        assertThat(refusal("acme", "secret", "10.0.0.1").reason()).isEqualTo(FileDropProblem.TOO_MANY_FAILURES);
        assertThat(signIn.withPassword("acme", "secret", "10.0.0.2")).isEqualTo(ACME);
    }

    @Test
    void locksAnUnknownNameJustTheSame() {
        fail(3, "nobody", "10.0.0.1");

        assertThat(refusal("nobody", "x", "10.0.0.1").reason()).isEqualTo(FileDropProblem.TOO_MANY_FAILURES);
    }

    @Test
    void opensAgainWhenTheLockIsOverAndAsksNoStoreMeanwhile() {
        fail(3, "acme", "10.0.0.1");

        now = now.plus(Duration.ofMinutes(15)).minusSeconds(1);
        refusal("acme", "secret", "10.0.0.1");
        assertThat(checked).hasValue(3);
        now = now.plusSeconds(1);

        assertThat(signIn.withPassword("acme", "secret", "10.0.0.1")).isEqualTo(ACME);
    }

    @Test
    void forgetsFailuresThatAreOlderThanTheWindow() {
        fail(2, "acme", "10.0.0.1");

        now = now.plus(Duration.ofMinutes(10)).plusSeconds(1);
        fail(2, "acme", "10.0.0.1");

        assertThat(signIn.withPassword("acme", "secret", "10.0.0.1")).isEqualTo(ACME);
    }

    @Test
    void countsFromTheBeginningAfterASuccess() {
        fail(2, "acme", "10.0.0.1");
        signIn.withPassword("acme", "secret", "10.0.0.1");

        fail(2, "acme", "10.0.0.1");

        assertThat(signIn.withPassword("acme", "secret", "10.0.0.1")).isEqualTo(ACME);
    }

    @Test
    void triesNoMorePasswordsWhenTheyComeAllAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        List<Callable<Rejection>> guesses = IntStream.range(0, 40)
                .<Callable<Rejection>>mapToObj(guess -> () -> refusal("acme", "guess" + guess, "10.0.0.1"))
                .toList();

        pool.invokeAll(guesses);
        pool.shutdown();

        assertThat(checked).hasValue(3);
    }

    @Test
    void checksADecoyForANameItDoesNotKnow() throws Exception {
        var compared = new ArrayList<String>();
        var keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var other = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var accounts = new HashedFileAccounts(
                name -> name.equals("acme")
                        ? Optional.of(new HashedFileAccounts.Entry(ACME, "hash-of-acme", List.of(keys.getPublic())))
                        : Optional.empty(),
                (password, hash) -> {
                    compared.add(hash);
                    return ("hash-of-" + password).equals(hash);
                },
                "decoy");

        assertThat(accounts.authenticate("nobody", "acme")).isEmpty();
        assertThat(accounts.authenticate("acme", "acme")).contains(ACME);
        assertThat(compared).containsExactly("decoy", "hash-of-acme");
        assertThat(accounts.authenticateKey("acme", keys.getPublic())).contains(ACME);
        assertThat(accounts.authenticateKey("acme", other.getPublic())).isEmpty();
    }

    @Test
    void refusesALimitThatLimitsNothing() {
        assertThatThrownBy(() -> new LoginLimit(0, Duration.ofMinutes(1), Duration.ofMinutes(1)))
                .hasMessageContaining("meterport.filedrop.lockout");
    }

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(refusal(name, "wrong" + i, address).reason()).isEqualTo(FileDropProblem.SIGN_IN_FAILED);
        }
    }

    private Rejection refusal(String name, String password, String address) {
        try {
            var account = signIn.withPassword(name, password, address);
            throw new AssertionError("let in: " + account);
        } catch (Rejection refused) {
            return refused;
        }
    }

    private final class OneAccount implements FileAccounts {

        @Override
        public Optional<FileAccount> authenticate(String name, String password) {
            checked.incrementAndGet();
            return name.equals("acme") && password.equals("secret") ? Optional.of(ACME) : Optional.empty();
        }

        @Override
        public Optional<FileAccount> authenticateKey(String name, PublicKey key) {
            return Optional.empty();
        }
    }
}
