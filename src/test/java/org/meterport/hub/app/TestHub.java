package org.meterport.hub.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.tls.adapter.MadeKeys;

/** A whole hub on free loopback ports and a database of its own, and an HTTP client that talks to it. */
public final class TestHub implements AutoCloseable {

    private final Path data;
    private final TestDatabase database;
    private final boolean ownsDatabase;
    private final Hub hub;
    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private TestHub(Path data, TestDatabase database, boolean ownsDatabase, Hub hub, String address) {
        this.data = data;
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        this.hub = hub;
        this.address = address;
    }

    /** Starts one; {@code settings} come on top of the file's. */
    public static TestHub start(Map<String, String> settings) {
        try {
            Path data = Files.createTempDirectory("meterport-test-hub");
            return start(data, TestDatabase.fresh(), true, settings);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts another node over the same database, with the same secrets; to be closed before the first. */
    public static TestHub beside(TestHub first, Map<String, String> settings) {
        try {
            Path data = Files.createTempDirectory("meterport-test-hub");
            Path secrets = Files.createDirectories(data.resolve("secrets"));
            try (var files = Files.newDirectoryStream(first.data.resolve("secrets"))) {
                for (Path file : files) {
                    Files.copy(file, secrets.resolve(file.getFileName()));
                }
            }
            return start(data, first.database, false, settings);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static TestHub start(Path data, TestDatabase database, boolean ownsDatabase, Map<String, String> settings)
            throws IOException {
        MadeKeys.into(data);
        int port = freePort();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("meterport.data", data.toString());
        all.put("meterport.database.url", database.jdbcUrl());
        all.put("meterport.database.user", database.user());
        all.put("meterport.database.password", database.password());
        all.put("meterport.http.port", String.valueOf(port));
        all.put("meterport.http.https-port", "0");
        all.put("management.server.port", "0");
        all.put("meterport.broker.port", "0");
        all.put("meterport.filedrop.ftps-port", String.valueOf(freePort()));
        all.put("meterport.filedrop.sftp-port", String.valueOf(freePort()));
        all.put("meterport.filedrop.ftps-passive-ports", "0");
        all.put("meterport.sandbox.enabled", "false");
        all.put("meterport.broker.in-vm-id", String.valueOf(port));
        all.put("meterport.mail-catcher.smtp-port", String.valueOf(freePort()));
        all.putAll(settings);
        Hub hub = Hub.start(Path.of(System.getProperty("meterport.root", "..")).toAbsolutePath(), all);
        return new TestHub(data, database, ownsDatabase, hub, "http://127.0.0.1:" + port);
    }

    /** A port nobody listens on now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    public TestDatabase database() {
        return database;
    }

    public <T> T part(Class<T> type) {
        return hub.part(type);
    }

    /** A request to the hub; the path with its leading slash. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(interrupted));
        }
    }

    @Override
    public void close() {
        hub.close();
        if (ownsDatabase) {
            database.close();
        }
        try (var paths = Files.walk(data)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
