package org.meterport.hub.usage;

/**
 * What a Third Party may know of a premise beside its usage: nobody's name and no street.
 *
 * @param utility the TDSP's name
 * @param repCertificate number of the retail electric provider's PUCT certificate
 */
public record PremiseAttributes(
        String esiid,
        String utility,
        String meterNumber,
        String repName,
        int repCertificate,
        String city,
        String postalCode) {

    @Override
    public String toString() {
        return "PremiseAttributes[" + utility + "]";
    }
}
