package org.meterport.hub.party;

import java.time.Instant;
import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/** The API users of Third Parties. Called inside an operator's transaction. */
public interface ApiCredentials {

    /** The credential of that user, suspended and removed ones left out. */
    Optional<ApiCredential> credential(String userName);

    /**
     * One API user.
     *
     * @param secretHash as {@link SecretHashes} made it
     * @param previous the secret before it, for as long as both are good
     */
    record ApiCredential(
            String userName, ThirdPartyId thirdParty, String secretHash, Optional<PreviousSecret> previous) {

        @Override
        public String toString() {
            return "ApiCredential[" + userName + "]";
        }
    }

    /**
     * A secret that was changed.
     *
     * @param until the first moment it is not good any more
     */
    record PreviousSecret(String secretHash, Instant until) {

        @Override
        public String toString() {
            return "PreviousSecret[until " + until + "]";
        }
    }
}
