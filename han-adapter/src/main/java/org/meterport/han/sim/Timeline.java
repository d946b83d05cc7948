package org.meterport.han.sim;

import java.time.Instant;

/** Time for a simulation. */
public interface Timeline extends AutoCloseable {
    Instant now();

    /** Runs the task at that moment or soon after; tasks run one at a time, in the order of their moments. */
    void at(Instant moment, Runnable task);

    /** Runs the task as soon as possible, not within this call, and not held up by {@link #at} tasks. */
    void soon(Runnable task);

    /** Drops what has not run. */
    @Override
    void close();
}
