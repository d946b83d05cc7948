package org.meterport.hub.api.adapter;

import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Lets calls with large bodies be worked on a few at a time, in the order they came, from the reading of their JSON to the end
 * of their flow. All at once they would end no sooner, hold a database connection each, and leave a small call next to nothing
 * of the processor. A body has come whole before its call waits here, so nobody who sends slowly holds anybody up.
 */
final class LargeBodies {

    private static final int LARGE = 64 * 1024;

    private final Semaphore turns;

    /** @param atOnce at least 1 */
    LargeBodies(int atOnce) {
        this.turns = new Semaphore(atOnce, true);
    }

    /** Half of the processors: the database needs the others. */
    static LargeBodies forThisMachine() {
        return new LargeBodies(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** Waits for the turn of a large body's call; it is given back when the exchange ends, however it does. */
    void await(Exchange exchange, int bytes) {
        if (bytes < LARGE) {
            return;
        }
        turns.acquireUninterruptibly();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                turns.release();
            }
        });
    }
}
