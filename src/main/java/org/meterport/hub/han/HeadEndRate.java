package org.meterport.hub.han;

import java.time.Duration;

/** How fast the head-end may be fed, by all nodes together. */
public interface HeadEndRate {

    /**
     * Takes room for so many targets.
     *
     * @return how long to wait before they may be handed over; zero when at once. Room that is not used is lost, which
     *     only makes the next ones wait
     */
    Duration reserve(int targets);

    /** Most targets of one call to the head-end: no more than a quarter of a second's worth, which is what urgent ones wait. */
    int chunk();
}
