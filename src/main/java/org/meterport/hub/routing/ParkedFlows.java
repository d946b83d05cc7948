package org.meterport.hub.routing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meterport.hub.shared.Unavailable;

/**
 * Which flows wait for which other system, as this process sees it. The work itself waits in its queue or folder, so
 * this may be forgotten at a restart: the first attempt fills it again.
 *
 * <p>Safe for any number of threads.
 */
public final class ParkedFlows {

    private final Map<String, Parked> byFlow = new ConcurrentHashMap<>();

    /**
     * A flow that waits.
     *
     * @param dependency the system it waits for, as an operator calls it
     * @param cause what was seen last, in one sentence
     * @param since the first failure in a row
     * @param attempts failures in a row, over all messages of the flow
     */
    public record Parked(String flow, String dependency, String cause, Instant since, int attempts) {}

    /** Notes one more failure; the answer's {@code attempts} is 1 when the flow has just stopped making progress. */
    public Parked park(String flow, Unavailable away, Instant now) {
        String cause = String.valueOf(away.getMessage());
        return byFlow.merge(
                flow,
                new Parked(flow, away.dependency(), cause, now, 1),
                (before, fresh) -> new Parked(flow, fresh.dependency(), cause, before.since(), before.attempts() + 1));
    }

    /** Notes that a message went through; says whether the flow was parked until now. */
    public boolean resume(String flow) {
        return !byFlow.isEmpty() && byFlow.remove(flow) != null;
    }

    /** A copy, in no particular order. */
    public Collection<Parked> all() {
        return List.copyOf(byFlow.values());
    }
}
