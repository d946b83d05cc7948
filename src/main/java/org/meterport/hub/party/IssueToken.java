package org.meterport.hub.party;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.meterport.hub.limits.GuardLogins;
import org.meterport.hub.party.ApiCredentials.ApiCredential;
import org.meterport.hub.shared.Rejection;

/** Gives an API user a token for its password. */
public final class IssueToken {

    /** SMT's own validity, which its clients count on. */
    public static final Duration VALIDITY = Duration.ofHours(1);

    private static final String REALM = "api";

    private final CheckSecret checkSecret;
    private final Tokens tokens;
    private final GuardLogins guard;
    private final InstantSource clock;

    public IssueToken(CheckSecret checkSecret, Tokens tokens, GuardLogins guard, InstantSource clock) {
        this.checkSecret = checkSecret;
        this.tokens = tokens;
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * A token for an hour.
     *
     * @param address where the call came from
     * @throws Rejection as {@link CheckSecret#check} says; {@link
     *     org.meterport.hub.limits.LimitProblem#LOGIN_LOCKED} after too many failures
     */
    public Token issue(String userName, String password, String address) {
        ApiCredential known = signIn(userName, password, address);
        Instant issuedAt = clock.instant();
        Instant expiresAt = issuedAt.plus(VALIDITY);
        return new Token(tokens.sign(known, issuedAt, expiresAt), issuedAt, expiresAt);
    }

    /** Who shows this name and password, refused as {@link #issue} does. */
    public ApiCredential signIn(String userName, String password, String address) {
        guard.requireOpen(REALM, userName, address);
        try {
            ApiCredential known = checkSecret.check(userName, password);
            guard.succeeded(REALM, userName, address);
            return known;
        } catch (Rejection refused) {
            if (refused.reason() == PartyProblem.WRONG_CREDENTIALS) {
                guard.failed(REALM, userName, address);
            }
            throw refused;
        }
    }

    /** Signs what a token says. */
    @FunctionalInterface
    public interface Tokens {
        String sign(ApiCredential credential, Instant issuedAt, Instant expiresAt);
    }

    /** A signed token and the span it is good for. */
    public record Token(String value, Instant issuedAt, Instant expiresAt) {

        @Override
        public String toString() {
            return "Token[until " + expiresAt + "]";
        }
    }
}
