package org.meterport.han.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.han.headend.Subscription;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a head-end on a port of the loopback interface. Closing it leaves the head-end open. */
public final class HeadEndServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeadEndServer.class);

    private final HeadEnd headEnd;
    private final ServerSocket server;
    private final Set<Guest> guests = ConcurrentHashMap.newKeySet();

    private HeadEndServer(HeadEnd headEnd, ServerSocket server) {
        this.headEnd = headEnd;
        this.server = server;
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for any free one
     */
    public static HeadEndServer listen(HeadEnd headEnd, int port) throws IOException {
        var server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var listening = new HeadEndServer(headEnd, server);
        var thread = new Thread(listening::accept, "head-end-server");
        thread.setDaemon(true);
        thread.start();
        return listening;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var guest = new Guest();
                guests.add(guest);
                guest.welcome(server.accept());
            } catch (IOException e) {
                LOG.debug("no longer listening: {}", e.toString());
            }
        }
    }

    /** Every connection ends at once; what was not acknowledged is delivered to whoever comes next. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("closing the server failed: {}", e.toString());
        }
        guests.forEach(Guest::leave);
    }

    /** One connection. */
    private final class Guest {
        private final Map<Long, Subscription> subscriptions = new ConcurrentHashMap<>();
        private final Map<Long, EventListener.Delivery> deliveries = new ConcurrentHashMap<>();
        private final AtomicLong lastDelivery = new AtomicLong();
        private volatile Optional<Link> link = Optional.empty();

        void welcome(Socket socket) {
            var connected = new Link(socket, this::gone);
            link = Optional.of(connected);
            connected.start("head-end-guest", frame -> take(connected, frame));
            if (server.isClosed()) {
                leave();
            }
        }

        void leave() {
            link.ifPresent(Link::close);
        }

        private void gone() {
            guests.remove(this);
            subscriptions.values().forEach(Subscription::close);
            subscriptions.clear();
        }

        /** The writing thread may notice the end of the link while the reading one subscribes. */
        private void leaveIfGone(Link link) {
            if (!link.isOpen()) {
                gone();
            }
        }

        private void take(Link to, Frame frame) {
            var in = new Reading(frame.contents());
            switch (frame.kind()) {
                case CAPABILITIES ->
                    answer(to, frame, CompletableFuture.completedFuture(headEnd.capabilities()), Writing::capabilities);
                case SUBMIT ->
                    answer(to, frame, headEnd.submit(in.batch()), (out, answers) -> out.list(answers, Writing::answer));
                case CANCEL -> answer(to, frame, headEnd.cancel(in.token()), Writing::text);
                case QUERY ->
                    answer(
                            to,
                            frame,
                            headEnd.query(in.list(Reading::token)),
                            (out, standings) -> out.list(standings, Writing::standing));
                case PROVISION -> answer(to, frame, headEnd.provision(in.provision()), Writing::answer);
                case DEPROVISION -> answer(to, frame, headEnd.deprovision(in.removal()), Writing::answer);
                case DEVICES ->
                    answer(
                            to,
                            frame,
                            headEnd.devices(in.esiid()),
                            (out, reply) -> out.reply(reply, (o, devices) -> o.list(devices, Writing::device)));
                case PING ->
                    answer(
                            to,
                            frame,
                            headEnd.ping(in.esiid(), in.optional(Eui64::parse)),
                            (out, reply) -> out.reply(reply, Writing::ping));
                case READ ->
                    answer(to, frame, headEnd.read(in.esiid()), (out, reply) -> out.reply(reply, Writing::reading));
                case SUBSCRIBE -> {
                    var most = in.integer();
                    subscriptions.computeIfAbsent(
                            frame.number(), number -> headEnd.subscribe(delivery -> tell(to, number, delivery), most));
                    leaveIfGone(to);
                }
                case UNSUBSCRIBE -> {
                    var subscription = subscriptions.remove(frame.number());
                    if (subscription != null) {
                        subscription.close();
                    }
                    to.send(new Frame(Frame.Kind.ANSWER, frame.number(), Octets.NONE));
                }
                case ACKNOWLEDGE, RELEASE -> settle(frame);
                default -> throw new IllegalArgumentException(frame.kind() + " is not for a server");
            }
        }

        private void settle(Frame frame) {
            var delivery = deliveries.remove(frame.number());
            if (delivery == null) {
                return;
            }
            if (frame.kind() == Frame.Kind.ACKNOWLEDGE) {
                delivery.acknowledge();
            } else {
                delivery.release();
            }
        }

        private void tell(Link to, long subscription, EventListener.Delivery delivery) {
            var number = lastDelivery.incrementAndGet();
            deliveries.put(number, delivery);
            var contents =
                    new Writing().number(subscription).event(delivery.event()).done();
            to.send(new Frame(Frame.Kind.EVENT, number, contents));
        }

        private <T> void answer(Link to, Frame asked, CompletableFuture<T> question, BiConsumer<Writing, T> write) {
            var unused = question.whenComplete((value, failure) -> {
                if (failure == null) {
                    var out = new Writing();
                    write.accept(out, value);
                    to.send(new Frame(Frame.Kind.ANSWER, asked.number(), out.done()));
                } else {
                    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    var kind = cause instanceof HeadEndUnavailable ? Frame.Kind.UNAVAILABLE : Frame.Kind.DEFECT;
                    var text = new Writing().text(String.valueOf(cause == null ? failure : cause.getMessage()));
                    to.send(new Frame(kind, asked.number(), text.done()));
                }
            });
        }
    }
}
