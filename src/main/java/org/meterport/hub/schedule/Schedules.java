package org.meterport.hub.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.schedule.Schedule.Plan;
import org.meterport.hub.shared.ThirdPartyId;

/** The schedules on record. Called inside a transaction; a partner's finds only its own. */
public interface Schedules {

    /** Adds it; false when the Third Party has an active one of the same plan. */
    boolean add(Schedule schedule);

    Optional<Schedule> find(String id);

    Optional<Schedule> numbered(long number);

    /** The newest first. */
    List<Schedule> list(Optional<String> before, int limit);

    /** The active ones of everybody, as an operator sees them. */
    List<Schedule> active();

    /** As {@link #find}, if it is active, and holds it until the transaction ends. */
    Optional<Schedule> lock(String id);

    /** Notes how far it has come. */
    void advance(String id, LocalDate coveredTo, Instant lookedTo, Optional<Instant> lastReportAt);

    /** No more files from now on. */
    void end(String id);

    /**
     * Which ESIIDs the Third Party has a continuous energy data agreement for now, in order.
     *
     * @param among only of these; all of them if it is empty
     */
    List<String> continuous(ThirdPartyId thirdParty, Collection<String> among, DataKind data);

    /** What was stored in a span of time, of usage days a file has covered already. */
    Optional<Late> late(
            Plan plan, Collection<String> esiids, LocalDate from, LocalDate to, Instant after, Instant until);

    /** The ESIIDs and days that late data or revisions have come for. */
    record Late(List<String> esiids, LocalDate from, LocalDate to) {}
}
