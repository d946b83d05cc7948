package org.meterport.hub.party;

import java.time.InstantSource;
import java.util.Optional;
import org.meterport.hub.party.ApiCredentials.ApiCredential;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** Tells whose user name and secret these are: for programs that want a token and for people who sign in. */
public final class CheckSecret {

    private final Transactions transactions;
    private final ApiCredentials credentials;
    private final ThirdParties thirdParties;
    private final SecretHashes hashes;
    private final InstantSource clock;

    public CheckSecret(
            Transactions transactions,
            ApiCredentials credentials,
            ThirdParties thirdParties,
            SecretHashes hashes,
            InstantSource clock) {
        this.transactions = transactions;
        this.credentials = credentials;
        this.thirdParties = thirdParties;
        this.hashes = hashes;
        this.clock = clock;
    }

    /**
     * @throws Rejection {@link PartyProblem#WRONG_CREDENTIALS}, the same and after the same time for an unknown user and
     *     for a wrong secret; {@link PartyProblem#THIRD_PARTY_SUSPENDED} and {@link PartyProblem#NOT_APPROVED} only for
     *     the right secret
     */
    public ApiCredential check(String userName, String secret) {
        Optional<ApiCredential> credential = transactions.asOperator(() -> credentials.credential(userName));
        boolean right = credential.map(c -> matches(secret, c)).orElseGet(() -> hashes.refuse(secret));
        if (credential.isEmpty() || !right) {
            throw new Rejection(PartyProblem.WRONG_CREDENTIALS, "User name or password is wrong; check both.");
        }
        ApiCredential known = credential.get();
        transactions
                .asOperator(() -> thirdParties.find(known.thirdParty()))
                .orElseThrow()
                .requireActive();
        return known;
    }

    private boolean matches(String secret, ApiCredential credential) {
        return hashes.matches(secret, credential.secretHash())
                || credential
                        .previous()
                        .filter(previous -> clock.instant().isBefore(previous.until()))
                        .filter(previous -> hashes.matches(secret, previous.secretHash()))
                        .isPresent();
    }
}
