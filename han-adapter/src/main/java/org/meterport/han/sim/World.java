package org.meterport.han.sim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.meterport.han.radio.AirFrame;
import org.meterport.han.radio.CaptureFile;
import org.meterport.han.sep.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all parts of one simulation share. Its monitor is the one lock under which meters and devices move. */
final class World {
    private static final Logger LOG = LoggerFactory.getLogger(World.class);

    private final Timeline timeline;
    private final RadioModel model;
    private final Journal journal;
    private final @Nullable CaptureFile capture;
    private final RandomGenerator chance;
    private final List<Fact> group = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean closed;
    private int frames;

    World(Timeline timeline, RadioModel model, Journal journal, @Nullable CaptureFile capture, long seed) {
        this.timeline = timeline;
        this.model = model;
        this.journal = journal;
        this.capture = capture;
        chance = new Random(seed);
    }

    Instant now() {
        return timeline.now();
    }

    RadioModel model() {
        return model;
    }

    RandomGenerator chance() {
        return chance;
    }

    boolean happens(double probability) {
        return probability > 0 && chance.nextDouble() < probability;
    }

    /** Part of the group that the current piece of work commits. */
    void record(Fact fact) {
        group.add(fact);
    }

    /** Runs when the facts of the current piece of work are written. */
    void afterCommit(Runnable task) {
        afterCommit.add(task);
    }

    /** One piece of work under the lock; its facts are written together. */
    synchronized <T> T locked(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            commit();
        }
    }

    private void commit() {
        journal.append(group);
        group.clear();
        var tasks = List.copyOf(afterCommit);
        afterCommit.clear();
        tasks.forEach(Runnable::run);
    }

    void after(Duration delay, Runnable task) {
        at(now().plus(delay), task);
    }

    /** Under the lock, and never after the end of the world. */
    void at(Instant moment, Runnable task) {
        timeline.at(moment, () -> {
            synchronized (this) {
                if (!closed) {
                    try {
                        task.run();
                    } finally {
                        commit();
                    }
                }
            }
        });
    }

    /** Puts a frame on the air: here that is a line in the capture. */
    void transmit(int panId, int destination, int source, int cluster, Octets zcl) {
        if (capture == null) {
            return;
        }
        try {
            capture.write(now(), new AirFrame(panId, destination, source, frames++, cluster, zcl).bytes());
        } catch (IOException e) {
            LOG.warn("the capture of the simulated radio cannot be written: {}", e.toString());
        }
    }

    void force() {
        journal.force();
    }

    /** What the capture holds back reaches its file. */
    void flushCapture() {
        try {
            if (capture != null) {
                capture.flush();
            }
        } catch (IOException e) {
            LOG.warn("the capture of the simulated radio cannot be written: {}", e.toString());
        }
    }

    synchronized void close() {
        closed = true;
        try {
            if (capture != null) {
                capture.close();
            }
        } catch (IOException e) {
            LOG.warn("the capture of the simulated radio cannot be closed: {}", e.toString());
        }
        journal.close();
    }
}
