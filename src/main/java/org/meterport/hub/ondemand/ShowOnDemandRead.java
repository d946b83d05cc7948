package org.meterport.hub.ondemand;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.ondemand.OnDemandRead.Status;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/** Tells where a read stands; a value leaves only under a grant that is live now, and with its disclosure. */
public final class ShowOnDemandRead {

    private final Transactions transactions;
    private final OnDemandReads reads;
    private final Grants grants;
    private final DisclosureLog disclosures;
    private final InstantSource clock;

    public ShowOnDemandRead(
            Transactions transactions,
            OnDemandReads reads,
            Grants grants,
            DisclosureLog disclosures,
            InstantSource clock) {
        this.transactions = transactions;
        this.reads = reads;
        this.grants = grants;
        this.disclosures = disclosures;
        this.clock = clock;
    }

    /**
     * That read and no other.
     *
     * @param answer makes the body of it
     * @throws Rejection when the Third Party has no such read, or no grant for its value any more
     */
    public byte[] show(ThirdPartyId thirdParty, String id, Function<OnDemandRead, byte[]> answer) {
        Instant now = clock.instant();
        return transactions.asPartner(thirdParty, () -> {
            OnDemandRead read = reads.find(id)
                    .orElseThrow(() -> new Rejection(
                            ApiProblem.NOT_FOUND, "You have no on-demand read of the id you gave; check it."))
                    .at(now);
            byte[] body = answer.apply(read);
            if (read.status() == Status.COMPLETED) {
                String agreement = Optional.ofNullable(RequestOnDemandRead.granted(grants, thirdParty, read.esiid())
                                .get(read.esiid()))
                        .orElseThrow(() -> RequestOnDemandRead.noGrant(read.esiid()));
                disclosures.add(List.of(disclosure(read, agreement, body.length)));
            }
            return body;
        });
    }

    private static Disclosure disclosure(OnDemandRead read, String agreement, long bytes) {
        LocalDate day = LocalDate.ofInstant(read.registers().orElseThrow().at(), DayGrid.CENTRAL);
        return new Disclosure(
                read.thirdParty(),
                agreement,
                read.esiid(),
                "ON_DEMAND",
                day,
                day,
                Disclosure.Way.API,
                read.id(),
                OptionalLong.of(bytes));
    }
}
