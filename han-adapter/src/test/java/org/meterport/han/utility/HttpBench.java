package org.meterport.han.utility;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.meterport.han.headend.HeadEnd;

/** Real HTTP both ways. With a callback the utility's system replies later and sends its events; without it everything is fetched. */
final class HttpBench extends UtilityBench {
    static final String TO_UTILITY = "Bearer the-hub-is-known-by-this";
    static final String TO_HUB = "Bearer the-utility-is-known-by-this";

    private final boolean calledBack;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final UtilityHeadEnd headEnd;
    private ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile String replyTo = "";

    HttpBench(boolean calledBack) {
        this(calledBack, Stylesheets.none());
    }

    HttpBench(boolean calledBack, Stylesheets stylesheets) {
        this.calledBack = calledBack;
        server = listen(0);
        var loopback = InetAddress.getLoopbackAddress();
        var callback = new HttpPost.Callback(new InetSocketAddress(loopback, 0), "", TO_HUB);
        var settings = new HttpPost.Settings(
                URI.create("http://" + loopback.getHostAddress() + ":"
                        + server.getAddress().getPort() + "/messages"),
                TO_UTILITY,
                WAITS,
                POLLS,
                calledBack ? Optional.of(callback) : Optional.empty(),
                stylesheets);
        headEnd = UtilityHeadEnd.over(settings, CAN, this::nextMessageId, clock(), POLLS);
    }

    private HttpServer listen(int port) {
        try {
            var opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            opened.createContext("/messages", this::take);
            opened.setExecutor(threads);
            opened.start();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        var xml = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!TO_UTILITY.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "");
            return;
        }
        if (xml.contains("<ReplyAddress>")) {
            replyTo = xml.replaceAll("(?s).*<ReplyAddress>(.*)</ReplyAddress>.*", "$1");
            answer(exchange, 202, "");
            post(utility.answer(xml), TO_HUB);
        } else {
            answer(exchange, 200, utility.answer(xml));
        }
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        var bytes = xml.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    int post(String xml, String authorization) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(replyTo))
                                    .header("Authorization", authorization)
                                    .POST(HttpRequest.BodyPublishers.ofString(xml))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    void tell() {
        if (!calledBack || replyTo.isEmpty()) {
            return;
        }
        utility.unstored().forEach((id, delivery) -> {
            if (underWay.add(id)) {
                threads.execute(() -> {
                    if (post(
                                    UtilitySystem.valid(
                                            utility.changed(delivery, now()).xml()),
                                    TO_HUB)
                            == 200) {
                        utility.stored(id);
                    }
                    underWay.remove(id);
                });
            }
        });
    }

    String replyTo() {
        return replyTo;
    }

    @Override
    HeadEnd utilityHeadEnd() {
        return headEnd;
    }

    @Override
    public void cut() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void restore() {
        threads = Executors.newCachedThreadPool();
        server = listen(server.getAddress().getPort());
    }
}
