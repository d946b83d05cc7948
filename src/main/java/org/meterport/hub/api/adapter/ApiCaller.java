package org.meterport.hub.api.adapter;

import org.meterport.hub.shared.ThirdPartyId;

/**
 * Whose token came with a call.
 *
 * @param userName the API user, which SMT's {@code requestorID} must equal
 */
public record ApiCaller(ThirdPartyId thirdParty, String userName) {}
