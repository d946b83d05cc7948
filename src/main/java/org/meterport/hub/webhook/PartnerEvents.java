package org.meterport.hub.webhook;

import java.util.Map;
import org.meterport.hub.shared.ThirdPartyId;

/** Where a capability tells of an event, in the transaction that makes it true. */
@FunctionalInterface
public interface PartnerEvents {

    /**
     * Owes the event to every address that wants it; if there is none, nothing is done.
     *
     * @param data what JSON can say: text, numbers, lists and maps
     */
    void tell(ThirdPartyId thirdParty, EventKind kind, Map<String, ?> data);
}
