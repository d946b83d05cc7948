package org.meterport.hub.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.app.Hub;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code import}: puts files into a utility's inbound folder over SFTP, as the utility would, and shows what the hub
 * says of each. Uses the hub that runs on this data, or starts one for as long as it takes.
 */
final class ImportCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private final Path root;
    private final Screen screen;

    ImportCommand(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    void run(List<String> rest) {
        Arguments arguments = Arguments.of(rest, Set.of("esiid", "tdsp"));
        if (arguments.words().isEmpty()) {
            throw new CommandFailed("name at least one file: ./meterport import [--esiid ESIID] [--tdsp ID] FILE...");
        }
        List<Path> files = new ArrayList<>();
        for (String word : arguments.words()) {
            Path file = Path.of(word);
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new CommandFailed("there is no file " + word + " that can be read");
            }
            files.add(file);
        }
        quiet();
        Optional<Esiid> esiid = arguments.option("esiid").map(ImportCommand::esiid);
        var launch = new Launch(root, screen);
        int httpPort = Integer.parseInt(launch.setting(arguments.settings(), "meterport.http.port"));
        if (httpPort != 0 && Launch.isTaken(httpPort)) {
            upload(launch, arguments, esiid, files);
        } else {
            screen.heading("No hub is running on this data: starting one for the import");
            Hub hub = launch.start(arguments.settings());
            try {
                upload(launch, arguments, esiid, files);
            } finally {
                hub.close();
            }
        }
    }

    private void upload(Launch launch, Arguments arguments, Optional<Esiid> esiid, List<Path> files) {
        Path data = launch.data(arguments.settings());
        SandboxAccounts accounts = SandboxAccounts.of(data, new SecureRandom());
        int port = Integer.parseInt(launch.setting(arguments.settings(), "meterport.filedrop.sftp-port"));
        int refused = 0;
        for (Path file : files) {
            String tdsp = arguments
                    .option("tdsp")
                    .or(() -> esiid.map(SandboxAccounts::tdspOf))
                    .or(() -> Contents.firstEsiid(file).map(SandboxAccounts::tdspOf))
                    .orElseThrow(
                            () -> new CommandFailed(file + " does not say whose data it holds: add --esiid ESIID"));
            try (FileClient client = FileClient.sftp(port, KnownHost.of(data), tdsp, accounts.tdspPassword(tdsp))) {
                refused += upload(client, file, esiid) ? 0 : 1;
            } catch (IOException failed) {
                throw new CommandFailed(file + " could not be handed over: " + failed.getMessage());
            }
        }
        if (refused > 0) {
            throw new CommandFailed(refused + " of " + files.size()
                    + (refused == 1
                            ? " files was refused; nothing of it is stored."
                            : " files were refused; nothing of those is stored."));
        }
    }

    private boolean upload(FileClient client, Path file, Optional<Esiid> esiid) throws IOException {
        String name = esiid.map(one -> one.value() + "__").orElse("")
                + "import-" + STAMP.format(Instant.ofEpochMilli(System.currentTimeMillis()))
                + "-" + String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        try (InputStream content = watched(file)) {
            client.put("inbound/" + name, content);
        }
        long since = System.nanoTime();
        JsonNode note = Poll.until("the hub's answer to " + file.getFileName(), PATIENCE, () -> {
            long seconds = Duration.ofNanos(System.nanoTime() - since).toSeconds();
            screen.passing("  ...   " + file.getFileName() + ": handed over, being stored for " + seconds + " s");
            return note(client, name);
        });
        screen.clearPassing();
        if (note.path("status").asText().equals("REJECTED")) {
            screen.bad(file.getFileName() + ": " + note.path("reason").asText() + " at line "
                    + note.path("line").asText() + ". " + note.path("detail").asText());
            return false;
        }
        screen.good(file.getFileName() + ": " + note.path("status").asText() + ", "
                + note.path("days").asText() + " days, " + note.path("readings").asText() + " readings");
        return true;
    }

    /** Tells how much of the file has been handed over, percent by percent. */
    private InputStream watched(Path file) throws IOException {
        long size = Math.max(1, Files.size(file));
        return new FilterInputStream(Files.newInputStream(file)) {
            private long read;
            private long told = -1;

            @Override
            public int read() throws IOException {
                int one = super.read();
                tell(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                tell(Math.max(0, count));
                return count;
            }

            private void tell(int more) {
                read += more;
                long percent = read * 100 / size;
                if (percent != told) {
                    told = percent;
                    screen.passing("  ...   " + file.getFileName() + ": " + percent + " % handed over");
                }
            }
        };
    }

    static Optional<JsonNode> note(FileClient client, String name) {
        try {
            var json = new ObjectMapper();
            if (client.list("processed").contains(name + ".ack.json")) {
                return Optional.of(json.readTree(client.get("processed/" + name + ".ack.json")));
            }
            if (client.list("rejected").contains(name + ".report.json")) {
                return Optional.of(json.readTree(client.get("rejected/" + name + ".report.json")));
            }
            return Optional.empty();
        } catch (IOException failed) {
            throw new CommandFailed("the utility's folder cannot be read: " + failed.getMessage());
        }
    }

    /** No hub has set up logging here, and the SFTP client would tell of every step. */
    private static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    private static Esiid esiid(String text) {
        if (Esiid.parse(text) instanceof Esiid.Refused refused) {
            throw new CommandFailed(refused.sentence());
        }
        return new Esiid(text);
    }
}
