package org.meterport.hub.usage.adapter;

import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.DayReadings;

/**
 * Hands portions to a thread that takes one after the other: the giver goes on reading while the taker works, and waits
 * when it is two portions ahead. The first failure of the taker reaches the giver at its next call.
 */
final class Handover implements AutoCloseable {

    private static final List<DayReadings> END = List.of();

    private final SynchronousQueue<List<DayReadings>> queue = new SynchronousQueue<>();
    private final Thread taker;
    private volatile @Nullable Throwable failure;

    Handover(Consumer<List<DayReadings>> work) {
        taker = new Thread(() -> take(work), "usage-store");
        taker.setDaemon(true);
        taker.start();
    }

    /** Returns when the taker has it. */
    void give(List<DayReadings> portion) {
        try {
            while (!queue.offer(portion, 100, TimeUnit.MILLISECONDS)) {
                rethrow();
                if (!taker.isAlive()) {
                    rethrow();
                    throw new IllegalStateException("the storing thread has ended");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while storing a file", interrupted);
        }
        rethrow();
    }

    /** Returns when the taker has done everything. */
    void finish() {
        give(END);
        join();
        rethrow();
    }

    /** Ends the taker at the end of its portion, whatever there is. */
    @Override
    public void close() {
        if (taker.isAlive()) {
            taker.interrupt();
            join();
        }
    }

    private void take(Consumer<List<DayReadings>> work) {
        try {
            for (List<DayReadings> portion = queue.take(); !portion.isEmpty(); portion = queue.take()) {
                work.accept(portion);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error failed) {
            failure = failed;
        }
    }

    private void join() {
        boolean interrupted = false;
        while (taker.isAlive()) {
            try {
                taker.join();
            } catch (InterruptedException again) {
                // the connection must not be used by two threads: wait in any case
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        Throwable failed = failure;
        if (failed instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (failed instanceof Error error) {
            throw error;
        }
    }
}
