package org.meterport.hub.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.RequestReport;
import org.meterport.hub.schedule.Schedule.Plan;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;

/** Makes and ends schedules. Called inside the Third Party's transaction. */
public final class MakeSchedule {

    private static final int MOST_BACKFILL_MONTHS = 24;

    private final Schedules schedules;
    private final RequestReport requestReport;
    private final DueDays dueDays;
    private final Ids ids;
    private final InstantSource clock;

    public MakeSchedule(
            Schedules schedules, RequestReport requestReport, DueDays dueDays, Ids ids, InstantSource clock) {
        this.schedules = schedules;
        this.requestReport = requestReport;
        this.dueDays = dueDays;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What became of a request.
     *
     * @param withoutGrant the ESIIDs named for which there is no continuous agreement; they are not in the schedule
     */
    public record Made(Schedule schedule, List<String> withoutGrant) {}

    /**
     * Begins a schedule with the usage of today, or with the backfill, which is accepted at once.
     *
     * @param backfillMonths 0 to 24
     * @throws Rejection {@link ScheduleProblem}, or what is wrong with format and packing
     */
    public Made make(ThirdPartyId thirdParty, Plan wanted, int backfillMonths) {
        Plan asked = wanted.format() == ReportFormat.XML && wanted.packing() == Packing.NONE ? packed(wanted) : wanted;
        DataKind data = asked.kind()
                .data()
                .orElseThrow(() -> new Rejection(
                        ScheduleProblem.KIND_UNFIT,
                        "Schedules are for INTERVALS, DAILY and MONTHLY; ask for " + asked.kind() + " as a report."));
        if (backfillMonths < 0 || backfillMonths > MOST_BACKFILL_MONTHS) {
            throw new Rejection(
                    ScheduleProblem.BACKFILL_INVALID,
                    "A backfill is 0 to " + MOST_BACKFILL_MONTHS + " months, not " + backfillMonths + ".");
        }
        List<String> granted = schedules.continuous(thirdParty, asked.esiids(), data);
        if (granted.isEmpty()) {
            throw new Rejection(
                    ScheduleProblem.NO_CONTINUOUS_GRANT,
                    "Scheduled files need an energy data agreement of 1 to 12 months on " + data
                            + " data; none is live for what you named.");
        }
        Set<String> without = new HashSet<>(asked.esiids());
        granted.forEach(without::remove);
        Plan plan = asked.esiids().isEmpty() ? asked : withEsiids(asked, granted);
        Instant now = clock.instant();
        LocalDate due = dueDays.due(plan.frequency(), now);
        LocalDate start = dueDays.start(plan.frequency(), now);
        LocalDate first = backfillMonths == 0 ? start : dueDays.today(now).minusMonths(backfillMonths);
        var schedule = new Schedule(
                ids.next("sch_"), 0, thirdParty, plan, true, now, first, first.minusDays(1), now, Optional.empty());
        requestReport.check(thirdParty, RunSchedules.order(plan, granted, dueDays.today(now), dueDays.today(now)));
        if (!schedules.add(schedule)) {
            throw new Rejection(
                    ScheduleProblem.ALREADY_ACTIVE,
                    "Subcription is already active: end it first, or name other ESIIDs.");
        }
        if (backfillMonths > 0 && !due.isBefore(first)) {
            requestReport.accept(thirdParty, RunSchedules.order(plan, granted, first, due), Optional.of(schedule.id()));
            schedules.advance(schedule.id(), due, now, Optional.of(now));
        }
        return new Made(
                schedules.find(schedule.id()).orElseThrow(),
                without.stream().sorted().toList());
    }

    /** @throws Rejection {@link ScheduleProblem#SCHEDULE_UNKNOWN} */
    public Schedule end(String id) {
        Schedule schedule = schedules
                .find(id)
                .orElseThrow(() -> new Rejection(ScheduleProblem.SCHEDULE_UNKNOWN, "You have no schedule " + id + "."));
        if (schedule.active()) {
            schedules.end(id);
        }
        return schedules.find(id).orElseThrow();
    }

    private static Plan packed(Plan plan) {
        return new Plan(plan.kind(), plan.frequency(), plan.esiids(), plan.channels(), plan.format(), Packing.ZIP);
    }

    private static Plan withEsiids(Plan plan, List<String> esiids) {
        return new Plan(plan.kind(), plan.frequency(), esiids, plan.channels(), plan.format(), plan.packing());
    }
}
