package org.meterport.hub.premise;

import java.util.Optional;

/**
 * One metered place.
 *
 * @param tdsp the utility's id
 * @param rep the retail electric provider of record
 * @param customer the customer of record; empty while nobody lives there
 */
public record Premise(
        String esiid, String tdsp, String meterNumber, Rep rep, Address address, Optional<Customer> customer) {

    /**
     * A retail electric provider.
     *
     * @param certificate number of its PUCT certificate
     */
    public record Rep(String name, int certificate) {}

    /** Where the service is. */
    public record Address(String street, String city, String postalCode) {

        @Override
        public String toString() {
            return "Address[" + postalCode + "]";
        }
    }

    @Override
    public String toString() {
        return "Premise[" + esiid + "]";
    }
}
