package org.meterport.hub.limits;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Sha256;

/**
 * Makes guessing of passwords slow, for every kind of sign-in. Failures are counted by name and address together, so
 * that nobody locks a company out from somewhere else; by name alone and by address alone only when there are very many.
 * A name that does not exist is treated as one that does.
 */
public final class GuardLogins {

    private final RateLimiter limiter;
    private final Limit here;
    private final Limit name;
    private final Limit address;

    /**
     * @param here failures of one name from one address
     * @param name failures of one name from everywhere
     * @param address failures of all names from one address
     */
    public GuardLogins(RateLimiter limiter, Limit here, Limit name, Limit address) {
        this.limiter = limiter;
        this.here = here;
        this.name = name;
        this.address = address;
    }

    /**
     * Asked before a password is looked at.
     *
     * @param realm what is signed in to, such as {@code api}; the same name elsewhere is another
     * @param user what was typed
     * @param from the address it came from
     * @throws Rejection {@link LimitProblem#LOGIN_LOCKED}, also for the right password
     */
    public void requireOpen(String realm, String user, String from) {
        for (Count count : counts(realm, user, from)) {
            Verdict verdict = limiter.look(count.key(), count.limit());
            if (!verdict.allowed()) {
                throw new Rejection(
                        LimitProblem.LOGIN_LOCKED,
                        "Too many sign-ins have failed; wait "
                                + Math.max(1, verdict.pause().toSeconds()) + " seconds and check the password.",
                        verdict.pause());
            }
        }
    }

    public void failed(String realm, String user, String from) {
        counts(realm, user, from).forEach(count -> limiter.take(count.key(), count.limit()));
    }

    /** The right password makes good what was mistyped here; what others guess from elsewhere stays counted. */
    public void succeeded(String realm, String user, String from) {
        Count own = counts(realm, user, from).get(0);
        if (!limiter.look(own.key(), own.limit()).equals(Verdict.full(own.limit()))) {
            limiter.forget(own.key());
        }
    }

    private List<Count> counts(String realm, String user, String from) {
        String known = user.strip().toLowerCase(Locale.ROOT);
        return List.of(
                new Count(key(realm, known, from), here),
                new Count(key(realm, known), name),
                new Count(key(realm, "from", from), address));
    }

    /** Hashed, because names are personal data, and are typed by anybody at any length. */
    private static String key(String... parts) {
        byte[] hash = Sha256.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        return "login " + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private record Count(String key, Limit limit) {}
}
