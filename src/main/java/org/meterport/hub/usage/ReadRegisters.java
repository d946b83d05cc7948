package org.meterport.hub.usage;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.RegisterRead;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.RegisterStore.Query;

/**
 * Reads one ESIID's register reads, billing months or attributes for a Third Party. As with {@link ReadIntervals}, grant,
 * disclosure and data belong to one transaction. Each granularity needs its own consent; attributes go with any of them.
 */
public final class ReadRegisters {

    private final Transactions transactions;
    private final Grants grants;
    private final DisclosureLog disclosures;
    private final RegisterStore store;
    private final ReadIntervals readIntervals;
    private final InstantSource clock;

    /** @param readIntervals knows how far back a request may reach */
    public ReadRegisters(
            Transactions transactions,
            Grants grants,
            DisclosureLog disclosures,
            RegisterStore store,
            ReadIntervals readIntervals,
            InstantSource clock) {
        this.transactions = transactions;
        this.grants = grants;
        this.disclosures = disclosures;
        this.store = store;
        this.readIntervals = readIntervals;
        this.clock = clock;
    }

    /**
     * Lets out daily register reads, oldest first; an empty list when none has come.
     *
     * @param answer makes the body of them; a {@link Rejection} out of it lets nothing out
     * @throws Rejection {@link UsageProblem#NO_GRANT} or {@link UsageProblem#RANGE_INVALID}
     */
    public byte[] reads(
            ThirdPartyId thirdParty, Query query, String reference, Function<List<RegisterRead>, byte[]> answer) {
        return rows(thirdParty, query, DataKind.DAILY, reference, reader -> store.reads(query, reader), answer);
    }

    /**
     * Lets out billing months, oldest first; an empty list when none has come.
     *
     * @param answer makes the body of them; a {@link Rejection} out of it lets nothing out
     * @throws Rejection {@link UsageProblem#NO_GRANT} or {@link UsageProblem#RANGE_INVALID}
     */
    public byte[] months(
            ThirdPartyId thirdParty, Query query, String reference, Function<List<BillingMonth>, byte[]> answer) {
        return rows(thirdParty, query, DataKind.MONTHLY, reference, reader -> store.months(query, reader), answer);
    }

    /**
     * Lets out what may be known of the premise.
     *
     * @param kind how the disclosure log names it, for example {@code METERS}
     * @param answer makes the body of it
     * @throws Rejection {@link UsageProblem#NO_GRANT}
     */
    public byte[] attributes(
            ThirdPartyId thirdParty,
            String esiid,
            String kind,
            String reference,
            Function<PremiseAttributes, byte[]> answer) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DayGrid.CENTRAL);
        return transactions.asPartner(thirdParty, () -> {
            String agreement = granted(esiid, grants.live(thirdParty, List.of(esiid), AgreementKind.ENERGY_DATA));
            Optional<PremiseAttributes> found = store.attributes(esiid);
            if (found.isEmpty()) {
                throw noGrant(esiid);
            }
            byte[] body = answer.apply(found.get());
            disclosures.add(
                    List.of(disclosure(thirdParty, agreement, esiid, kind, today, today, reference, body.length)));
            return body;
        });
    }

    private <T> byte[] rows(
            ThirdPartyId thirdParty,
            Query query,
            DataKind data,
            String reference,
            Consumer<Consumer<T>> fetch,
            Function<List<T>, byte[]> answer) {
        readIntervals.check(query.from(), query.to());
        return transactions.asPartner(thirdParty, () -> {
            Map<String, String> live = grants.readable(thirdParty, List.of(query.esiid()), data, reference);
            String agreement = granted(query.esiid(), live);
            List<T> rows = new ArrayList<>();
            fetch.accept(rows::add);
            byte[] body = answer.apply(rows);
            if (!rows.isEmpty()) {
                disclosures.add(List.of(disclosure(
                        thirdParty,
                        agreement,
                        query.esiid(),
                        data.name(),
                        query.from(),
                        query.to(),
                        reference,
                        body.length)));
                grants.delivered(thirdParty, live);
            }
            return body;
        });
    }

    private static String granted(String esiid, Map<String, String> live) {
        return Optional.ofNullable(live.get(esiid)).orElseThrow(() -> noGrant(esiid));
    }

    private static Rejection noGrant(String esiid) {
        return new Rejection(
                UsageProblem.NO_GRANT,
                "There is no live energy data agreement for ESIID " + esiid + "; invite the customer first.");
    }

    private static Disclosure disclosure(
            ThirdPartyId thirdParty,
            String agreement,
            String esiid,
            String kind,
            LocalDate from,
            LocalDate to,
            String reference,
            long bytes) {
        return new Disclosure(
                thirdParty, agreement, esiid, kind, from, to, Disclosure.Way.API, reference, OptionalLong.of(bytes));
    }
}
