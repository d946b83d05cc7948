package org.meterport.hub.conformance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/** A company's way through the conformance test. */
public final class Rehearse {

    private static final int REHEARSAL_REP = 19_999;

    private final Transactions transactions;
    private final Rehearsals rehearsals;
    private final RehearsalHomes homes;
    private final ThirdParties thirdParties;
    private final InstantSource clock;

    public Rehearse(
            Transactions transactions,
            Rehearsals rehearsals,
            RehearsalHomes homes,
            ThirdParties thirdParties,
            InstantSource clock) {
        this.transactions = transactions;
        this.rehearsals = rehearsals;
        this.homes = homes;
        this.thirdParties = thirdParties;
        this.clock = clock;
    }

    /**
     * How a company stands.
     *
     * @param rehearsal empty before it has started one
     */
    public record Standing(boolean passed, Optional<Rehearsal> rehearsal) {

        /** What is still to be shown. */
        public List<Step> missing() {
            return passed ? List.of() : rehearsal.map(Rehearsal::missing).orElse(List.of(Step.values()));
        }
    }

    public Standing look(ThirdPartyId thirdParty) {
        return transactions.asOperator(
                () -> new Standing(company(thirdParty).conformant(), rehearsals.find(thirdParty)));
    }

    /**
     * Gives the company its rehearsal home; again is harmless.
     *
     * @throws Rejection {@link PartyProblem#NOTHING_TO_REHEARSE} when the hub knows no utility
     */
    public Standing start(ThirdPartyId thirdParty) {
        return transactions.asOperator(() -> {
            ThirdParty company = company(thirdParty);
            if (rehearsals.lock(thirdParty).isEmpty()) {
                Rehearsals.Site site = rehearsals
                        .freeSite()
                        .orElseThrow(() -> new Rejection(
                                PartyProblem.NOTHING_TO_REHEARSE,
                                "No utility is set up here yet; ask the operator's help desk."));
                Instant now = clock.instant();
                var made = new Rehearsal(thirdParty, site.esiid(), "R" + site.number(), REHEARSAL_REP, now, Map.of());
                if (rehearsals.add(made)) {
                    homes.furnish(made, site.tdsp(), company, now);
                }
            }
            return new Standing(company.conformant(), rehearsals.find(thirdParty));
        });
    }

    /** Ticks off what a call that was answered has shown; with the last step the company is through. */
    public void answered(ThirdPartyId thirdParty, String operation, List<Step> steps) {
        transactions.operatorDoes(() -> rehearsals.lock(thirdParty).ifPresent(before -> {
            steps.forEach(step -> rehearsals.shown(thirdParty, step, operation, clock.instant()));
            if (rehearsals.find(thirdParty).orElseThrow().missing().isEmpty()) {
                thirdParties.passConformance(thirdParty);
            }
        }));
    }

    private ThirdParty company(ThirdPartyId thirdParty) {
        return thirdParties.find(thirdParty).orElseThrow();
    }
}
