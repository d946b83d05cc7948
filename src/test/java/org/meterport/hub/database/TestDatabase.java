package org.meterport.hub.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.meterport.hub.database.adapter.EmbeddedDatabase;
import org.meterport.hub.database.adapter.RoleTransactions;
import org.meterport.hub.shared.Transactions;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A database of a test's own, migrated and empty. PostgreSQL starts once for the whole test run and is migrated once;
 * each call of {@link #fresh()} copies the migrated database, which takes some tens of milliseconds.
 *
 * <pre>{@code
 * private static final TestDatabase DATABASE = TestDatabase.fresh();
 *
 * @AfterAll
 * static void drop() {
 *     DATABASE.close();
 * }
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {

    private static final String PASSWORD = "test";
    private static final String TEMPLATE = "meterport";
    private static final AtomicInteger COPIES = new AtomicInteger();

    private final String name;
    private final HikariDataSource pool;
    private final JdbcTemplate jdbc;

    private TestDatabase(String name) {
        this.name = name;
        this.pool = new HikariDataSource();
        pool.setJdbcUrl(jdbcUrl());
        pool.setUsername(user());
        pool.setPassword(password());
        pool.setMaximumPoolSize(16);
        pool.setMinimumIdle(0);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        this.jdbc = new JdbcTemplate(pool);
    }

    /** A migrated database with nothing in it; close it when the test class is done. */
    public static TestDatabase fresh() {
        String name = "test_" + COPIES.incrementAndGet();
        admin("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER meterport");
        // no test pulls this server's plug, so commits need not wait for the disk
        admin("ALTER DATABASE " + name + " SET synchronous_commit = off");
        return new TestDatabase(name);
    }

    /** As a hub of an earlier version left it; {@link #migrate()} then does what a new one does at its start. */
    public static TestDatabase asOf(String version) {
        String name = "test_" + COPIES.incrementAndGet();
        admin("CREATE DATABASE " + name + " OWNER meterport");
        var database = new TestDatabase(name);
        Flyway.configure()
                .dataSource(database.dataSource())
                .target(version)
                .load()
                .migrate();
        return database;
    }

    public void migrate() {
        Flyway.configure().dataSource(dataSource()).load().migrate();
    }

    /** For {@code meterport.database.url} of a whole hub. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + Server.RUNNING.port() + "/" + name;
    }

    public String user() {
        return "meterport";
    }

    public String password() {
        return PASSWORD;
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Statements as the tables' owner, whom row-level security does not bind: for the given and the then of a test. */
    public JdbcTemplate jdbc() {
        return jdbc;
    }

    /** Transactions as the hub runs them, in the operator's or a partner's role. */
    public Transactions transactions(InstantSource clock) {
        return new RoleTransactions(new JdbcTransactionManager(pool), jdbc, clock);
    }

    @Override
    public void close() {
        pool.close();
        admin("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private static void admin(String statement) {
        String url = "jdbc:postgresql://127.0.0.1:" + Server.RUNNING.port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", PASSWORD);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }

    /** Started by the first test that asks, stopped with the JVM. */
    private static final class Server {

        static final EmbeddedDatabase RUNNING = start();

        private static EmbeddedDatabase start() {
            try {
                Path folder = Files.createTempDirectory("meterport-test-database");
                EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("postgres"), 0, PASSWORD, PASSWORD);
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(
                                () -> {
                                    server.close();
                                    delete(folder);
                                },
                                "stop-test-database"));
                Flyway.configure()
                        .dataSource(server.jdbcUrl(), "meterport", PASSWORD)
                        .load()
                        .migrate();
                return server;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static void delete(Path folder) {
            try (var paths = Files.walk(folder)) {
                paths.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            } catch (IOException leftBehind) {
                throw new UncheckedIOException(leftBehind);
            }
        }
    }
}
