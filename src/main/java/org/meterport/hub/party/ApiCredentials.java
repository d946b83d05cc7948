package org.meterport.hub.party;

import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/** The API users of Third Parties. Called inside an operator's transaction. */
public interface ApiCredentials {

    /** The credential of that user, revoked ones left out. */
    Optional<ApiCredential> find(String userName);

    /**
     * One API user.
     *
     * @param secretHash as {@link SecretHashes} made it
     */
    record ApiCredential(String userName, ThirdPartyId thirdParty, String secretHash) {

        @Override
        public String toString() {
            return "ApiCredential[" + userName + "]";
        }
    }
}
