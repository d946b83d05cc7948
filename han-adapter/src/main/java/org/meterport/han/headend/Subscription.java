package org.meterport.han.headend;

/** A listener's place in the stream of events. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /**
     * Ends the delivery. A call that was under way may still reach the listener, which may release it; after that none comes. What the listener has not
     * acknowledged goes to the next subscriber, and an acknowledgement that comes later is still heeded.
     */
    @Override
    void close();
}
