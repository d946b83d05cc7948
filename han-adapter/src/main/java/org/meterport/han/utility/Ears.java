package org.meterport.han.utility;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events between the other side, which keeps them until they are stored here, and the listeners. Nothing is remembered over a restart. */
final class Ears {
    private static final Logger LOG = LoggerFactory.getLogger(Ears.class);
    private static final int REMEMBERED = 10_000;

    private final ScheduledExecutorService scheduler;
    private final Duration beforeRedelivery;
    private final Map<String, News> unheard = new LinkedHashMap<>();
    private final Deque<News> waiting = new ArrayDeque<>();
    private final List<Listening> listeners = new ArrayList<>();
    /** Events that are stored here although the other side may not have heard so. */
    private final Set<String> lately = new LinkedHashSet<>();

    private int next;

    Ears(ScheduledExecutorService scheduler, Duration beforeRedelivery) {
        this.scheduler = scheduler;
        this.beforeRedelivery = beforeRedelivery;
    }

    /** One that listens, and what it holds. */
    private static final class Listening {
        private final EventListener listener;
        private final int limit;
        private final Set<News> hands = new HashSet<>();

        Listening(EventListener listener, int limit) {
            this.listener = listener;
            this.limit = limit;
        }
    }

    /** One event on its way. */
    private static final class News {
        private final HeadEndEvent event;
        private final CompletableFuture<Void> stored = new CompletableFuture<>();

        News(HeadEndEvent event) {
            this.event = event;
        }
    }

    synchronized Subscription subscribe(EventListener listener, int limit) {
        var one = new Listening(listener, limit);
        listeners.add(one);
        soon();
        return () -> leave(one);
    }

    private synchronized void leave(Listening one) {
        listeners.remove(one);
        one.hands.forEach(waiting::addFirst);
        one.hands.clear();
        soon();
    }

    synchronized boolean hasRoom() {
        return waiting.isEmpty() && listeners.stream().anyMatch(one -> one.hands.size() < one.limit);
    }

    /** Done when every one of them is stored. One that is on its way already is not taken a second time. */
    CompletableFuture<Void> take(List<HeadEndEvent> events) {
        var stored = new ArrayList<CompletableFuture<Void>>();
        synchronized (this) {
            for (var event : events) {
                if (lately.contains(event.id())) {
                    continue;
                }
                var news = unheard.get(event.id());
                if (news == null) {
                    news = new News(event);
                    unheard.put(event.id(), news);
                    waiting.add(news);
                }
                stored.add(news.stored);
            }
        }
        soon();
        return CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new));
    }

    /** After the end nothing is delivered any more, which is what the caller asked for. */
    private void soon() {
        if (!scheduler.isShutdown()) {
            scheduler.execute(this::deliver);
        }
    }

    private void deliver() {
        for (var letter = letter(); letter != null; letter = letter()) {
            try {
                letter.to.listener.onEvent(letter);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed on event {}: {}", letter.event().id(), e.toString());
                letter.release();
            }
        }
    }

    private synchronized @Nullable Letter letter() {
        for (var i = 0; i < listeners.size() && !waiting.isEmpty(); i++) {
            var one = listeners.get(Math.floorMod(next++, listeners.size()));
            if (one.hands.size() < one.limit) {
                var news = waiting.remove();
                one.hands.add(news);
                return new Letter(one, news);
            }
        }
        return null;
    }

    private void settle(Letter letter, boolean heard) {
        synchronized (this) {
            var held = letter.to.hands.remove(letter.news);
            if (heard) {
                remember(letter.event().id());
                unheard.remove(letter.event().id());
                waiting.remove(letter.news);
            } else if (held && !scheduler.isShutdown()) {
                var unused = scheduler.schedule(
                        () -> again(letter.news), beforeRedelivery.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        if (heard) {
            letter.news.stored.complete(null);
        }
        soon();
    }

    private void remember(String eventId) {
        lately.add(eventId);
        if (lately.size() > REMEMBERED) {
            lately.remove(lately.iterator().next());
        }
    }

    private void again(News news) {
        synchronized (this) {
            if (unheard.containsKey(news.event.id()) && !waiting.contains(news)) {
                waiting.add(news);
            }
        }
        deliver();
    }

    /** One event in a listener's hands. */
    private final class Letter implements EventListener.Delivery {
        private final Listening to;
        private final News news;
        private boolean settled;

        Letter(Listening to, News news) {
            this.to = to;
            this.news = news;
        }

        @Override
        public HeadEndEvent event() {
            return news.event;
        }

        @Override
        public void acknowledge() {
            once(true);
        }

        @Override
        public void release() {
            once(false);
        }

        private void once(boolean heard) {
            synchronized (this) {
                if (settled) {
                    return;
                }
                settled = true;
            }
            settle(this, heard);
        }
    }
}
