package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.report.BuildReport;
import org.meterport.hub.report.FakeReportFolder;
import org.meterport.hub.report.FakeReportFolder.Crash;
import org.meterport.hub.report.FakeReportFolder.Step;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.Report.Status;
import org.meterport.hub.shared.BetweenTransactions;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.Query;
import org.meterport.hub.usage.adapter.SampleUsage;

/** A report whose hub dies, whose folder fails, or that a second node builds: delivered once, or not at all. */
class BuildReportFailureIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final ReportFrame frame = new ReportFrame(DATABASE, 300);
    private final Transactions transactions = frame.transactions;
    private final SampleAgreements agreements = frame.agreements;
    private final SampleUsage usage = frame.usage;
    private final Grants grants = frame.grants;
    private final ReadIntervals readIntervals = frame.readIntervals;
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

    @ParameterizedTest
    @EnumSource(Step.class)
    void eDeliversOnceWhateverStepTheHubDiesAt(Step step) {
        Agreement term = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, NEIGHBOUR.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value(), HOUSTON.value());
        folder.crashAt(step);

        assertThatThrownBy(() -> build(transactions).build(report.id())).isInstanceOf(Crash.class);
        folder.mend();
        build(transactions).build(report.id());

        assertDeliveredOnce(report, term, once);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void eDeliversOnceWhateverTransactionTheHubDiesAfter(int transaction) {
        Agreement term = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, NEIGHBOUR.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value(), HOUSTON.value());

        assertThatThrownBy(() -> build(dyingAfter(transaction)).build(report.id()))
                .isInstanceOf(Crash.class);
        build(transactions).build(report.id());

        assertDeliveredOnce(report, term, once);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"LOOK", "DRAFT", "APPEND", "DURABLE", "PUBLISH"})
    void waitsWhileTheFolderFailsAndDeliversWhenItIsBack(Step step) {
        Agreement term = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, NEIGHBOUR.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value(), HOUSTON.value());
        folder.failAt(step);

        assertThatThrownBy(() -> build(transactions).build(report.id()))
                .isInstanceOfSatisfying(
                        Unavailable.class, away -> assertThat(away.dependency()).isEqualTo("file drop"));
        assertThat(frame.found(report).status().isFinal()).isFalse();
        folder.mend();
        build(transactions).build(report.id());

        assertDeliveredOnce(report, term, once);
    }

    @Test
    void saysWhyAReportCannotBeBuiltAndStillBuildsItWhenTheCauseIsGone() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value());
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
            assertThat(frame.found(report).status()).isEqualTo(Status.QUEUED);
            assertThatThrownBy(() -> build(broken).build(report.id())).hasMessage("a defect");
        }

        assertThat(frame.found(report).status()).isEqualTo(Status.FAILED);
        assertThat(frame.found(report).failure().orElseThrow().code()).isEqualTo("RPT-501");
        build(transactions).build(report.id());
        assertThat(frame.found(report).status()).isEqualTo(Status.DELIVERED);
        assertThat(frame.found(report).failure()).isEmpty();
    }

    @Test
    void failsWithTheCauseWhenTheKeyIsGoneBeforeTheFileIsMade() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value());
        DATABASE.jdbc().update("UPDATE report SET packing = 'PGP'");

        build(transactions).build(report.id());

        assertThat(frame.found(report).status()).isEqualTo(Status.FAILED);
        assertThat(frame.found(report).failure().orElseThrow().code()).isEqualTo("RPT-102");
        assertThat(folder.visible()).isEmpty();
    }

    @Test
    void keepsAOneTimeAgreementForTheReportThatBrokeOff() {
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, HOME.value());
        Report first = frame.requested(Samples.BLUEBONNET, HOME.value());
        Report second = frame.requested(Samples.BLUEBONNET, HOME.value());
        folder.crashAt(Step.PUBLISH);
        assertThatThrownBy(() -> build(transactions).build(first.id())).isInstanceOf(Crash.class);
        folder.mend();

        build(transactions).build(second.id());
        assertThatThrownBy(() -> readIntervals.read(Samples.BLUEBONNET, query(HOME), "req_1", found -> new byte[1]))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-201");
        build(transactions).build(first.id());

        assertThat(frame.found(second).status()).isEqualTo(Status.EMPTY);
        assertThat(frame.found(first).status()).isEqualTo(Status.DELIVERED);
        assertThat(agreements.state(once)).isEqualTo(AgreementState.COMPLETED);
        assertThat(usage.count("disclosure")).isOne();
    }

    @Test
    void deliversNothingAfterACrashWhenTheCustomerEndedTheGrantMeanwhile() {
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, HOME.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value());
        assertThatThrownBy(() -> build(dyingAfter(4)).build(report.id())).isInstanceOf(Crash.class);
        agreements.step(once, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        build(transactions).build(report.id());

        assertThat(folder.visible()).isEmpty();
        assertThat(frame.found(report).status()).isEqualTo(Status.EMPTY);
        assertThat(agreements.state(once)).isEqualTo(AgreementState.TERMINATED_BY_CUSTOMER);
    }

    @Test
    void leavesADeliveredReportDeliveredWhenASecondNodeComesToAnotherEnd() {
        Agreement agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value());
        BuildReport slow = build(new BetweenTransactions(transactions, 4, () -> {
            agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));
            build(transactions).build(report.id());
            assertThat(frame.found(report).status()).isEqualTo(Status.EMPTY);
        }));

        slow.build(report.id());

        assertThat(frame.found(report).status()).isEqualTo(Status.DELIVERED);
        assertThat(folder.visible()).hasSize(1);
    }

    private void assertDeliveredOnce(Report report, Agreement term, Agreement once) {
        assertThat(folder.visible()).hasSize(1);
        assertThat(folder.published().values())
                .containsExactly(
                        List.of(day(HOME, WINTER_DAY), day(HOME, WINTER_DAY.plusDays(1)), day(NEIGHBOUR, WINTER_DAY)));
        assertThat(frame.found(report))
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

    private static Query query(Esiid esiid) {
        return new Query(esiid.value(), WINTER_DAY, WINTER_DAY, 900, Channels.CONSUMPTION, false);
    }

    private BuildReport build(Transactions with) {
        return frame.build(with, folder);
    }

    /** Transactions of a hub that dies when one of them has committed. */
    private Transactions dyingAfter(int last) {
        return new BetweenTransactions(transactions, last, () -> {
            throw new Crash();
        });
    }
}
