package org.meterport.hub.filedrop;

import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.shared.Rejection;

/**
 * Lets an account in, or not, and locks out whoever guesses passwords. The lock belongs to a name together with an
 * address, so that nobody can lock a partner out from elsewhere, and holds for names that do not exist as well, so that
 * it tells nothing. Key sign-ins are outside it: a key cannot be guessed, and clients offer several in turn.
 *
 * <p>The lock lives in this process. Each of several hub processes counts for itself, which multiplies the guesses by
 * their number and no more.
 */
public final class SignIn {

    /** Names and addresses remembered; the one longest unused goes first. */
    private static final int REMEMBERED = 10_000;

    private record Attempt(String name, String address) {}

    /** Attempts of one pair take turns on this object, so that parallel guesses are counted before the next is tried. */
    private static final class History {
        private final ArrayDeque<Instant> failures = new ArrayDeque<>();
        private @Nullable Instant lockedUntil;
    }

    private final FileAccounts accounts;
    private final LoginLimit limit;
    private final InstantSource clock;
    private final Map<Attempt, History> histories = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Attempt, History> eldest) {
            return size() > REMEMBERED;
        }
    };

    public SignIn(FileAccounts accounts, LoginLimit limit, InstantSource clock) {
        this.accounts = accounts;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * @param address the client's, without its port
     * @throws Rejection {@link FileDropProblem#SIGN_IN_FAILED}, the same for an unknown name and a wrong password, or
     *     {@link FileDropProblem#TOO_MANY_FAILURES}
     */
    public FileAccount withPassword(String name, String password, String address) {
        var history = history(new Attempt(name, address));
        synchronized (history) {
            refuseIfLocked(history);
            var account = accounts.authenticate(name, password);
            if (account.isPresent()) {
                history.failures.clear();
                return account.get();
            }
            count(history);
            throw new Rejection(FileDropProblem.SIGN_IN_FAILED, "Unknown name or wrong password.");
        }
    }

    public Optional<FileAccount> withKey(String name, PublicKey key) {
        return accounts.authenticateKey(name, key);
    }

    private History history(Attempt attempt) {
        synchronized (histories) {
            return histories.computeIfAbsent(attempt, first -> new History());
        }
    }

    private void refuseIfLocked(History history) {
        var until = history.lockedUntil;
        if (until == null) {
            return;
        }
        if (clock.instant().isBefore(until)) {
            throw new Rejection(
                    FileDropProblem.TOO_MANY_FAILURES,
                    "Too many failed sign-ins for this name from this address. Try again in "
                            + limit.lockedFor().toMinutes() + " minutes, or use a key.");
        }
        history.lockedUntil = null;
    }

    private void count(History history) {
        var now = clock.instant();
        var oldest = now.minus(limit.window());
        history.failures.removeIf(failure -> failure.isBefore(oldest));
        history.failures.add(now);
        if (history.failures.size() >= limit.failures()) {
            history.failures.clear();
            history.lockedUntil = now.plus(limit.lockedFor());
        }
    }
}
