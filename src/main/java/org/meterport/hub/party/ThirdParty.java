package org.meterport.hub.party;

import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * A company that customers may grant access.
 *
 * @param duns 9 or 13 digits
 * @param email where the hub writes to the company
 * @param websiteUrl shown to customers
 * @param privacyUrl its privacy policy, shown to customers
 */
public record ThirdParty(
        ThirdPartyId id,
        String legalName,
        String duns,
        String email,
        Optional<String> websiteUrl,
        Optional<String> privacyUrl,
        Status status) {

    /** Whether the company may act; nothing leaves the hub for one that is suspended. */
    public enum Status {
        ACTIVE,
        SUSPENDED
    }
}
