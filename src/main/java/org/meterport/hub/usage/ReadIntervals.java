package org.meterport.hub.usage;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore.Query;

/**
 * Reads intervals for a Third Party. Grant, disclosure and data belong to one transaction: the grant is locked against
 * ending, the disclosure is written, and only what that transaction has seen leaves after it has committed.
 */
public final class ReadIntervals {

    /** Longer than any ESIID, so that a text cut here is still none. */
    private static final int MOST_CHARACTERS = 40;

    private final Transactions transactions;
    private final Grants grants;
    private final DisclosureLog disclosures;
    private final UsageStore store;
    private final InstantSource clock;
    private final int historyMonths;

    /** @param historyMonths how far back a request may reach, in calendar months before today */
    public ReadIntervals(
            Transactions transactions,
            Grants grants,
            DisclosureLog disclosures,
            UsageStore store,
            InstantSource clock,
            int historyMonths) {
        this.transactions = transactions;
        this.grants = grants;
        this.disclosures = disclosures;
        this.store = store;
        this.clock = clock;
        this.historyMonths = historyMonths;
    }

    /**
     * Lets out all days of the query that are there, oldest first, and what else is there if none is.
     *
     * @param reference id of the request, for the disclosure log
     * @param answer makes the body of what was found; a {@link Rejection} out of it lets nothing out
     * @throws Rejection {@link UsageProblem#NO_GRANT} without a live energy data agreement; {@link
     *     UsageProblem#RANGE_INVALID} for days in the future, too far back or in the wrong order
     */
    public byte[] read(ThirdPartyId thirdParty, Query query, String reference, Function<Found, byte[]> answer) {
        check(query.from(), query.to());
        return transactions.asPartner(thirdParty, () -> {
            Map<String, String> live =
                    grants.readable(thirdParty, List.of(query.esiid()), DataKind.INTERVAL, reference);
            String agreement = live.get(query.esiid());
            if (agreement == null) {
                throw new Rejection(
                        UsageProblem.NO_GRANT,
                        "There is no live energy data agreement for ESIID " + query.esiid()
                                + "; invite the customer first.");
            }
            List<DayReadings> days = new ArrayList<>();
            store.read(query, days::add);
            if (days.isEmpty()) {
                return answer.apply(new Found(days, store.intervalLengths(query.esiid(), query.from(), query.to())));
            }
            byte[] body = answer.apply(new Found(days, List.of(query.intervalSeconds())));
            disclosures.add(List.of(new Disclosure(
                    thirdParty,
                    agreement,
                    query.esiid(),
                    "INTERVALS",
                    query.from(),
                    query.to(),
                    Disclosure.Way.API,
                    reference,
                    OptionalLong.of(body.length))));
            grants.delivered(thirdParty, live);
            return body;
        });
    }

    /**
     * Whether a request may reach these days.
     *
     * @throws Rejection {@link UsageProblem#RANGE_INVALID}
     */
    public void check(LocalDate from, LocalDate to) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DayGrid.CENTRAL);
        LocalDate earliest = earliest();
        if (from.isAfter(to)) {
            throw new Rejection(
                    UsageProblem.RANGE_INVALID, "The start " + from + " is after the end " + to + "; swap them.");
        }
        if (to.isAfter(today)) {
            throw new Rejection(
                    UsageProblem.RANGE_INVALID, "The end " + to + " is in the future; today is " + today + ".");
        }
        if (from.isBefore(earliest)) {
            throw new Rejection(
                    UsageProblem.RANGE_INVALID,
                    "The start " + from + " is more than " + historyMonths + " months back; ask from " + earliest
                            + " on.");
        }
    }

    /** The first usage day that a request may reach back to now. */
    public LocalDate earliest() {
        return LocalDate.ofInstant(clock.instant(), DayGrid.CENTRAL).minusMonths(historyMonths);
    }

    /**
     * The ESIID, whatever blanks or apostrophe a spreadsheet put around it.
     *
     * @throws Rejection {@link UsageProblem#ESIID_INVALID}
     */
    public static String esiid(String text) {
        String bare = bare(text);
        if (Esiid.parse(bare) instanceof Esiid.Refused refused) {
            throw new Rejection(UsageProblem.ESIID_INVALID, refused.sentence());
        }
        return bare;
    }

    /** The text without what a spreadsheet put around it, cut where no ESIID can go on, and fit to be stored. */
    public static String bare(String text) {
        String bare = text.strip();
        if (bare.startsWith("'")) {
            bare = bare.substring(1);
        }
        return bare.substring(0, Math.min(bare.length(), MOST_CHARACTERS)).replaceAll("[^\\x20-\\x7e]", "?");
    }

    /**
     * What a query found.
     *
     * @param intervalLengths the lengths, in seconds, in which the ESIID has readings in the range
     */
    public record Found(List<DayReadings> days, Collection<Integer> intervalLengths) {}
}
