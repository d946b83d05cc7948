package org.meterport.hub.party;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.meterport.hub.party.ApiCredentials.ApiCredential;
import org.meterport.hub.shared.Rejection;

/** Gives an API user a token for its password. */
public final class IssueToken {

    /** SMT's own validity, which its clients count on. */
    public static final Duration VALIDITY = Duration.ofHours(1);

    private final CheckSecret checkSecret;
    private final Tokens tokens;
    private final InstantSource clock;

    public IssueToken(CheckSecret checkSecret, Tokens tokens, InstantSource clock) {
        this.checkSecret = checkSecret;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * A token for an hour.
     *
     * @throws Rejection as {@link CheckSecret#check} says
     */
    public Token issue(String userName, String password) {
        ApiCredential known = checkSecret.check(userName, password);
        Instant issuedAt = clock.instant();
        Instant expiresAt = issuedAt.plus(VALIDITY);
        return new Token(tokens.sign(known, issuedAt, expiresAt), issuedAt, expiresAt);
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
