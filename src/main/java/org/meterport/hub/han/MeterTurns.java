package org.meterport.hub.han;

import org.meterport.hub.han.DispatchChunk.Chunk;

/** One chunk at a time is on its way to a meter, by all nodes together; that keeps what is sent to it in order. */
public interface MeterTurns {

    /**
     * Lines the chunk up at all its meters, where it is not in the line already.
     *
     * @return whether it is the first at every one of them. It stays so until it is given back, or for a minute after this was
     *     called the last time
     */
    boolean take(Chunk chunk);

    /** Leaves the line, also when it was never the first. */
    void giveBack(Chunk chunk);
}
