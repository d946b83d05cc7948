package org.meterport.hub.report;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.RegisterStore;
import org.meterport.hub.usage.UsageStore;

/** Where each kind of report gets its rows, and which grant each of them needs. Called inside a partner's transaction. */
public final class ReportContents {

    private static final int QUARTER_HOUR = 900;

    private final Grants grants;
    private final UsageStore usage;
    private final RegisterStore registers;

    public ReportContents(Grants grants, UsageStore usage, RegisterStore registers) {
        this.grants = grants;
        this.usage = usage;
        this.registers = registers;
    }

    /** The agreement by ESIID, of those that may be in the report now; see {@link Grants}. */
    Map<String, String> granted(Report report, Collection<String> esiids) {
        ThirdPartyId party = report.thirdParty();
        return report.order()
                .kind()
                .data()
                .map(data -> grants.readable(party, esiids, data, report.id()))
                .orElseGet(() -> grants.live(party, esiids, AgreementKind.ENERGY_DATA));
    }

    /** Hands over the rows of one ESIID. */
    void read(ReportOrder order, String esiid, Consumer<ReportRow> reader) {
        var query = new RegisterStore.Query(esiid, order.from(), order.to(), order.channels(), order.allRevisions());
        switch (order.kind()) {
            case INTERVALS ->
                usage.read(
                        new UsageStore.Query(
                                esiid, order.from(), order.to(), QUARTER_HOUR, order.channels(), order.allRevisions()),
                        day -> reader.accept(new ReportRow.Intervals(day)));
            case DAILY -> registers.reads(query, read -> reader.accept(new ReportRow.Daily(read)));
            case MONTHLY -> registers.months(query, month -> reader.accept(new ReportRow.Monthly(month)));
            case METERS, PREMISES ->
                registers.attributes(esiid).ifPresent(premise -> reader.accept(new ReportRow.Attributes(premise)));
        }
    }
}
