package org.meterport.hub.signin;

import java.time.Instant;

/** Attempts to sign in, seen by every node. Called inside an operator's transaction. */
public interface SignInAttempts {

    /**
     * Counts an attempt before its secret is looked at, so that parallel guesses are counted too.
     *
     * @param digest names who tries; attempts on one digest take turns
     * @param failures the attempt of that number within the window is the last one
     * @return false when the digest is locked; the attempt is not counted then
     */
    boolean admit(String digest, int failures, SignInLimit limit, Instant now);

    /** Forgets the attempts: one was good. */
    void forget(String digest);

    /** Forgets what began before that time and is not locked at {@code now}. */
    int purge(Instant before, Instant now);
}
