package org.meterport.hub.agreement;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.premise.Premise.Rep;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/**
 * What utilities and REPs tell of premises: a customer moves out or in, the REP of record changes. Each event is taken on
 * its own, in a transaction of its own, and one that was taken before changes nothing, so a list can be sent again.
 */
public final class TakePremiseEvents {

    private final Transactions transactions;
    private final Premises premises;
    private final MoveOut moveOut;
    private final Ids ids;
    private final InstantSource clock;

    public TakePremiseEvents(
            Transactions transactions, Premises premises, MoveOut moveOut, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.premises = premises;
        this.moveOut = moveOut;
        this.ids = ids;
        this.clock = clock;
    }

    /** What happened at a premise. */
    public sealed interface Event {

        String esiid();

        /** The customer of record leaves; every grant for the premise ends. */
        record MovedOut(String esiid) implements Event {}

        /** Somebody else becomes customer of record; whoever was it before has moved out with that. */
        record MovedIn(String esiid, String email, String name, Language language) implements Event {

            @Override
            public String toString() {
                return "MovedIn[" + esiid + "]";
            }
        }

        /** Another REP is of record; grants go on, for they are the customer's. */
        record RepChanged(String esiid, Rep rep) implements Event {}
    }

    /** @return for each event empty, or why it was not taken */
    public List<Optional<Rejection>> take(List<Event> events, Actor actor) {
        List<Optional<Rejection>> results = new ArrayList<>(events.size());
        for (Event event : events) {
            try {
                transactions.operatorDoes(() -> take(event, actor));
                results.add(Optional.empty());
            } catch (Rejection refused) {
                results.add(Optional.of(refused));
            }
        }
        return results;
    }

    private void take(Event event, Actor actor) {
        Premise premise = Optional.ofNullable(
                        premises.find(List.of(event.esiid())).get(event.esiid()))
                .orElseThrow(() -> new Rejection(
                        AgreementProblem.PREMISE_UNKNOWN, "There is no premise with the ESIID " + event.esiid() + "."));
        if (event instanceof Event.MovedOut) {
            moveOut.of(premise.esiid(), actor);
        } else if (event instanceof Event.MovedIn in) {
            moveIn(premise, in, actor);
        } else if (event instanceof Event.RepChanged changed) {
            put(premise, changed.rep(), premise.customer());
        }
    }

    private void moveIn(Premise premise, Event.MovedIn in, Actor actor) {
        if (premise.customer().filter(customer -> customer.hasEmail(in.email())).isPresent()) {
            return;
        }
        moveOut.of(premise.esiid(), actor);
        var customer = new Customer(new CustomerId(ids.next("cus_")), in.email(), in.name(), in.language());
        put(premise, premise.rep(), Optional.of(customer));
    }

    private void put(Premise premise, Rep rep, Optional<Customer> customer) {
        premises.put(
                List.of(new Premise(
                        premise.esiid(), premise.tdsp(), premise.meterNumber(), rep, premise.address(), customer)),
                clock.instant());
    }
}
