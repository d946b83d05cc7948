package org.meterport.hub.han;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Operation;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.webhook.EventKind;
import org.meterport.hub.webhook.PartnerEvents;

/**
 * Brings requests to their end. A target that may still have been heard of when its message's time was over, and was not,
 * becomes {@link TargetStatus#UNKNOWN}; one that never left the hub has expired. One the head-end has not answered for is
 * left: its chunk waits at the broker, and only the head-end knows which of the two it is.
 */
public final class EndSilence {

    private static final int REQUESTS = 20;

    private final Transactions transactions;
    private final HanRequests requests;
    private final PartnerEvents partnerEvents;
    private final InstantSource clock;
    private final Set<Level> reports;
    private final Duration patience;

    /**
     * @param reports the levels the head-end tells of: what it never tells is not waited for
     * @param patience after the message's end, and after the last word of a target
     */
    public EndSilence(
            Transactions transactions,
            HanRequests requests,
            PartnerEvents partnerEvents,
            InstantSource clock,
            Set<Level> reports,
            Duration patience) {
        this.transactions = transactions;
        this.requests = requests;
        this.partnerEvents = partnerEvents;
        this.clock = clock;
        this.reports = Set.copyOf(reports);
        this.patience = patience;
    }

    /** Looks through all requests that are not finished. */
    public void sweep() {
        Instant end = Instant.EPOCH;
        String id = "";
        int seen;
        do {
            Instant from = end;
            String after = id;
            List<HanRequest> some = transactions.asOperator(() -> {
                List<HanRequest> unfinished = requests.lockUnfinished(from, after, REQUESTS);
                unfinished.forEach(this::look);
                return unfinished;
            });
            seen = some.size();
            if (seen > 0) {
                end = some.get(seen - 1).expiresAt();
                id = some.get(seen - 1).id();
            }
        } while (seen == REQUESTS);
    }

    private void look(HanRequest request) {
        Instant now = clock.instant();
        Set<TargetStatus> silent = silent(request.operation(), reports);
        Instant before = now.minus(patience);
        if (!request.expiresAt().isAfter(before)) {
            end(request, silent, before);
        }
        Set<TargetStatus> open = EnumSet.of(TargetStatus.RECEIVED, TargetStatus.QUEUED);
        open.addAll(silent);
        // not by counting: most requests a sweep sees are open, and one target says so
        if (!requests.hasAny(request.id(), open)) {
            requests.finished(request.id(), now);
            Map<String, Integer> byName = new TreeMap<>();
            requests.counts(request.id()).forEach((status, count) -> byName.put(status.name(), count));
            partnerEvents.tell(
                    request.thirdParty(),
                    EventKind.HAN_REQUEST_FINISHED,
                    Map.of("requestId", request.id(), "targets", request.targets(), "counts", byName));
        }
    }

    private void end(HanRequest request, Set<TargetStatus> silent, Instant before) {
        Instant now = clock.instant();
        Set<TargetStatus> awaited = EnumSet.of(TargetStatus.RECEIVED);
        awaited.addAll(silent);
        List<HanTarget> ended = new ArrayList<>();
        for (HanTarget target : requests.lockUntouched(request.id(), awaited, before)) {
            ended.add(
                    target.status() == TargetStatus.RECEIVED
                            ? target.ended(
                                    TargetStatus.EXPIRED, HanProblem.EXPIRED.code(), "It was not sent in time.", now)
                            : target.moved(TargetStatus.UNKNOWN, now));
        }
        requests.update(request.id(), ended);
    }

    /** The statuses after which the head-end has another word to come. */
    static Set<TargetStatus> silent(Operation operation, Set<Level> reports) {
        Set<TargetStatus> silent = EnumSet.noneOf(TargetStatus.class);
        TargetStatus last = TargetStatus.HEADEND_ACCEPTED;
        for (TargetStatus step :
                List.of(TargetStatus.ESI_DELIVERED, TargetStatus.DEVICE_DELIVERED, TargetStatus.COMPLETED)) {
            boolean comes = step != TargetStatus.COMPLETED || operation == Operation.LOAD_CONTROL;
            if (comes && reports.contains(Level.valueOf(step.name()))) {
                silent.addAll(EnumSet.range(TargetStatus.HEADEND_ACCEPTED, step));
                last = step;
            }
        }
        silent.remove(last);
        return silent;
    }
}
