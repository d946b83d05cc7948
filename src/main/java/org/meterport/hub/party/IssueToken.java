package org.meterport.hub.party;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.meterport.hub.party.ApiCredentials.ApiCredential;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** Gives an API user a token for its password. */
public final class IssueToken {

    /** SMT's own validity, which its clients count on. */
    public static final Duration VALIDITY = Duration.ofHours(1);

    private final Transactions transactions;
    private final ApiCredentials credentials;
    private final ThirdParties thirdParties;
    private final SecretHashes hashes;
    private final Tokens tokens;
    private final InstantSource clock;

    public IssueToken(
            Transactions transactions,
            ApiCredentials credentials,
            ThirdParties thirdParties,
            SecretHashes hashes,
            Tokens tokens,
            InstantSource clock) {
        this.transactions = transactions;
        this.credentials = credentials;
        this.thirdParties = thirdParties;
        this.hashes = hashes;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * A token for an hour.
     *
     * @throws Rejection {@link PartyProblem#WRONG_CREDENTIALS}, the same and after the same time for an unknown user and
     *     for a wrong password; {@link PartyProblem#THIRD_PARTY_SUSPENDED} only for the right password
     */
    public Token issue(String userName, String password) {
        Optional<ApiCredential> credential = transactions.asOperator(() -> credentials.credential(userName));
        boolean right = credential.map(c -> matches(password, c)).orElseGet(() -> hashes.refuse(password));
        if (credential.isEmpty() || !right) {
            throw new Rejection(PartyProblem.WRONG_CREDENTIALS, "User name or password is wrong; check both.");
        }
        ApiCredential known = credential.get();
        transactions
                .asOperator(() -> thirdParties.find(known.thirdParty()))
                .orElseThrow()
                .requireActive();
        Instant issuedAt = clock.instant();
        Instant expiresAt = issuedAt.plus(VALIDITY);
        return new Token(tokens.sign(known, issuedAt, expiresAt), issuedAt, expiresAt);
    }

    private boolean matches(String password, ApiCredential credential) {
        return hashes.matches(password, credential.secretHash())
                || credential
                        .previous()
                        .filter(previous -> clock.instant().isBefore(previous.until()))
                        .filter(previous -> hashes.matches(password, previous.secretHash()))
                        .isPresent();
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
