package org.meterport.hub.agreement;

import java.util.List;
import java.util.Set;

/**
 * What is asked of a customer, in full; consent is to this and nothing more.
 *
 * @param data empty for the device kinds; one of them where the term is one-time
 * @param esiids of one customer, at least one, in the order of the request
 * @param devices the MAC addresses of the devices that an in-home device agreement is for, 16 hex digits each; empty
 *     for any device, and for the other kinds
 * @param purpose in the Third Party's words, shown to the customer
 */
public record Scope(
        AgreementKind kind, Set<DataKind> data, Term term, List<String> esiids, List<String> devices, String purpose) {

    public Scope {
        data = Set.copyOf(data);
        esiids = List.copyOf(esiids);
        devices = List.copyOf(devices);
        if ((kind == AgreementKind.ENERGY_DATA) == data.isEmpty()
                || esiids.isEmpty()
                || (kind != AgreementKind.IN_HOME_DEVICE && !devices.isEmpty())) {
            throw new IllegalArgumentException("an agreement on " + kind + " for " + data);
        }
    }

    /** Without devices of its own. */
    public Scope(AgreementKind kind, Set<DataKind> data, Term term, List<String> esiids, String purpose) {
        this(kind, data, term, esiids, List.of(), purpose);
    }

    /** The same for fewer ESIIDs. */
    Scope over(List<String> fewer) {
        return new Scope(kind, data, term, fewer, devices, purpose);
    }
}
