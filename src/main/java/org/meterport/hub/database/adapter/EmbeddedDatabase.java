package org.meterport.hub.database.adapter;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's own PostgreSQL: real binaries, its own data folder, durable settings, loopback only, password logins only.
 *
 * <p>A hub that was killed leaves its PostgreSQL running; the next start on the same folder attaches to it instead of
 * starting a second one, which PostgreSQL itself would refuse. It stops with the hub, attached or started. Meant for a
 * demo, a test or a laboratory; a production hub is given an external PostgreSQL.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String DATABASE = "meterport";

    private final Path folder;
    private final int port;
    private final @Nullable EmbeddedPostgres started;
    private final long attachedPid;

    private EmbeddedDatabase(Path folder, int port, @Nullable EmbeddedPostgres started, long attachedPid) {
        this.folder = folder;
        this.port = port;
        this.started = started;
        this.attachedPid = attachedPid;
    }

    /**
     * Starts PostgreSQL on the folder, or attaches to the one that still runs there.
     *
     * @param folder the data folder; made on first start
     * @param port 0 takes a free one
     * @param adminPassword of the role {@code postgres}
     * @param password of the role {@code meterport}
     * @throws UncheckedIOException when PostgreSQL does not come up; the message names the folder and its log
     */
    public static EmbeddedDatabase start(Path folder, int port, String adminPassword, String password) {
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Optional<RunningServer> survivor = RunningServer.of(folder);
            if (survivor.isPresent() && reachable(survivor.get().port(), adminPassword)) {
                LOG.info("attached to the PostgreSQL that still runs on {}", folder.getFileName());
                return new EmbeddedDatabase(
                        folder, survivor.get().port(), null, survivor.get().pid());
            }
            boolean firstStart = !Files.exists(folder.resolve("PG_VERSION"));
            EmbeddedPostgres server = server(folder, port, firstStart ? null : adminPassword);
            if (firstStart) {
                bootstrap(server.getPort(), adminPassword, password);
                requirePasswords(folder, server);
            }
            return new EmbeddedDatabase(folder, server.getPort(), server, 0);
        } catch (IOException | SQLException failed) {
            throw new UncheckedIOException(new IOException(
                    "the built-in PostgreSQL did not start on " + folder + "; see postgres.log beside it", failed));
        }
    }

    /**
     * The address of the PostgreSQL that runs on the folder now, for a look at it beside the hub that owns it.
     *
     * @param password of the role {@code meterport}
     * @return empty when none runs there
     */
    public static Optional<String> running(Path folder, String password) {
        try {
            return RunningServer.of(folder)
                    .map(server -> url(server.port(), DATABASE))
                    .filter(url -> opens(url, "meterport", password));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The address the hub connects to, as the role {@code meterport}. */
    public String jdbcUrl() {
        return url(port, DATABASE);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            if (started != null) {
                started.close();
            } else {
                stopAttached();
            }
        } catch (IOException failed) {
            LOG.warn("the built-in PostgreSQL did not stop cleanly; the next start attaches to it", failed);
        }
    }

    private static EmbeddedPostgres server(Path folder, int port, @Nullable String adminPassword) throws IOException {
        var log = ProcessBuilder.Redirect.appendTo(
                folder.resolveSibling("postgres.log").toFile());
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPGStartupWait(START_LIMIT)
                // stopped with the application context, after its connections, not beside it
                .setRegisterShutdownHook(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setErrorRedirector(log)
                .setOutputRedirector(log);
        if (port != 0) {
            builder.setPort(port);
        }
        if (adminPassword != null) {
            builder.setConnectConfig("password", adminPassword);
        }
        return builder.start();
    }

    private static void bootstrap(int port, String adminPassword, String password) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(resource("/db/roles.sql"));
            setPassword(statement, "postgres", adminPassword);
            setPassword(statement, "meterport", password);
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (!found.next()) {
                    statement.execute("CREATE DATABASE " + DATABASE + " OWNER meterport");
                }
            }
        }
    }

    /** ALTER ROLE takes no bind parameter; the secrets are base64url, and the check keeps it so. */
    private static void setPassword(Statement statement, String role, String password) throws SQLException {
        if (!password.matches("[A-Za-z0-9_-]+")) {
            throw new SQLException("a password of the built-in PostgreSQL may hold letters, digits, _ and - only");
        }
        statement.execute("ALTER ROLE " + role + " PASSWORD '" + password + "'");
    }

    private static void requirePasswords(Path folder, EmbeddedPostgres server) throws IOException, SQLException {
        Files.writeString(
                folder.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n", StandardCharsets.US_ASCII);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static boolean reachable(int port, String adminPassword) {
        return opens(url(port, "postgres"), "postgres", adminPassword);
    }

    private static boolean opens(String url, String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            return connection.isValid(5);
        } catch (SQLException notOurs) {
            return false;
        }
    }

    private void stopAttached() throws IOException {
        Optional<ProcessHandle> server = ProcessHandle.of(attachedPid);
        if (server.isEmpty()) {
            return;
        }
        try {
            // SIGINT asks PostgreSQL for its fast shutdown; ProcessHandle can only send SIGTERM, which waits for
            // clients
            new ProcessBuilder("kill", "-INT", Long.toString(attachedPid))
                    .start()
                    .waitFor();
            server.get().onExit().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException slow) {
            throw new IOException("PostgreSQL on " + folder + " is slow to stop", slow);
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = EmbeddedDatabase.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing from the hub's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What {@code postmaster.pid} says of a server on the folder: line 1 its process, line 4 its port. */
    private record RunningServer(long pid, int port) {

        static Optional<RunningServer> of(Path folder) throws IOException {
            try {
                List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
                if (lines.size() < 4) {
                    return Optional.empty();
                }
                var server = new RunningServer(
                        Long.parseLong(lines.get(0).strip()),
                        Integer.parseInt(lines.get(3).strip()));
                return ProcessHandle.of(server.pid).isPresent() ? Optional.of(server) : Optional.empty();
            } catch (NoSuchFileException | NumberFormatException none) {
                return Optional.empty();
            }
        }
    }
}
