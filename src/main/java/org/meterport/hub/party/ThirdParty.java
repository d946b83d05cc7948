package org.meterport.hub.party;

import java.util.Optional;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * A company that customers may grant access.
 *
 * @param duns 9 or 13 digits
 * @param email where the hub writes to the company
 * @param websiteUrl shown to customers
 * @param privacyUrl its privacy policy, shown to customers
 * @param privacySeal the national privacy seal it attests to hold, by name, shown to customers
 * @param rating by customers, shown to others; empty before the first one
 * @param conformant whether its programs have passed the conformance test, without which no call is let through
 */
public record ThirdParty(
        ThirdPartyId id,
        String legalName,
        String duns,
        String email,
        Optional<String> websiteUrl,
        Optional<String> privacyUrl,
        Optional<String> privacySeal,
        Optional<Rating> rating,
        Status status,
        boolean conformant) {

    /** Whether the company may act; nothing leaves the hub for one that is suspended. */
    public enum Status {
        /** Waits for the operator to let it in. */
        REGISTERED,
        ACTIVE,
        SUSPENDED;

        /** @throws Rejection {@link PartyProblem#THIRD_PARTY_SUSPENDED} or {@link PartyProblem#NOT_APPROVED} */
        public void requireActive() {
            if (this == SUSPENDED) {
                throw new Rejection(
                        PartyProblem.THIRD_PARTY_SUSPENDED,
                        "The operator has suspended this company; ask its help desk.");
            }
            if (this == REGISTERED) {
                throw new Rejection(
                        PartyProblem.NOT_APPROVED, "The operator has yet to approve this company; ask its help desk.");
            }
        }
    }

    /** @throws Rejection {@link PartyProblem#THIRD_PARTY_SUSPENDED} or {@link PartyProblem#NOT_APPROVED} */
    public void requireActive() {
        status.requireActive();
    }
}
