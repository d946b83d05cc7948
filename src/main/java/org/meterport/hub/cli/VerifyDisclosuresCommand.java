package org.meterport.hub.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterport.hub.audit.DisclosureChain.Hash;
import org.meterport.hub.audit.VerifyDisclosures;
import org.meterport.hub.audit.VerifyDisclosures.Head;
import org.meterport.hub.audit.VerifyDisclosures.Verdict;
import org.meterport.hub.audit.adapter.JdbcDisclosureChain;
import org.meterport.hub.database.adapter.EmbeddedDatabase;
import org.meterport.hub.database.adapter.RoleTransactions;
import org.meterport.hub.secrets.SecretFolder;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * {@code verify-disclosures}: walks the disclosure log of the hub on this data, running or not, and names the first row
 * that is not as it was written.
 */
final class VerifyDisclosuresCommand {

    private static final Pattern NOTED = Pattern.compile("([0-9]{1,18}):([0-9a-fA-F]{64})");

    private final Path root;
    private final Screen screen;

    VerifyDisclosuresCommand(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    void run(List<String> rest) {
        Arguments arguments = Arguments.of(rest, Set.of("noted"));
        if (!arguments.words().isEmpty()) {
            throw new CommandFailed("verify-disclosures takes no words, only --noted POSITION:HASH");
        }
        Optional<Head> noted = arguments.option("noted").map(VerifyDisclosuresCommand::head);
        quiet();
        var launch = new Launch(root, screen);
        String external = launch.setting(arguments.settings(), "meterport.database.url");
        if (external.isEmpty()) {
            verifyBuiltIn(launch.data(arguments.settings()), noted);
        } else {
            verify(
                    external,
                    launch.setting(arguments.settings(), "meterport.database.user"),
                    launch.setting(arguments.settings(), "meterport.database.password"),
                    noted);
        }
    }

    private void verifyBuiltIn(Path data, Optional<Head> noted) {
        Path folder = data.resolve("postgres");
        if (!Files.exists(folder.resolve("PG_VERSION"))) {
            throw new CommandFailed("there is no hub's data in " + data);
        }
        var secrets = new SecretFolder(data.resolve("secrets"), new SecureRandom());
        String password = secrets.secret("postgres-password");
        Optional<String> running = EmbeddedDatabase.running(folder, password);
        if (running.isPresent()) {
            verify(running.get(), "meterport", password, noted);
            return;
        }
        try (var started = EmbeddedDatabase.start(folder, 0, secrets.secret("postgres-admin-password"), password)) {
            verify(started.jdbcUrl(), "meterport", password, noted);
        }
    }

    private void verify(String url, String user, String password, Optional<Head> noted) {
        var source = new DriverManagerDataSource(url, user, password);
        var jdbc = new JdbcTemplate(source);
        var transactions = new RoleTransactions(new JdbcTransactionManager(source), jdbc, InstantSource.system());
        Verdict verdict;
        try {
            verdict = new VerifyDisclosures(transactions, new JdbcDisclosureChain(jdbc)).verify(noted);
        } catch (DataAccessException away) {
            throw new CommandFailed("the log cannot be read: "
                    + String.valueOf(away.getMostSpecificCause().getMessage()));
        }
        if (verdict.broken().isPresent()) {
            throw new CommandFailed("the log of disclosures is broken: "
                    + verdict.broken().get() + ". Good up to " + verdict.head() + ".");
        }
        screen.good("The log of disclosures is whole: " + verdict.head().position()
                + " rows sealed, each as it was written. Keep this to see later that nothing was cut off:");
        screen.line("  --noted " + verdict.head());
        verdict.waiting()
                .since()
                .ifPresent(since -> screen.line("Not sealed yet, so not proved: "
                        + verdict.waiting().rows() + " rows, the oldest written at " + since
                        + ". A running hub seals within a second; what stays longer waits for a hub."));
    }

    private static Head head(String text) {
        Matcher parts = NOTED.matcher(text);
        if (!parts.matches()) {
            throw new CommandFailed("--noted takes what an earlier run said: POSITION:HASH");
        }
        return new Head(Long.parseLong(parts.group(1)), new Hash(parts.group(2).toLowerCase(Locale.ROOT)));
    }

    private static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }
}
