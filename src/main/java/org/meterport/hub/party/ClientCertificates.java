package org.meterport.hub.party;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/** Companies' certificates. Called inside a transaction; a partner's finds and changes only its own. */
public interface ClientCertificates {

    /** @return false when the company has that certificate already and it is not revoked */
    boolean add(ClientCertificate certificate);

    /** The newest first. */
    List<ClientCertificate> of(ThirdPartyId thirdParty);

    /** The company's certificate with that fingerprint that is not revoked. */
    Optional<ClientCertificate> find(ThirdPartyId thirdParty, String fingerprint);

    /** @return false when the company has none of that id */
    boolean revoke(ThirdPartyId thirdParty, String id, Instant now);
}
