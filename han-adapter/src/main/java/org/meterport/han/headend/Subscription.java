package org.meterport.han.headend;

/** A listener's place in the stream of events. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /**
     * Ends the delivery. When it returns, no call to the listener begins any more; what it has not acknowledged goes to the next subscriber, and an
     * acknowledgement that comes later is still heeded.
     */
    @Override
    void close();
}
