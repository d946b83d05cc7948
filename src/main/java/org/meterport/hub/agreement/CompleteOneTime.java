package org.meterport.hub.agreement;

import java.time.InstantSource;
import java.util.Map;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.shared.ThirdPartyId;

/** Ends an agreement on one-time data when the data has been delivered for each of its ESIIDs. */
public final class CompleteOneTime {

    private final Agreements agreements;
    private final InstantSource clock;

    public CompleteOneTime(Agreements agreements, InstantSource clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    /** Called when the data is out or leaves with this transaction; what it names of agreements with a term is left as it is. */
    public void delivered(ThirdPartyId thirdParty, Map<String, String> agreementByEsiid) {
        for (AgreementId id : agreements.served(thirdParty, agreementByEsiid)) {
            Agreement agreement = agreements.lock(id).orElseThrow();
            agreements.save(agreement.step(Cause.DELIVERED_ONCE, Actor.hub("delivery"), clock.instant()));
        }
    }
}
