package org.meterport.han.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Cancellation;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HanDevice;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Ping;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.Reply;
import org.meterport.han.headend.Standing;
import org.meterport.han.headend.Subscription;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A head-end behind a {@link HeadEndServer}. Connects when it is needed and again after a loss, by itself while someone is subscribed. A call that was
 * under way when the connection ended fails with {@link HeadEndUnavailable}.
 */
public final class RemoteHeadEnd implements HeadEnd {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteHeadEnd.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final InetSocketAddress address;
    private final Capabilities capabilities;
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final Map<Long, Ear> ears = new ConcurrentHashMap<>();
    private final AtomicLong lastNumber = new AtomicLong();
    private final ScheduledExecutorService connector;
    /** What callers do with an answer must not hold up the reading of the next. */
    private final ExecutorService answers;

    private volatile @Nullable Link link;
    private volatile boolean closed;

    /** A listener and how much it holds. */
    private record Ear(EventListener listener, int maxUnacknowledged) {}

    /** A call that waits for its answer on one connection. */
    private record Pending(Link link, Consumer<Reading> answered, Consumer<RuntimeException> failed) {}

    /**
     * Does not connect yet.
     *
     * @param capabilities what the other side can do, known by configuration
     * @param reconnectEvery between attempts while someone is subscribed
     */
    public RemoteHeadEnd(InetSocketAddress address, Capabilities capabilities, Duration reconnectEvery) {
        this.address = address;
        this.capabilities = capabilities;
        connector = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "head-end-connector"));
        answers = Executors.newCachedThreadPool(task -> daemon(task, "head-end-answers"));
        var unused = connector.scheduleWithFixedDelay(
                this::keepConnected, 0, reconnectEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    /** Whether there is a connection now. */
    public boolean isReachable() {
        var current = link;
        return current != null && current.isOpen();
    }

    /** Asks the other side itself, to compare with what was configured. */
    public CompletableFuture<Capabilities> askCapabilities() {
        return ask(Frame.Kind.CAPABILITIES, new Writing(), Reading::capabilities);
    }

    @Override
    public CompletableFuture<List<Answer>> submit(Batch batch) {
        return ask(Frame.Kind.SUBMIT, new Writing().batch(batch), in -> in.list(Reading::answer));
    }

    @Override
    public CompletableFuture<Cancellation> cancel(Token token) {
        return ask(Frame.Kind.CANCEL, new Writing().text(token), in -> Cancellation.valueOf(in.text()));
    }

    @Override
    public CompletableFuture<List<Standing>> query(List<Token> tokens) {
        return ask(Frame.Kind.QUERY, new Writing().list(tokens, Writing::text), in -> in.list(Reading::standing));
    }

    @Override
    public CompletableFuture<Answer> provision(ProvisionOrder order) {
        return ask(Frame.Kind.PROVISION, new Writing().provision(order), Reading::answer);
    }

    @Override
    public CompletableFuture<Answer> deprovision(RemovalOrder order) {
        return ask(Frame.Kind.DEPROVISION, new Writing().removal(order), Reading::answer);
    }

    @Override
    public CompletableFuture<Reply<List<HanDevice>>> devices(Esiid esiid) {
        return ask(Frame.Kind.DEVICES, new Writing().text(esiid), in -> in.reply(r -> r.list(Reading::device)));
    }

    @Override
    public CompletableFuture<Reply<Ping>> ping(Esiid esiid, Optional<Eui64> device) {
        return ask(Frame.Kind.PING, new Writing().text(esiid).optional(device), in -> in.reply(Reading::ping));
    }

    @Override
    public CompletableFuture<Reply<MeterReading>> read(Esiid esiid) {
        return ask(Frame.Kind.READ, new Writing().text(esiid), in -> in.reply(Reading::reading));
    }

    @Override
    public Subscription subscribe(EventListener listener, int maxUnacknowledged) {
        var number = lastNumber.incrementAndGet();
        var ear = new Ear(listener, maxUnacknowledged);
        ears.put(number, ear);
        connector.execute(() -> {
            var current = link;
            if (current != null && current.isOpen()) {
                subscribe(current, number, ear);
            } else {
                keepConnected();
            }
        });
        return () -> unsubscribe(number);
    }

    @Override
    public void close() {
        closed = true;
        connector.shutdownNow();
        var current = link;
        if (current != null) {
            current.close();
        }
        answers.shutdown();
    }

    private void unsubscribe(long number) {
        ears.remove(number);
        var current = link;
        if (current != null && current.isOpen()) {
            current.send(new Frame(Frame.Kind.UNSUBSCRIBE, number, Octets.NONE));
        }
    }

    private <T> CompletableFuture<T> ask(Frame.Kind kind, Writing contents, Function<Reading, T> read) {
        var answer = new CompletableFuture<T>();
        var frame = new Frame(kind, lastNumber.incrementAndGet(), contents.done());
        var current = link;
        if (current != null && current.isOpen()) {
            send(current, frame, read, answer);
        } else if (closed) {
            answer.completeExceptionally(new HeadEndUnavailable("the connection to the head-end was closed"));
        } else {
            connector.execute(() -> connectAndSend(frame, read, answer));
        }
        return answer;
    }

    private <T> void connectAndSend(Frame frame, Function<Reading, T> read, CompletableFuture<T> answer) {
        try {
            send(connected(), frame, read, answer);
        } catch (IOException e) {
            answer.completeExceptionally(new HeadEndUnavailable("no head-end answers at " + address, e));
        }
    }

    private <T> void send(Link over, Frame frame, Function<Reading, T> read, CompletableFuture<T> answer) {
        var call = new Pending(over, in -> answer.complete(read.apply(in)), answer::completeExceptionally);
        pending.put(frame.number(), call);
        over.send(frame);
        if (!over.isOpen()) {
            fail(over);
        }
    }

    private void keepConnected() {
        try {
            if (!closed && !ears.isEmpty()) {
                connected();
            }
        } catch (IOException e) {
            LOG.debug("no head-end answers at {}: {}", address, e.toString());
        }
    }

    /** Only on the connector's thread, so that there is never more than one connection. */
    private Link connected() throws IOException {
        var current = link;
        if (current != null && current.isOpen()) {
            return current;
        }
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, (int) CONNECT_TIMEOUT.toMillis());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        var holder = new Link[1];
        var fresh = new Link(socket, () -> fail(holder[0]));
        holder[0] = fresh;
        fresh.start("head-end-link", frame -> take(fresh, frame));
        link = fresh;
        ears.forEach((number, ear) -> subscribe(fresh, number, ear));
        return fresh;
    }

    private static void subscribe(Link over, long number, Ear ear) {
        var contents = new Writing().number(ear.maxUnacknowledged()).done();
        over.send(new Frame(Frame.Kind.SUBSCRIBE, number, contents));
    }

    private void fail(Link ended) {
        pending.forEach((number, call) -> {
            if (call.link() == ended && pending.remove(number, call)) {
                answers.execute(() -> call.failed()
                        .accept(new HeadEndUnavailable(
                                "the connection to the head-end at " + address + " ended before the answer came")));
            }
        });
    }

    private void take(Link from, Frame frame) {
        if (frame.kind() == Frame.Kind.EVENT) {
            hear(from, frame);
            return;
        }
        var call = pending.remove(frame.number());
        if (call == null) {
            return;
        }
        answers.execute(() -> answer(call, frame));
    }

    private static void answer(Pending call, Frame frame) {
        try {
            var in = new Reading(frame.contents());
            switch (frame.kind()) {
                case ANSWER -> call.answered().accept(in);
                case UNAVAILABLE -> call.failed().accept(new HeadEndUnavailable(in.text()));
                default -> call.failed().accept(new IllegalStateException(in.text()));
            }
        } catch (RuntimeException e) {
            call.failed().accept(new HeadEndUnavailable("the head-end's answer cannot be read", e));
        }
    }

    private void hear(Link from, Frame frame) {
        var in = new Reading(frame.contents());
        var ear = ears.get(in.number());
        var delivery = new Heard(from, frame.number(), in.event());
        if (ear == null) {
            delivery.release();
            return;
        }
        try {
            ear.listener().onEvent(delivery);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed on event {}: {}", delivery.event().id(), e.toString());
            delivery.release();
        }
    }

    /** An event from the other side; its fate goes back over the connection it came by, or is left to the next one. */
    private record Heard(Link link, long number, HeadEndEvent event) implements EventListener.Delivery {
        @Override
        public void acknowledge() {
            link.send(new Frame(Frame.Kind.ACKNOWLEDGE, number, Octets.NONE));
        }

        @Override
        public void release() {
            link.send(new Frame(Frame.Kind.RELEASE, number, Octets.NONE));
        }
    }
}
