package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportOrder;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.adapter.SampleUsage;

/** What is accepted as a report, and what it owes. */
class RequestReportIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final ReportFrame frame = new ReportFrame(DATABASE, 300);
    private final Transactions transactions = frame.transactions;
    private final SampleUsage usage = frame.usage;

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void twoHomes() {
        frame.reset();
        usage.stored(day(HOME, WINTER_DAY), day(HOME, WINTER_DAY.plusDays(1)), day(NEIGHBOUR, WINTER_DAY));
    }

    @Test
    void acceptsAReportTogetherWithWhatItOwesToTheQueue() {
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value(), HOME.value(), NEIGHBOUR.value());

        assertThat(report.esiids()).containsExactly(HOME.value(), NEIGHBOUR.value());
        assertThat(report.fileName()).matches("IntervalMeterUsage[0-9a-z]{26}20260210150405\\.CSV\\.111222333");
        assertThat(DATABASE.jdbc().queryForList("SELECT queue || ' ' || body FROM outbox", String.class))
                .containsExactly("report.build.v1 " + report.id());
    }

    @Test
    void owesNothingWhenTheCallersTransactionRollsBack() {
        assertThatThrownBy(() -> transactions.asPartner(Samples.BLUEBONNET, () -> {
                    accept(Samples.BLUEBONNET, List.of(HOME.value()));
                    throw new IllegalStateException("the answer could not be kept");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(usage.count("outbox") + usage.count("report")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 301})
    void refusesAReportOnNoPremiseOrTooMany(int premises) {
        List<String> esiids = java.util.stream.IntStream.range(0, premises)
                .mapToObj(i -> "10443720000" + (100_000 + i))
                .toList();

        assertThatThrownBy(() -> transactions.asPartner(Samples.BLUEBONNET, () -> accept(Samples.BLUEBONNET, esiids)))
                .isInstanceOf(Rejection.class)
                .hasMessage("USG-105: A report takes 1 to 300 ESIIDs, not " + premises + "; split the list.");
    }

    private Report accept(ThirdPartyId thirdParty, List<String> esiids) {
        return frame.requestReport.accept(
                thirdParty,
                new ReportOrder(
                        ReportKind.INTERVALS,
                        esiids,
                        WINTER_DAY,
                        WINTER_DAY.plusDays(1),
                        Channels.CONSUMPTION,
                        false,
                        ReportFormat.CSV,
                        Packing.NONE));
    }
}
