package org.meterport.han.sim;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Operation;
import org.meterport.han.headend.Priority;

/**
 * The mesh between the head-end and its meters: a number of lanes, one message at a time to a meter, the most urgent first. A cancel removes what it
 * cancels from the queue; where it cannot, because it is for fewer devices, it stays behind it.
 */
final class Dispatcher {
    private static final Comparator<Waiting> URGENCY = Comparator.comparing(Waiting::priority)
            .thenComparing(waiting -> waiting.work().number());

    private final World world;
    private final Works works;
    private final Teller teller;
    private final Function<Esiid, @Nullable SimulatedMeter> meters;
    private final Map<Esiid, TreeSet<Waiting>> queues = new HashMap<>();
    private final TreeSet<Waiting> ready = new TreeSet<>(URGENCY);
    private final Map<Esiid, Waiting> busy = new HashMap<>();

    Dispatcher(World world, Works works, Teller teller, Function<Esiid, @Nullable SimulatedMeter> meters) {
        this.world = world;
        this.works = works;
        this.teller = teller;
        this.meters = meters;
    }

    private record Waiting(Work work, Priority priority) {
        Esiid esiid() {
            return work.target().esiid();
        }
    }

    void enqueue(Work work) {
        var start = work.accepted().notBefore();
        if (start.isAfter(world.now())) {
            world.at(start, () -> enqueue(work));
            return;
        }
        if (work.stage() != Work.Stage.QUEUED) {
            return;
        }
        add(new Waiting(work, makeWay(work)));
        pump();
    }

    /** Takes back what is not on its way yet. */
    boolean cancel(Work work) {
        if (work.stage() != Work.Stage.QUEUED || work.isUnderWay()) {
            return false;
        }
        close(work, Level.CANCELLED, "taken back before delivery");
        return true;
    }

    private Priority makeWay(Work work) {
        var cancelled = work.operation() == Operation.CANCEL_TEXT ? Operation.TEXT : Operation.LOAD_CONTROL;
        if (work.operation() != Operation.CANCEL_TEXT && work.operation() != Operation.CANCEL_LOAD_CONTROL) {
            return work.accepted().priority();
        }
        var priority = work.accepted().priority();
        for (var older : works.about(work.target().esiid(), cancelled, work.sepId())) {
            if (older.stage() == Work.Stage.QUEUED && !older.isUnderWay()) {
                var covered = work.target().device().isEmpty()
                        || work.target().device().equals(older.target().device());
                if (covered) {
                    close(older, Level.CANCELLED, "its cancel came before its delivery");
                } else {
                    priority = older.accepted().priority();
                }
            }
        }
        return priority;
    }

    private void add(Waiting waiting) {
        var queue = queues.computeIfAbsent(waiting.esiid(), esiid -> new TreeSet<>(URGENCY));
        if (!queue.isEmpty()) {
            ready.remove(queue.first());
        }
        queue.add(waiting);
        offerFirst(waiting.esiid());
    }

    private void offerFirst(Esiid esiid) {
        var queue = queues.get(esiid);
        if (queue != null && !queue.isEmpty() && !busy.containsKey(esiid)) {
            ready.add(queue.first());
        }
    }

    private void pump() {
        while (!ready.isEmpty() && busy.size() < world.model().lanes()) {
            var next = ready.first();
            ready.remove(next);
            remove(next);
            if (next.work().stage() == Work.Stage.QUEUED) {
                busy.put(next.esiid(), next);
                next.work().underWay(true);
                attempt(next, 1);
            } else {
                offerFirst(next.esiid());
            }
        }
    }

    private void attempt(Waiting waiting, int number) {
        world.after(world.model().toMeter(world.chance()), () -> arrive(waiting, number));
    }

    private void arrive(Waiting waiting, int number) {
        var work = waiting.work();
        var meter = meters.apply(waiting.esiid());
        if (meter != null && !world.now().isBefore(work.accepted().expiresAt())) {
            close(work, Level.EXPIRED, "its last moment passed on the way");
        } else if (meter != null
                && meter.isReachable()
                && !world.happens(world.model().tryFails())) {
            work.underWay(false);
            meter.take(work);
        } else if (meter == null || number >= world.model().tries()) {
            close(work, Level.ESI_UNREACHABLE, "the meter did not answer " + number + " tries");
        } else {
            retry(waiting, number);
            return;
        }
        leaveLane(waiting);
    }

    /** The lane stays taken: order within a home is worth more than throughput to it. */
    private void retry(Waiting waiting, int number) {
        Duration pause = world.model().beforeTry(number, world.chance());
        world.after(pause, () -> attempt(waiting, number + 1));
    }

    private void leaveLane(Waiting waiting) {
        waiting.work().underWay(false);
        busy.remove(waiting.esiid());
        offerFirst(waiting.esiid());
        pump();
    }

    private void remove(Waiting waiting) {
        var queue = queues.get(waiting.esiid());
        if (queue != null) {
            queue.remove(waiting);
            if (queue.isEmpty()) {
                queues.remove(waiting.esiid());
            }
        }
    }

    private void close(Work work, Level level, String detail) {
        var closed = new Fact.Moved(work.number(), Work.Stage.CLOSED, level, world.now(), List.of());
        world.record(closed);
        work.apply(closed);
        teller.tell(work, Optional.empty(), level, world.now(), OptionalInt.empty(), detail);
    }
}
