package org.meterport.hub.limits;

/** Counts what is done under a key, the same on every node. Not called inside a transaction. */
public interface RateLimiter {

    /** Lets everything through; for flows without people. */
    RateLimiter UNLIMITED = new RateLimiter() {
        @Override
        public Verdict take(String key, Limit limit) {
            return Verdict.unlimited(limit);
        }

        @Override
        public Verdict look(String key, Limit limit) {
            return Verdict.unlimited(limit);
        }

        @Override
        public void forget(String key) {}
    };

    /**
     * Takes one, if there is one; an attempt that is refused costs nothing.
     *
     * @param key says whose count it is; holds no personal data and no secret
     */
    Verdict take(String key, Limit limit);

    /** What {@link #take} would say, without taking. */
    Verdict look(String key, Limit limit);

    /** Gives everything back. */
    void forget(String key);
}
