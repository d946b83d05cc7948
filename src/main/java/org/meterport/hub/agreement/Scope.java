package org.meterport.hub.agreement;

import java.util.List;
import java.util.Set;

/**
 * What is asked of a customer, in full; consent is to this and nothing more.
 *
 * @param data empty for the device kinds; one of them where the term is one-time
 * @param esiids of one customer, at least one, in the order of the request
 * @param purpose in the Third Party's words, shown to the customer
 */
public record Scope(AgreementKind kind, Set<DataKind> data, Term term, List<String> esiids, String purpose) {

    public Scope {
        data = Set.copyOf(data);
        esiids = List.copyOf(esiids);
        if ((kind == AgreementKind.ENERGY_DATA) == data.isEmpty() || esiids.isEmpty()) {
            throw new IllegalArgumentException("an agreement on " + kind + " for " + data);
        }
    }

    /** The same for fewer ESIIDs. */
    Scope over(List<String> fewer) {
        return new Scope(kind, data, term, fewer, purpose);
    }
}
