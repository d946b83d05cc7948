package org.meterport.hub.api.adapter;

import org.meterport.hub.shared.ThirdPartyId;

/**
 * Whose token came with a call.
 *
 * @param userName the API user, which SMT's {@code requestorID} must equal
 * @param atPortal whether it is a person at the portal instead
 */
public record ApiCaller(ThirdPartyId thirdParty, String userName, boolean atPortal) {

    /** A program with a token. */
    public ApiCaller(ThirdPartyId thirdParty, String userName) {
        this(thirdParty, userName, false);
    }
}
