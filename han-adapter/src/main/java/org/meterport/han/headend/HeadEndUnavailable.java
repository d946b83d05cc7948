package org.meterport.han.headend;

/**
 * The head-end cannot be reached, or cannot store anything now. Nothing of the call was taken, no device will act on it, and the same call may be
 * repeated later with the same ids. A head-end that cannot tell whether it took the call also answers this: repeating is harmless because the ids are
 * the same.
 */
public final class HeadEndUnavailable extends RuntimeException {
    /**
     * Without a cause worth showing.
     *
     * @param message what cannot be reached, and what an operator could look at; no secrets
     */
    public HeadEndUnavailable(String message) {
        super(message);
    }

    public HeadEndUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
