package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.HOUSTON;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.report.BuildReport;
import org.meterport.hub.report.FakeReportFolder;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.Report.Status;
import org.meterport.hub.shared.BetweenTransactions;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.adapter.SampleUsage;

/** What is in a report, and what becomes of the rest. */
class BuildReportIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final ReportFrame frame = new ReportFrame(DATABASE, 300);
    private final Transactions transactions = frame.transactions;
    private final SampleAgreements agreements = frame.agreements;
    private final SampleUsage usage = frame.usage;
    private final JdbcReports reports = frame.reports;
    private final FakeReportFolder folder =
            new FakeReportFolder(() -> assertThat(usage.count("disclosure")).isPositive());

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
    void putsTheGrantedPremisesIntoOneFileAndNamesTheOthers() {
        Agreement agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value(), HOUSTON.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value(), HOUSTON.value());

        build(transactions).build(report.id());

        assertThat(folder.published())
                .containsOnlyKeys("tp_bluebonnet/" + report.fileName())
                .containsValue(List.of(day(HOME, WINTER_DAY), day(HOME, WINTER_DAY.plusDays(1))));
        assertThat(frame.found(report))
                .returns(Status.DELIVERED, Report::status)
                .returns(2_000L, r -> r.bytes().orElseThrow())
                .satisfies(r -> assertThat(r.refused())
                        .extracting(RefusedEsiid::esiid, RefusedEsiid::code)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple(NEIGHBOUR.value(), "USG-201"),
                                org.assertj.core.groups.Tuple.tuple(HOUSTON.value(), "1")));
        assertThat(DATABASE.jdbc().queryForList("SELECT * FROM disclosure"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("third_party_id", "tp_bluebonnet")
                        .containsEntry("agreement_id", agreement.id().value())
                        .containsEntry("esiid", HOME.value())
                        .containsEntry("way", "FILE")
                        .containsEntry("reference", report.id())
                        .containsEntry("bytes", 2_000L));
    }

    @Test
    void namesAnEsiidThatIsNoneInsteadOfFailing() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = frame.requested(Samples.BLUEBONNET, "1044372", HOME.value());

        build(transactions).build(report.id());

        assertThat(frame.found(report).refused())
                .singleElement()
                .returns("1044372", RefusedEsiid::esiid)
                .returns("USG-101", RefusedEsiid::code);
        assertThat(frame.found(report).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void endsWithoutAFileWhenNothingMayBeInIt() {
        agreements.active(Samples.LONESTAR, Term.ofMonths(3), HOME.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value());

        build(transactions).build(report.id());

        assertThat(frame.found(report).status()).isEqualTo(Status.EMPTY);
        assertThat(frame.found(report).refused()).hasSize(1);
        assertThat(folder.published()).isEmpty();
        assertThat(usage.count("disclosure")).isZero();
    }

    @Test
    void judgesTheGrantWhenTheFileIsBuiltAndNotWhenItIsAskedFor() {
        Agreement agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value());
        agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        build(transactions).build(report.id());

        assertThat(frame.found(report).status()).isEqualTo(Status.EMPTY);
        assertThat(folder.visible()).isEmpty();
    }

    /** Long files do not hold a customer's end of a grant up; what ended while one was written is not in it. */
    @Test
    void leavesOutWhatACustomerEndedWhileTheFileWasWritten() {
        Agreement ending = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), NEIGHBOUR.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value());
        BuildReport slow = build(new BetweenTransactions(
                transactions, 3, () -> agreements.step(ending, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA))));

        slow.build(report.id());

        assertThat(folder.published().values()).containsExactly(List.of(day(NEIGHBOUR, WINTER_DAY)));
        assertThat(frame.found(report).refused())
                .singleElement()
                .returns(HOME.value(), RefusedEsiid::esiid)
                .returns("USG-201", RefusedEsiid::code);
        assertThat(DATABASE.jdbc().queryForList("SELECT esiid FROM disclosure", String.class))
                .containsExactly(NEIGHBOUR.value());
    }

    @Test
    void tellsHowFarItIsWhileItWrites() {
        List<String> esiids = java.util.stream.IntStream.range(0, 250)
                .mapToObj(i -> "10443720000" + (100_000 + i))
                .toList();
        List<Integer> seen = new java.util.ArrayList<>();
        Report report = frame.requested(
                Samples.BLUEBONNET,
                java.util.stream.Stream.concat(java.util.stream.Stream.of(HOME.value()), esiids.stream())
                        .toArray(String[]::new));
        Transactions watched = new Transactions() {
            @Override
            public <T> T asOperator(Supplier<T> work) {
                T result = transactions.asOperator(work);
                seen.add(frame.found(report).percent());
                return result;
            }

            @Override
            public <T> T asPartner(ThirdPartyId thirdParty, Supplier<T> work) {
                return transactions.asPartner(thirdParty, work);
            }
        };

        build(watched).build(report.id());

        assertThat(seen).containsExactly(0, 39, 79, 99, 100);
        assertThat(frame.found(report).done()).isEqualTo(251);
        assertThat(frame.found(report).refused()).hasSize(251);
    }

    @Test
    void changesNothingWhenAFinishedReportIsBuiltAgain() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value());
        build(transactions).build(report.id());
        Report before = frame.found(report);

        build(transactions).build(report.id());

        assertThat(frame.found(report)).isEqualTo(before);
        assertThat(folder.visible()).hasSize(1);
    }

    @Test
    void hidesAReportFromEveryOtherThirdParty() {
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value());

        assertThat(transactions.asPartner(Samples.LONESTAR, () -> reports.find(report.id())))
                .isEmpty();
        assertThat(transactions.asPartner(Samples.LONESTAR, () -> reports.lock(report.id())))
                .isEmpty();
        transactions.asPartner(Samples.LONESTAR, () -> {
            reports.finish(report.id(), Status.EMPTY, 0);
            return true;
        });
        assertThat(transactions.asPartner(Samples.BLUEBONNET, () -> reports.find(report.id())))
                .contains(report);
    }

    private BuildReport build(Transactions with) {
        return frame.build(with, folder);
    }
}
