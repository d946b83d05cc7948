package org.meterport.hub.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something another system does in its own time. */
final class Poll {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Poll() {}

    /** @throws CommandFailed when it has not come by the limit */
    static <T> T until(String what, Duration limit, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new CommandFailed("waited " + limit.toSeconds() + " s in vain for " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
