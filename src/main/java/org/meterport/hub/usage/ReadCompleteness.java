package org.meterport.hub.usage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.meterport.components.intervalfile.Channel;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/** Tells how complete each day of an ESIID is: to a Third Party with a live grant, and to the operator. */
public final class ReadCompleteness {

    private final Transactions transactions;
    private final Grants grants;
    private final DisclosureLog disclosures;
    private final CompletenessStore store;
    private final ReadIntervals readIntervals;

    public ReadCompleteness(
            Transactions transactions,
            Grants grants,
            DisclosureLog disclosures,
            CompletenessStore store,
            ReadIntervals readIntervals) {
        this.transactions = transactions;
        this.grants = grants;
        this.disclosures = disclosures;
        this.store = store;
        this.readIntervals = readIntervals;
    }

    /**
     * Every day of the range, those of which nothing came as well.
     *
     * @param to last local day, included
     * @param reference id of the request, for the disclosure log
     * @param answer makes the body of them
     * @throws Rejection {@link UsageProblem#NO_GRANT} without a live energy data agreement on intervals; {@link
     *     UsageProblem#RANGE_INVALID} for days in the future, too far back or in the wrong order
     */
    public byte[] read(
            ThirdPartyId thirdParty,
            String esiid,
            Channel channel,
            LocalDate from,
            LocalDate to,
            String reference,
            Function<List<DayCompleteness>, byte[]> answer) {
        readIntervals.check(from, to);
        return transactions.asPartner(thirdParty, () -> {
            Map<String, String> live = grants.readable(thirdParty, List.of(esiid), DataKind.INTERVAL, reference);
            String agreement = live.get(esiid);
            if (agreement == null) {
                throw new Rejection(
                        UsageProblem.NO_GRANT,
                        "There is no live energy data agreement for ESIID " + esiid + "; invite the customer first.");
            }
            // says something of the home, so it is on record; a one-time agreement is not used up by it
            byte[] body = answer.apply(every(esiid, channel, from, to));
            disclosures.add(List.of(new Disclosure(
                    thirdParty,
                    agreement,
                    esiid,
                    "COMPLETENESS",
                    from,
                    to,
                    Disclosure.Way.API,
                    reference,
                    OptionalLong.of(body.length))));
            return body;
        });
    }

    /** As above, for the operator. */
    public List<DayCompleteness> inspect(String esiid, Channel channel, LocalDate from, LocalDate to) {
        return transactions.asOperator(() -> every(esiid, channel, from, to));
    }

    private List<DayCompleteness> every(String esiid, Channel channel, LocalDate from, LocalDate to) {
        Map<LocalDate, List<DayCompleteness>> there = new TreeMap<>();
        for (DayCompleteness day : store.days(esiid, channel, from, to)) {
            there.computeIfAbsent(day.day(), key -> new ArrayList<>()).add(day);
        }
        List<DayCompleteness> every = new ArrayList<>();
        from.datesUntil(to.plusDays(1))
                .forEach(day ->
                        every.addAll(there.getOrDefault(day, List.of(DayCompleteness.absent(esiid, day, channel)))));
        return every;
    }
}
