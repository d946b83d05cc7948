package org.meterport.hub.agreement;

import java.time.InstantSource;
import java.util.List;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/**
 * Erases a person. Every grant and open invitation ends as with a move; then name and address go. What was granted and
 * disclosed stays on record under the customer's id, so the log of disclosures remains provable and names nobody.
 */
public final class EraseCustomer {

    private final Transactions transactions;
    private final Premises premises;
    private final MoveOut moveOut;
    private final InstantSource clock;

    public EraseCustomer(Transactions transactions, Premises premises, MoveOut moveOut, InstantSource clock) {
        this.transactions = transactions;
        this.premises = premises;
        this.moveOut = moveOut;
        this.clock = clock;
    }

    /**
     * Erases the customer who is or was of record at the premise and has that address.
     *
     * @return the id under which the record stays
     * @throws Rejection {@link AgreementProblem#NOT_CUSTOMER_OF_RECORD} when there is none, or was erased before
     */
    public CustomerId erase(String esiid, String email, Actor actor) {
        return transactions.asOperator(() -> {
            Customer customer = premises.occupants(esiid).stream()
                    .filter(one -> !one.isErased() && one.hasEmail(email))
                    .findFirst()
                    .orElseThrow(() -> new Rejection(
                            AgreementProblem.NOT_CUSTOMER_OF_RECORD,
                            "Nobody with this mail address is or was customer of record of " + esiid + "."));
            List<String> homes = premises.occupiedBy(customer.id());
            homes.forEach(home -> moveOut.of(home, actor));
            premises.erase(customer.id(), clock.instant());
            return customer.id();
        });
    }
}
