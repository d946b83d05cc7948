package org.meterport.hub.app;

import java.time.Duration;

/** Hears how a hub's start goes on. */
public interface StartProgress {

    /** Nobody listens. */
    StartProgress NONE = new StartProgress() {
        @Override
        public void waitingFor(String part) {}

        @Override
        public void ready(String part, Duration sinceStart) {}
    };

    /** @param part in words for a person */
    void waitingFor(String part);

    /** @param sinceStart of the hub's start */
    void ready(String part, Duration sinceStart);
}
