package org.meterport.han.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that nobody has acknowledged. Has a lock of its own, which is never held while a listener is called, nor while the world's is asked for. An
 * event is forced to the disk before the first listener sees it, and forgotten after one has acknowledged it.
 */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final Duration BEFORE_REDELIVERY = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final Journal journal;
    private final double repeated;
    private final SplittableRandom chance;
    private final Map<Long, HeadEndEvent> unheard = new LinkedHashMap<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final List<Reader> readers = new ArrayList<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private boolean open;
    private int nextReader;

    Mailbox(Timeline timeline, Journal journal, double repeated, long seed) {
        this.timeline = timeline;
        this.journal = journal;
        this.repeated = repeated;
        chance = new SplittableRandom(seed);
    }

    synchronized void offer(long number, HeadEndEvent event) {
        unheard.put(number, event);
        waiting.add(number);
        schedule();
    }

    /** An event that waits without being in anyone's hands yet: it is already safe, and comes to the listener later. */
    synchronized void keep(long number, HeadEndEvent event) {
        unheard.put(number, event);
    }

    /** Somebody acknowledged it before a restart. */
    synchronized void forget(long number) {
        unheard.remove(number);
    }

    synchronized void release(long number) {
        if (unheard.containsKey(number)) {
            waiting.add(number);
            schedule();
        }
    }

    synchronized Collection<Map.Entry<Long, HeadEndEvent>> unheard() {
        return List.copyOf(unheard.entrySet());
    }

    /** While shut nothing is delivered and acknowledgements still count. */
    synchronized void open(boolean now) {
        open = now;
        schedule();
    }

    synchronized Subscription subscribe(EventListener listener, int maxUnacknowledged) {
        var reader = new Reader(listener, maxUnacknowledged);
        readers.add(reader);
        schedule();
        return () -> leave(reader);
    }

    private synchronized void leave(Reader reader) {
        readers.remove(reader);
        reader.hands.forEach(waiting::addFirst);
        reader.hands.clear();
        schedule();
    }

    private void schedule() {
        if (open && !waiting.isEmpty() && !readers.isEmpty() && scheduled.compareAndSet(false, true)) {
            timeline.soon(this::deliver);
        }
    }

    private void deliver() {
        scheduled.set(false);
        journal.force();
        for (var letter = next(); letter != null; letter = next()) {
            try {
                letter.reader.listener.onEvent(letter);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed on event {}: {}", letter.event().id(), e.toString());
                letter.release();
            }
        }
    }

    /** Null when nothing waits or all hands are full. */
    private synchronized @Nullable Letter next() {
        if (!open || waiting.isEmpty()) {
            return null;
        }
        for (var i = 0; i < readers.size(); i++) {
            var reader = readers.get(Math.floorMod(nextReader++, readers.size()));
            if (reader.hands.size() < reader.limit) {
                return letterFor(reader);
            }
        }
        return null;
    }

    private @Nullable Letter letterFor(Reader reader) {
        while (!waiting.isEmpty()) {
            var number = waiting.remove();
            var event = unheard.get(number);
            if (event != null) {
                reader.hands.add(number);
                return new Letter(reader, number, event);
            }
        }
        return null;
    }

    private synchronized void settle(Letter letter, boolean heard) {
        letter.reader.hands.remove(letter.number);
        if (!unheard.containsKey(letter.number)) {
            schedule();
            return;
        }
        if (heard && !(repeated > 0 && chance.nextDouble() < repeated)) {
            unheard.remove(letter.number);
            journal.append(List.of(new Fact.Heard(letter.number)));
        } else if (!waiting.contains(letter.number)) {
            timeline.at(timeline.now().plus(BEFORE_REDELIVERY), () -> release(letter.number));
        }
        schedule();
    }

    /** A listener and what it holds. */
    private static final class Reader {
        private final EventListener listener;
        private final int limit;
        private final List<Long> hands = new ArrayList<>();

        Reader(EventListener listener, int limit) {
            this.listener = listener;
            this.limit = limit;
        }
    }

    /** One event in a listener's hands. */
    private final class Letter implements EventListener.Delivery {
        private final Reader reader;
        private final Long number;
        private final HeadEndEvent event;
        private final AtomicBoolean settled = new AtomicBoolean();

        Letter(Reader reader, Long number, HeadEndEvent event) {
            this.reader = reader;
            this.number = number;
            this.event = event;
        }

        @Override
        public HeadEndEvent event() {
            return event;
        }

        @Override
        public void acknowledge() {
            if (settled.compareAndSet(false, true)) {
                settle(this, true);
            }
        }

        @Override
        public void release() {
            if (settled.compareAndSet(false, true)) {
                settle(this, false);
            }
        }
    }
}
