package org.meterport.hub.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.SmtCsvWriter;
import org.meterport.hub.app.Hub;
import org.meterport.hub.cli.BenchCommand.Figure;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.meterport.hub.usage.StoreUsageFile;
import org.meterport.hub.usage.StoreUsageFile.Stored;
import org.postgresql.PGConnection;

/**
 * Whether a machine is fit at all: storing interval files, against PostgreSQL's own COPY of the same rows into a table
 * with the same key, in turns, the best of each. The fuller benches belong to their capabilities.
 */
final class SmokeBench {

    private static final int ROUNDS = 6;
    private static final int DAYS = 200;
    private static final double TARGET = 0.05;

    private final Hub hub;
    private final Path folder;

    SmokeBench(Hub hub, Path folder) {
        this.hub = hub;
        this.folder = folder;
    }

    List<Figure> measure() {
        try {
            return List.of(storeFiles());
        } catch (IOException | SQLException failed) {
            throw new CommandFailed("the bench broke off: " + failed.getMessage());
        }
    }

    private Figure storeFiles() throws IOException, SQLException {
        Neighbourhood neighbourhood = hub.part(Neighbourhood.class);
        Premise first = neighbourhood.premises().get(0);
        String tdsp = SandboxAccounts.tdspOf(first.esiid());
        List<Premise> premises = neighbourhood.premises().stream()
                .filter(premise -> SandboxAccounts.tdspOf(premise.esiid()).equals(tdsp))
                .toList();
        double hubBest = 0;
        double copyBest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            LocalDate from = neighbourhood.firstDay().minusDays((round + 1L) * DAYS);
            List<DayReadings> days = new ArrayList<>();
            premises.forEach(premise -> neighbourhood
                    .readings(premise, Channel.CONSUMPTION, from, from.plusDays(DAYS - 1L))
                    .forEach(days::add));
            Path file = csv(days, round);
            hubBest = Math.max(hubBest, days.size() / seconds(() -> store(tdsp, file)));
            copyBest = Math.max(copyBest, days.size() / seconds(() -> copy(days)));
        }
        return new Figure("usage-file-store", hubBest, "ESIID-days/s", copyBest, TARGET);
    }

    private Path csv(List<DayReadings> days, int round) throws IOException {
        Path file = folder.resolve("bench-" + round + ".csv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                var writer = new SmtCsvWriter(out)) {
            for (DayReadings day : days) {
                writer.write(day);
            }
        }
        return file;
    }

    private void store(String tdsp, Path file) throws IOException {
        var outcome = hub.part(StoreUsageFile.class)
                .store(tdsp, String.valueOf(file.getFileName()), null, () -> Files.newInputStream(file));
        if (!(outcome instanceof Stored)) {
            throw new IOException("the hub did not store the bench's file: " + outcome);
        }
    }

    private void copy(List<DayReadings> days) throws IOException, SQLException {
        try (Connection connection = hub.part(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS bench_copy (esiid text, usage_day date, energy_wh integer[],"
                                + " quality text, PRIMARY KEY (esiid, usage_day))");
            }
            var rows = new StringBuilder();
            for (DayReadings day : days) {
                rows.append(day.esiid()).append('\t').append(day.day()).append("\t{");
                for (int slot = 0; slot < day.slots(); slot++) {
                    rows.append(slot == 0 ? "" : ",")
                            .append(day.isPresent(slot) ? String.valueOf(day.wattHours(slot)) : "NULL");
                }
                rows.append("}\t").append(day.qualities()).append('\n');
            }
            byte[] bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY bench_copy FROM STDIN", new java.io.ByteArrayInputStream(bytes));
            connection.commit();
        }
    }

    private static double seconds(Work work) throws IOException, SQLException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Something to be timed. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, SQLException;
    }
}
