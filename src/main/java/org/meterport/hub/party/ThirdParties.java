package org.meterport.hub.party;

import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/** The companies known to the hub. Called inside a transaction; a partner's transaction finds only its own company. */
public interface ThirdParties {

    Optional<ThirdParty> find(ThirdPartyId id);
}
