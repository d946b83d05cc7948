package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * One call that keeps the contract, as a capability's bean gets it.
 *
 * @param operation the contract's operationId, which is the route's id too
 * @param caller who calls; empty on the few operations that need no token
 * @param parameters path and query parameters by name, decoded; a repeated one is joined by commas
 * @param body the body; a missing node where the operation has none
 * @param idempotencyKey what the caller sent as {@code Idempotency-Key} (own API) or {@code trans_id} (SMT API)
 * @param requestId the request's id, as it stands in the reply and the log
 * @param address the network the call came from, as {@link CallLimits} counts it; empty where no HTTP request did
 */
public record ApiRequest(
        String operation,
        Optional<ApiCaller> caller,
        Map<String, String> parameters,
        JsonNode body,
        Optional<String> idempotencyKey,
        String requestId,
        String address) {

    /** A call from nowhere in particular. */
    public ApiRequest(
            String operation,
            Optional<ApiCaller> caller,
            Map<String, String> parameters,
            JsonNode body,
            Optional<String> idempotencyKey,
            String requestId) {
        this(operation, caller, parameters, body, idempotencyKey, requestId, "");
    }

    /** The Third Party that calls; for operations whose contract asks for a token. */
    public ThirdPartyId thirdParty() {
        return caller.orElseThrow(() -> new IllegalStateException(operation + " has no caller"))
                .thirdParty();
    }

    /** A parameter the contract requires. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException(operation + " has no parameter " + name);
        }
        return value;
    }
}
