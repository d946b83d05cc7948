package org.meterport.hub.party;

import java.util.Optional;

/**
 * What a company says of itself when it registers.
 *
 * @param duns 9 or 13 digits
 * @param privacySeal the national privacy seal it attests to hold, by name
 * @param termsVersion of the terms for companies it accepts
 * @param userName of its first administrator
 * @param secret of that administrator
 */
public record Registration(
        String legalName,
        String duns,
        String email,
        String contactName,
        String contactPhone,
        Optional<String> websiteUrl,
        Optional<String> privacyUrl,
        Optional<String> privacySeal,
        String termsVersion,
        String userName,
        String secret) {

    @Override
    public String toString() {
        return "Registration[" + duns + "]";
    }
}
