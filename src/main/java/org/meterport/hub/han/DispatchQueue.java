package org.meterport.hub.han;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.han.headend.Operation;
import org.meterport.han.headend.Priority;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.HanTarget.Place;
import org.meterport.hub.outbox.Outbox;

/**
 * Cuts requests into chunks and owes them to the dispatch queues, the urgent ones ahead of all others. A call for a few
 * addresses has a queue of its own, so that it waits for no large one; it delays nobody much.
 */
public final class DispatchQueue {

    /** Queue of chunks to dispatch; the body is {@code requestId:from:to}. */
    public static final String NAME = "han.dispatch.v1";

    /** The same for calls of at most {@value #FEW} targets. */
    public static final String FEW_NAME = "han.dispatch-few.v1";

    private static final int FEW = 10;

    private final Outbox outbox;
    private final int chunk;

    /** @param chunk most targets of one piece of work, at least 1 */
    public DispatchQueue(Outbox outbox, int chunk) {
        this.outbox = outbox;
        this.chunk = chunk;
    }

    /** Owes the targets that are still to be looked at; a chunk never takes back two different events. */
    void owe(HanRequest request, List<HanTarget> targets) {
        List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= targets.size(); i++) {
            if (i == targets.size()
                    || i - from == chunk
                    || !event(targets.get(i)).equals(event(targets.get(from)))) {
                if (targets.subList(from, i).stream().anyMatch(one -> one.status() == TargetStatus.RECEIVED)) {
                    chunks.add(new Chunk(request.id(), from, i, false));
                }
                from = i;
            }
        }
        oweAll(request, chunks);
    }

    void owe(HanRequest request, Chunk chunk) {
        oweAll(request, List.of(chunk));
    }

    private void oweAll(HanRequest request, List<Chunk> chunks) {
        outbox.oweAll(
                request.targets() <= FEW ? FEW_NAME : NAME,
                chunks.stream().map(Chunk::text).toList(),
                Map.of(),
                priority(request.operation()));
    }

    private static Optional<String> event(HanTarget target) {
        return target.cancels().map(Place::requestId);
    }

    /** As JMS counts, 0 to 9. */
    private static int priority(Operation operation) {
        return switch (Priority.of(operation)) {
            case CANCEL -> 9;
            case LOAD_CONTROL -> 7;
            case PRICE -> 5;
            case TEXT -> Outbox.ORDINARY;
        };
    }
}
