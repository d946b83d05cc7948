package org.meterport.hub.party;

import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/** The companies known to the hub. Called inside a transaction; a partner's transaction finds only its own company. */
public interface ThirdParties {

    Optional<ThirdParty> find(ThirdPartyId id);

    /** Nothing leaves for the company any more, and it gets no tokens. In an operator's transaction only. */
    void suspend(ThirdPartyId id);
}
