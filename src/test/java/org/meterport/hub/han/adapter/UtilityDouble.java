package org.meterport.hub.han.adapter;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A utility's system that takes every message, gives each batch's first target the token {@code t-} and the batch's id, and
 * says that it was delivered. It speaks the messages of {@code schemas/head-end}, over HTTP or in files.
 */
final class UtilityDouble implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("<MessageID>(.*?)</MessageID>");
    private static final Pattern NOUN = Pattern.compile("<Noun>(.*?)</Noun>");
    private static final Pattern BATCH = Pattern.compile("<BatchID>(.*?)</BatchID>");
    private static final Pattern TARGET = Pattern.compile("<EsiId>(.*?)</EsiId>");

    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
    private final Runnable door;
    private String delivered = "";

    private UtilityDouble(Runnable door) {
        this.door = door;
    }

    /** Fetched from: requests come by POST, each reply is in the answer. */
    static UtilityDouble overHttp(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var utility = new UtilityDouble(() -> server.stop(0));
        server.createContext("/messages", exchange -> {
            try (exchange) {
                var xml = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] reply = utility.reply(xml).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, reply.length);
                exchange.getResponseBody().write(reply);
            }
        });
        server.start();
        return utility;
    }

    /** Requests and replies are files. */
    static UtilityDouble byFiles(Path requests, Path replies) {
        var utility = new UtilityDouble(() -> {});
        var unused = utility.looking.scheduleWithFixedDelay(
                () -> utility.look(requests, replies), 0, 20, TimeUnit.MILLISECONDS);
        return utility;
    }

    private void look(Path requests, Path replies) {
        try (var files = Files.list(requests)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".xml")).toList()) {
                String xml = Files.readString(file);
                Files.delete(file);
                write(replies, "reply-" + file.getFileName(), reply(xml));
                if (!delivered.isEmpty()) {
                    write(replies, "event-" + file.getFileName(), message("changed", "EndDeviceEvents", "", delivered));
                }
            }
        } catch (IOException notMadeYet) {
            // looked at again in a moment
        }
    }

    private static void write(Path folder, String name, String xml) throws IOException {
        Path growing = folder.resolve(name + ".part");
        Files.writeString(growing, xml);
        Files.move(growing, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private synchronized String reply(String xml) {
        String payload = "";
        String noun = found(NOUN, xml);
        if (noun.equals("EndDeviceControls")) {
            String token = "t-" + found(BATCH, xml);
            payload = "<Accepted><Item>0</Item><Token>" + token + "</Token></Accepted>";
            delivered = "<MessageEvent><EventID>e-" + token + "</EventID><Token>" + token + "</Token><EsiId>"
                    + found(TARGET, xml) + "</EsiId><Device>000D6F000ABC0009</Device><Level>DEVICE_DELIVERED</Level>"
                    + "<At>" + Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS)
                    + "</At><RawStatus>0</RawStatus></MessageEvent>";
        } else if (noun.equals("EndDeviceEvents") && !xml.contains("<StoredEvent>")) {
            payload = delivered;
        }
        String correlation = "<CorrelationID>" + found(ID, xml) + "</CorrelationID>";
        return message("reply", noun, correlation, payload);
    }

    private static String message(String verb, String noun, String correlation, String payload) {
        return "<Message xmlns=\"urn:meterport:head-end:v1\"><Header><Verb>" + verb + "</Verb><Noun>" + noun
                + "</Noun><Timestamp>2026-05-04T10:00:01Z</Timestamp><MessageID>u-1</MessageID>" + correlation
                + "<AsyncReplyFlag>false</AsyncReplyFlag></Header>"
                + (verb.equals("reply") ? "<Reply><Result>OK</Result></Reply>" : "")
                + "<Payload>" + payload + "</Payload></Message>";
    }

    private static String found(Pattern pattern, String xml) {
        Matcher matcher = pattern.matcher(xml);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Falls silent. */
    void stop() {
        looking.shutdownNow();
        door.run();
    }

    @Override
    public void close() {
        stop();
    }

    /** Folders for requests and replies, in that order. */
    static List<Path> made(Path folder) throws IOException {
        return List.of(
                Files.createDirectories(folder.resolve("requests")),
                Files.createDirectories(folder.resolve("replies")));
    }
}
