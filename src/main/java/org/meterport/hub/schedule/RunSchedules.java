package org.meterport.hub.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.report.ReportOrder;
import org.meterport.hub.report.RequestReport;
import org.meterport.hub.schedule.Schedule.Plan;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts the reports that schedules have come to owe. A schedule remembers the last usage day its files reach to, and
 * moves it in the transaction that accepts the next report: a node that is killed leaves either both or neither, a second
 * node waits for the row and then finds nothing due, and however many runs were missed, one report makes them up. A
 * schedule none of whose ESIIDs has a continuous agreement any more is over.
 */
public final class RunSchedules {

    private static final Logger LOG = LoggerFactory.getLogger(RunSchedules.class);

    /** Files younger than this may not be committed by those who began to store them. */
    private static final Duration SETTLING = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final Schedules schedules;
    private final RequestReport requestReport;
    private final DueDays dueDays;
    private final InstantSource clock;

    public RunSchedules(
            Transactions transactions,
            Schedules schedules,
            RequestReport requestReport,
            DueDays dueDays,
            InstantSource clock) {
        this.transactions = transactions;
        this.schedules = schedules;
        this.requestReport = requestReport;
        this.dueDays = dueDays;
        this.clock = clock;
    }

    /** Everything due now; how many reports were accepted. One schedule's trouble does not hold up the others. */
    public int run() {
        int accepted = 0;
        for (Schedule schedule : transactions.asOperator(schedules::active)) {
            try {
                accepted += transactions.asPartner(schedule.thirdParty(), () -> run(schedule.id()));
            } catch (Rejection waits) {
                LOG.warn("the schedule {} waits: {}", schedule.id(), waits.getMessage());
            }
        }
        return accepted;
    }

    private int run(String id) {
        Optional<Schedule> held = schedules.lock(id);
        if (held.isEmpty()) {
            return 0;
        }
        Schedule schedule = held.get();
        Plan plan = schedule.plan();
        List<String> granted = schedules.continuous(
                schedule.thirdParty(), plan.esiids(), plan.kind().data().orElseThrow());
        if (granted.isEmpty()) {
            schedules.end(id);
            return 0;
        }
        Instant now = clock.instant();
        LocalDate due = dueDays.due(plan.frequency(), now);
        if (!due.isAfter(schedule.coveredTo())) {
            return 0;
        }
        int accepted = 1;
        LocalDate earliest = requestReport.earliest();
        LocalDate from = later(schedule.coveredTo().plusDays(1), earliest);
        accept(schedule, granted, from, due);
        Instant until = now.minus(SETTLING);
        LocalDate covered = schedule.coveredTo();
        Optional<Schedules.Late> late = schedule.firstDay().isAfter(covered) || !until.isAfter(schedule.lookedTo())
                ? Optional.empty()
                : schedules.late(
                        plan, granted, later(schedule.firstDay(), earliest), covered, schedule.lookedTo(), until);
        if (late.isPresent()) {
            accept(schedule, late.get().esiids(), late.get().from(), late.get().to());
            accepted++;
        }
        schedules.advance(id, due, later(until, schedule.lookedTo()), Optional.of(now));
        return accepted;
    }

    private void accept(Schedule schedule, List<String> esiids, LocalDate from, LocalDate to) {
        requestReport.accept(
                schedule.thirdParty(), order(schedule.plan(), esiids, from, to), Optional.of(schedule.id()));
    }

    /** What one file of a plan holds. */
    static ReportOrder order(Plan plan, List<String> esiids, LocalDate from, LocalDate to) {
        return new ReportOrder(plan.kind(), esiids, from, to, plan.channels(), false, plan.format(), plan.packing());
    }

    private static <T extends Comparable<? super T>> T later(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
