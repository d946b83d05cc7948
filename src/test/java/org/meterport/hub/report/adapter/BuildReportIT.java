package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.HOUSTON;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.audit.adapter.JdbcDisclosureLog;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.party.adapter.JdbcParties;
import org.meterport.hub.report.BuildReport;
import org.meterport.hub.report.FakeReportFolder;
import org.meterport.hub.report.FakeReportFolder.Crash;
import org.meterport.hub.report.FakeReportFolder.Step;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.Report.Status;
import org.meterport.hub.report.ReportContents;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportOrder;
import org.meterport.hub.report.RequestReport;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.shared.Unavailable;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.Query;
import org.meterport.hub.usage.adapter.JdbcRegisterStore;
import org.meterport.hub.usage.adapter.SampleUsage;

class BuildReportIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final ObjectMapper json = new ObjectMapper();
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final JdbcReports reports = new JdbcReports(DATABASE.jdbc(), json, clock);
    private final JdbcReportKeys keys = new JdbcReportKeys(DATABASE.jdbc());
    private final Grants grants =
            new JdbcGrants(DATABASE.jdbc(), new CompleteOneTime(agreements.agreements(), clock)::delivered);
    private final JdbcDisclosureLog disclosures = new JdbcDisclosureLog(DATABASE.jdbc(), clock);
    private final FakeReportFolder folder =
            new FakeReportFolder(() -> assertThat(usage.count("disclosure")).isPositive());
    private final ReadIntervals readIntervals =
            new ReadIntervals(transactions, grants, disclosures, usage.store(), clock, 24);
    private final RequestReport requestReport = new RequestReport(
            reports,
            keys,
            new JdbcParties(DATABASE.jdbc()),
            readIntervals,
            new JdbcOutbox(DATABASE.jdbc(), json, clock),
            new UlidIds(clock, new Random(11)),
            clock,
            300);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void twoHomes() {
        agreements.reset();
        usage.reset();
        DATABASE.jdbc().execute("TRUNCATE outbox");
        usage.stored(day(HOME, WINTER_DAY), day(HOME, WINTER_DAY.plusDays(1)), day(NEIGHBOUR, WINTER_DAY));
    }

    @Test
    void putsTheGrantedPremisesIntoOneFileAndNamesTheOthers() {
        Agreement agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value(), HOUSTON.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value(), HOUSTON.value());

        build().build(report.id());

        assertThat(folder.published())
                .containsOnlyKeys("tp_bluebonnet/" + report.fileName())
                .containsValue(List.of(day(HOME, WINTER_DAY), day(HOME, WINTER_DAY.plusDays(1))));
        assertThat(found(report))
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
        Report report = requested(Samples.BLUEBONNET, "1044372", HOME.value());

        build().build(report.id());

        assertThat(found(report).refused())
                .singleElement()
                .returns("1044372", RefusedEsiid::esiid)
                .returns("USG-101", RefusedEsiid::code);
        assertThat(found(report).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void endsWithoutAFileWhenNothingMayBeInIt() {
        agreements.active(Samples.LONESTAR, Term.ofMonths(3), HOME.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value());

        build().build(report.id());

        assertThat(found(report).status()).isEqualTo(Status.EMPTY);
        assertThat(found(report).refused()).hasSize(1);
        assertThat(folder.published()).isEmpty();
        assertThat(usage.count("disclosure")).isZero();
    }

    @Test
    void judgesTheGrantWhenTheFileIsBuiltAndNotWhenItIsAskedFor() {
        Agreement agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value());
        agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        build().build(report.id());

        assertThat(found(report).status()).isEqualTo(Status.EMPTY);
        assertThat(folder.visible()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void deliversOnceWhateverStepTheHubDiesAt(Step step) {
        Agreement term = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, NEIGHBOUR.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value(), HOUSTON.value());
        folder.crashAt(step);

        assertThatThrownBy(() -> build().build(report.id())).isInstanceOf(Crash.class);
        folder.mend();
        build().build(report.id());

        assertDeliveredOnce(report, term, once);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void deliversOnceWhateverTransactionTheHubDiesAfter(int transaction) {
        Agreement term = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, NEIGHBOUR.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value(), HOUSTON.value());

        assertThatThrownBy(() -> build(new DyingAfter(transaction)).build(report.id()))
                .isInstanceOf(Crash.class);
        build().build(report.id());

        assertDeliveredOnce(report, term, once);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"LOOK", "DRAFT", "APPEND", "DURABLE", "PUBLISH"})
    void waitsWhileTheFolderFailsAndDeliversWhenItIsBack(Step step) {
        Agreement term = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, NEIGHBOUR.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value(), HOUSTON.value());
        folder.failAt(step);

        assertThatThrownBy(() -> build().build(report.id()))
                .isInstanceOfSatisfying(
                        Unavailable.class, away -> assertThat(away.dependency()).isEqualTo("file drop"));
        assertThat(found(report).status().isFinal()).isFalse();
        folder.mend();
        build().build(report.id());

        assertDeliveredOnce(report, term, once);
    }

    /** Long files do not hold a customer's end of a grant up; what ended while one was written is not in it. */
    @Test
    void leavesOutWhatACustomerEndedWhileTheFileWasWritten() {
        Agreement ending = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), NEIGHBOUR.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value());
        BuildReport slow = build(new BetweenTransactions(
                3, () -> agreements.step(ending, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA))));

        slow.build(report.id());

        assertThat(folder.published().values()).containsExactly(List.of(day(NEIGHBOUR, WINTER_DAY)));
        assertThat(found(report).refused())
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
        Report report = requested(
                Samples.BLUEBONNET,
                java.util.stream.Stream.concat(java.util.stream.Stream.of(HOME.value()), esiids.stream())
                        .toArray(String[]::new));
        Transactions watched = new Transactions() {
            @Override
            public <T> T asOperator(Supplier<T> work) {
                T result = transactions.asOperator(work);
                seen.add(found(report).percent());
                return result;
            }

            @Override
            public <T> T asPartner(ThirdPartyId thirdParty, Supplier<T> work) {
                return transactions.asPartner(thirdParty, work);
            }
        };

        build(watched).build(report.id());

        assertThat(seen).containsExactly(0, 39, 79, 99, 100);
        assertThat(found(report).done()).isEqualTo(251);
        assertThat(found(report).refused()).hasSize(251);
    }

    @Test
    void saysWhyAReportCannotBeBuiltAndStillBuildsItWhenTheCauseIsGone() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value());
        Transactions broken = new Transactions() {
            @Override
            public <T> T asOperator(Supplier<T> work) {
                return transactions.asOperator(work);
            }

            @Override
            public <T> T asPartner(ThirdPartyId thirdParty, Supplier<T> work) {
                throw new IllegalStateException("a defect");
            }
        };

        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(found(report).status()).isEqualTo(Status.QUEUED);
            assertThatThrownBy(() -> build(broken).build(report.id())).hasMessage("a defect");
        }

        assertThat(found(report).status()).isEqualTo(Status.FAILED);
        assertThat(found(report).failure().orElseThrow().code()).isEqualTo("RPT-501");
        build().build(report.id());
        assertThat(found(report).status()).isEqualTo(Status.DELIVERED);
        assertThat(found(report).failure()).isEmpty();
    }

    @Test
    void failsWithTheCauseWhenTheKeyIsGoneBeforeTheFileIsMade() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value());
        DATABASE.jdbc().update("UPDATE report SET packing = 'PGP'");

        build().build(report.id());

        assertThat(found(report).status()).isEqualTo(Status.FAILED);
        assertThat(found(report).failure().orElseThrow().code()).isEqualTo("RPT-102");
        assertThat(folder.visible()).isEmpty();
    }

    @Test
    void changesNothingWhenAFinishedReportIsBuiltAgain() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value());
        build().build(report.id());
        Report before = found(report);

        build().build(report.id());

        assertThat(found(report)).isEqualTo(before);
        assertThat(folder.visible()).hasSize(1);
    }

    @Test
    void keepsAOneTimeAgreementForTheReportThatBrokeOff() {
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, HOME.value());
        Report first = requested(Samples.BLUEBONNET, HOME.value());
        Report second = requested(Samples.BLUEBONNET, HOME.value());
        folder.crashAt(Step.PUBLISH);
        assertThatThrownBy(() -> build().build(first.id())).isInstanceOf(Crash.class);
        folder.mend();

        build().build(second.id());
        assertThatThrownBy(() -> readIntervals.read(Samples.BLUEBONNET, query(HOME), "req_1", found -> new byte[1]))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-201");
        build().build(first.id());

        assertThat(found(second).status()).isEqualTo(Status.EMPTY);
        assertThat(found(first).status()).isEqualTo(Status.DELIVERED);
        assertThat(agreements.state(once)).isEqualTo(AgreementState.COMPLETED);
        assertThat(usage.count("disclosure")).isOne();
    }

    @Test
    void deliversNothingAfterACrashWhenTheCustomerEndedTheGrantMeanwhile() {
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, HOME.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value());
        assertThatThrownBy(() -> build(new DyingAfter(4)).build(report.id())).isInstanceOf(Crash.class);
        agreements.step(once, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        build().build(report.id());

        assertThat(folder.visible()).isEmpty();
        assertThat(found(report).status()).isEqualTo(Status.EMPTY);
        assertThat(agreements.state(once)).isEqualTo(AgreementState.TERMINATED_BY_CUSTOMER);
    }

    @Test
    void leavesADeliveredReportDeliveredWhenASecondNodeComesToAnotherEnd() {
        Agreement agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = requested(Samples.BLUEBONNET, HOME.value());
        BuildReport slow = build(new BetweenTransactions(4, () -> {
            agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));
            build().build(report.id());
            assertThat(found(report).status()).isEqualTo(Status.EMPTY);
        }));

        slow.build(report.id());

        assertThat(found(report).status()).isEqualTo(Status.DELIVERED);
        assertThat(folder.visible()).hasSize(1);
    }

    @Test
    void hidesAReportFromEveryOtherThirdParty() {
        Report report = requested(Samples.BLUEBONNET, HOME.value());

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

    @Test
    void acceptsAReportTogetherWithWhatItOwesToTheQueue() {
        Report report = requested(Samples.BLUEBONNET, HOME.value(), HOME.value(), NEIGHBOUR.value());

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

    private void assertDeliveredOnce(Report report, Agreement term, Agreement once) {
        assertThat(folder.visible()).hasSize(1);
        assertThat(folder.published().values())
                .containsExactly(
                        List.of(day(HOME, WINTER_DAY), day(HOME, WINTER_DAY.plusDays(1)), day(NEIGHBOUR, WINTER_DAY)));
        assertThat(found(report))
                .returns(Status.DELIVERED, Report::status)
                .returns(3_000L, r -> r.bytes().orElseThrow())
                .satisfies(r -> assertThat(r.refused()).singleElement().returns(HOUSTON.value(), RefusedEsiid::esiid));
        assertThat(DATABASE.jdbc().queryForList("SELECT esiid FROM disclosure ORDER BY esiid", String.class))
                .containsExactly(HOME.value(), NEIGHBOUR.value());
        assertThat(agreements.state(term)).isEqualTo(AgreementState.ACTIVE);
        assertThat(agreements.state(once)).isEqualTo(AgreementState.COMPLETED);
        assertThat(transactions.asPartner(
                        Samples.BLUEBONNET,
                        () -> grants.readable(
                                Samples.BLUEBONNET, List.of(NEIGHBOUR.value()), DataKind.INTERVAL, report.id())))
                .isEmpty();
    }

    private BuildReport build() {
        return build(transactions);
    }

    private BuildReport build(Transactions with) {
        return new BuildReport(
                with,
                reports,
                keys,
                grants,
                disclosures,
                new ReportContents(grants, usage.store(), new JdbcRegisterStore(DATABASE.jdbc(), clock)),
                folder);
    }

    private Report requested(ThirdPartyId thirdParty, String... esiids) {
        return transactions.asPartner(thirdParty, () -> accept(thirdParty, List.of(esiids)));
    }

    private Report accept(ThirdPartyId thirdParty, List<String> esiids) {
        return requestReport.accept(
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

    private Report found(Report report) {
        return reports.find(report.id()).orElseThrow();
    }

    private static Query query(Esiid esiid) {
        return new Query(esiid.value(), WINTER_DAY, WINTER_DAY, 900, Channels.CONSUMPTION, false);
    }

    /** Transactions of a hub that dies when one of them has committed. */
    private final class DyingAfter extends BetweenTransactions {

        DyingAfter(int last) {
            super(last, () -> {
                throw new Crash();
            });
        }
    }

    /** Transactions with something that happens when one of them has committed. */
    private class BetweenTransactions implements Transactions {

        private final Runnable happening;
        private int left;

        BetweenTransactions(int number, Runnable happening) {
            this.left = number;
            this.happening = happening;
        }

        @Override
        public <T> T asOperator(Supplier<T> work) {
            return counted(transactions.asOperator(work));
        }

        @Override
        public <T> T asPartner(ThirdPartyId thirdParty, Supplier<T> work) {
            return counted(transactions.asPartner(thirdParty, work));
        }

        private <T> T counted(T result) {
            if (--left == 0) {
                happening.run();
            }
            return result;
        }
    }
}
