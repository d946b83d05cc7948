package org.meterport.hub.premise;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The premises known to the hub. Every method is called inside an operator's transaction. */
public interface Premises {

    /** Those that are known, by ESIID; the others are not in the answer. */
    Map<String, Premise> find(Collection<String> esiids);

    Optional<Customer> customer(CustomerId id);

    /** Those of the customers that there are. */
    Map<CustomerId, Customer> customers(Collection<CustomerId> ids);

    /** The ESIIDs where this customer is of record now. */
    List<String> occupiedBy(CustomerId customer);

    /** All who are or were customers of record at the premise; the latest first. */
    List<Customer> occupants(String esiid);

    /** Takes name and address from the customer, for good. */
    void erase(CustomerId id, Instant at);

    /** Ends the stay of the customer of record; from then on the premise has none. */
    void moveOut(String esiid, Instant at);

    /**
     * Adds or replaces premises, each with its customer of record. A new customer of record ends the stay of the one
     * before.
     *
     * @param since when stays that are new began
     */
    void put(Collection<Premise> premises, Instant since);
}
