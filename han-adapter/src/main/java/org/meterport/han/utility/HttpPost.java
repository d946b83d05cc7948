package org.meterport.han.utility;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.HeadEndUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages over HTTP. A reply comes at once with status 200, or, where there is a callback address, later by itself after a 202. Events come to the
 * callback address, or are fetched: each fetch says which events are stored here by now.
 */
public final class HttpPost implements Post {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPost.class);
    private static final String XML = "application/xml";
    private static final int MOST_EVENTS = 200;
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final Settings settings;
    private final Supplier<String> messageIds;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final HttpClient client;
    private final Map<String, CompletableFuture<Message>> awaited = new ConcurrentHashMap<>();
    private final Set<String> stored = new LinkedHashSet<>();
    /** Null until opened. */
    private volatile @Nullable Inbox inbox;

    private final @Nullable HttpServer callback;

    /**
     * Where the utility's system is and how it reaches us.
     *
     * @param address takes every message by POST; https outside a laboratory
     * @param authorization value of the Authorization header of what we send; empty for none
     * @param waits for a reply, at once or by callback
     * @param pollsEvery how often events are fetched; used where there is no callback
     * @param callback empty: nothing is sent to us, we fetch
     */
    public record Settings(
            URI address,
            String authorization,
            Duration waits,
            Duration pollsEvery,
            Optional<Callback> callback,
            Stylesheets stylesheets) {}

    /**
     * Where we take messages.
     *
     * @param bind address and port; port 0 takes a free one
     * @param publicAddress how the utility's system reaches it, for example through a gateway that ends TLS; empty: as bound
     * @param authorization value the Authorization header of every message to us must have, at least 16 characters
     */
    public record Callback(InetSocketAddress bind, String publicAddress, String authorization) {
        private static final int SHORTEST_SECRET = 16;

        public Callback {
            if (authorization.length() < SHORTEST_SECRET) {
                throw new IllegalArgumentException(
                        "the callback's authorization has at least " + SHORTEST_SECRET + " characters");
            }
        }

        @Override
        public String toString() {
            return "Callback[" + bind + "]";
        }
    }

    HttpPost(Settings settings, Supplier<String> messageIds, Clock clock, ScheduledExecutorService scheduler) {
        this.settings = settings;
        this.messageIds = messageIds;
        this.clock = clock;
        this.scheduler = scheduler;
        client = HttpClient.newBuilder().connectTimeout(settings.waits()).build();
        callback = settings.callback().map(this::listen).orElse(null);
    }

    private HttpServer listen(Callback at) {
        try {
            var server = HttpServer.create(at.bind(), 0);
            server.createContext("/", exchange -> take(exchange, at));
            server.setExecutor(scheduler);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no callback can be taken at " + at.bind(), e);
        }
    }

    @Override
    public String address() {
        if (callback == null) {
            return "";
        }
        var told = settings.callback().orElseThrow().publicAddress();
        var bound = callback.getAddress();
        return told.isEmpty() ? "http://" + bound.getAddress().getHostAddress() + ":" + bound.getPort() + "/" : told;
    }

    @Override
    public void open(Inbox opened) {
        inbox = opened;
        if (callback == null) {
            poll(opened);
        }
    }

    @Override
    public void close() {
        if (callback != null) {
            callback.stop(0);
        }
    }

    @Override
    public CompletableFuture<Message> ask(Message request) {
        var reply = new CompletableFuture<Message>();
        if (!request.replyTo().isEmpty()) {
            awaited.put(request.id(), reply);
        }
        var sent = HttpRequest.newBuilder(settings.address())
                .timeout(settings.waits())
                .header("Content-Type", XML)
                .header("Accept", XML);
        if (!settings.authorization().isEmpty()) {
            sent.header("Authorization", settings.authorization());
        }
        var body = HttpRequest.BodyPublishers.ofString(settings.stylesheets().outbound(request.xml()));
        var unused = client.sendAsync(
                        sent.POST(body).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .whenComplete((response, failure) -> answered(request, reply, response, failure));
        return reply.orTimeout(settings.waits().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((message, failure) -> awaited.remove(request.id()))
                .exceptionally(failure -> {
                    throw unavailable(failure);
                });
    }

    private RuntimeException unavailable(Throwable failure) {
        return Post.unavailable(
                failure,
                failure instanceof TimeoutException
                        ? "the utility's head-end gave no reply within " + settings.waits()
                        : "no head-end answers at " + settings.address());
    }

    private void answered(
            Message request,
            CompletableFuture<Message> reply,
            @Nullable HttpResponse<String> response,
            @Nullable Throwable failure) {
        if (response == null) {
            reply.completeExceptionally(Objects.requireNonNull(failure));
        } else if (response.statusCode() == 200) {
            try {
                var message = Message.parse(settings.stylesheets().inbound(response.body()));
                if (!message.correlationId().equals(request.id())) {
                    throw new IllegalArgumentException("it is the reply to something else");
                }
                reply.complete(message);
            } catch (RuntimeException e) {
                reply.completeExceptionally(new HeadEndUnavailable("the reply cannot be read: " + e.getMessage(), e));
            }
        } else if (response.statusCode() != 202 || request.replyTo().isEmpty()) {
            reply.completeExceptionally(
                    new HeadEndUnavailable("the utility's head-end answered with status " + response.statusCode()));
        }
    }

    private void poll(Inbox open) {
        if (scheduler.isShutdown()) {
            return;
        }
        if (open.hasRoom() || !acknowledgements().isEmpty()) {
            var unused = fetch(open).whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.debug("events cannot be fetched: {}", failure.toString());
                }
                pollLater(open);
            });
        } else {
            pollLater(open);
        }
    }

    private void pollLater(Inbox open) {
        if (!scheduler.isShutdown()) {
            var unused =
                    scheduler.schedule(() -> poll(open), settings.pollsEvery().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private List<String> acknowledgements() {
        synchronized (stored) {
            return List.copyOf(stored);
        }
    }

    private CompletableFuture<Void> fetch(Inbox open) {
        var told = acknowledgements();
        var wanted = new ArrayList<Element>();
        wanted.add(Element.of("MaximumEvents", open.hasRoom() ? MOST_EVENTS : 0));
        told.forEach(id -> wanted.add(Element.of("StoredEvent", id)));
        var request = Message.request("get", Nouns.EVENTS, messageIds.get(), "", clock.instant(), wanted);
        return ask(request).thenAccept(events -> {
            synchronized (stored) {
                told.forEach(stored::remove);
            }
            events.payload().forEach(one -> take(open, events, one));
        });
    }

    /** One event that makes no sense does not hold up the others; it will be fetched again, and said so. */
    private void take(Inbox open, Message events, Element one) {
        try {
            var unused = open.take(events.reply(events.id(), events.at(), List.of(), List.of(one)))
                    .thenRun(() -> {
                        synchronized (stored) {
                            stored.add(one.need("EventID"));
                        }
                    });
        } catch (IllegalArgumentException e) {
            LOG.warn("an event of the utility's head-end cannot be read: {}", e.getMessage());
        }
    }

    private void take(HttpExchange exchange, Callback at) throws IOException {
        var given = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        if (!MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), at.authorization().getBytes(StandardCharsets.UTF_8))) {
            answer(exchange, 401, "");
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, "");
            return;
        }
        var bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            answer(exchange, 413, "");
            return;
        }
        try {
            var xml = new String(bytes, StandardCharsets.UTF_8);
            take(exchange, Message.parse(settings.stylesheets().inbound(xml)));
        } catch (IllegalArgumentException e) {
            LOG.warn("a message of the utility's head-end cannot be read: {}", e.getMessage());
            answer(exchange, 400, "");
        }
    }

    private void take(HttpExchange exchange, Message message) throws IOException {
        if (message.isReply()) {
            var asked = awaited.remove(message.correlationId());
            if (asked != null) {
                asked.complete(message);
            }
            answer(exchange, 204, "");
            return;
        }
        var open = inbox;
        if (open == null) {
            answer(exchange, 503, "");
            return;
        }
        var unused = open.take(message)
                .orTimeout(settings.waits().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, late) -> {
                    var reply = message.reply(messageIds.get(), clock.instant(), List.of(), List.of());
                    try {
                        answer(exchange, late == null ? 200 : 503, late == null ? reply.xml() : "");
                    } catch (IOException e) {
                        LOG.debug("the utility's head-end did not wait for an answer: {}", e.toString());
                    }
                });
    }

    /** After a 503 the same events are sent again, and those that are stored by then are known by their ids. */
    private void answer(HttpExchange exchange, int status, String xml) throws IOException {
        var bytes = settings.stylesheets().outbound(xml).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", XML);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
