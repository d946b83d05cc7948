package org.meterport.hub.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * What a command has opened: closed once, the last first, when the command ends or the process is told to stop (Ctrl-C,
 * SIGTERM), whichever comes first. A stop that comes while a part is opening waits for it, so that no server and no
 * folder is left behind.
 */
final class Opened implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private boolean closing;

    /**
     * @param stopping said when the process is told to stop
     * @param stopped said when everything is closed after that; empty for nothing
     */
    Opened(Screen screen, String stopping, String stopped) {
        this.hook = new Thread(
                () -> {
                    screen.onlyThisThread();
                    screen.clearPassing();
                    screen.line("");
                    screen.line(stopping);
                    closeParts();
                    if (!stopped.isEmpty()) {
                        screen.line(stopped);
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @throws CommandFailed when everything was closed already */
    synchronized <T extends AutoCloseable> T open(Supplier<T> part) {
        if (closing) {
            throw new CommandFailed("it was told to stop");
        }
        T opened = part.get();
        parts.push(opened);
        return opened;
    }

    /** Comes back when the process is told to stop and everything is closed. */
    void awaitStop() {
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // the hook closes, or has closed
            awaitStop();
            return;
        }
        closeParts();
    }

    private synchronized void closeParts() {
        closing = true;
        List<String> left = new ArrayList<>();
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                left.add(String.valueOf(failed.getMessage()));
            }
        }
        closed.countDown();
        if (!left.isEmpty()) {
            throw new CommandFailed("not everything could be closed: " + String.join("; ", left));
        }
    }
}
