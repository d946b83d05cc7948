package org.meterport.han.headend;

/** Takes in what a head-end has to say. */
@FunctionalInterface
public interface EventListener {
    /**
     * Called from a thread of the head-end, which may deliver to one listener from several threads at once. Returns soon: work belongs elsewhere, and
     * the number of unacknowledged deliveries is what holds the head-end back. An exception counts as {@link Delivery#release()}.
     */
    void onEvent(Delivery delivery);

    /** One event in the hands of a listener. Exactly one of the two methods takes effect, the first; any thread may call it, at any time. */
    interface Delivery {
        HeadEndEvent event();

        /** The event is stored on this side: the head-end may forget it. */
        void acknowledge();

        /** It could not be stored: deliver it again, after a while. */
        void release();
    }
}
