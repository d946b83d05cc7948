package org.meterport.hub.cli;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.LseWriter;
import org.meterport.components.intervalfile.SmtCsvWriter;
import org.meterport.hub.app.Hub;
import org.meterport.hub.cli.BenchCommand.Figure;
import org.meterport.hub.usage.StoreUsageFile;
import org.meterport.hub.usage.StoreUsageFile.Stored;
import org.postgresql.PGConnection;

/**
 * Files of 10,000 ESIID-days, one day of 10,000 meters each as a utility sends them, from the file on the disk to the
 * commit; against a bare COPY of the same rows, whose bytes lie ready in memory, into a table of the same columns and
 * primary key. Both take turns on the same server after a minute of warming up; the medians are compared.
 */
final class UsageInBench {

    private static final int METERS = 10_000;
    private static final int ROUNDS = 9;
    private static final int QUARTER_HOUR = 900;
    private static final double TARGET = 0.60;
    private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);
    private static final String TDSP = "bench-in";
    private static final String PREFIX = "1003278";

    private final Hub hub;
    private final Path folder;
    private final Duration warmUp;
    private final SplittableRandom chance = new SplittableRandom(20);
    private LocalDate next = FIRST_DAY;

    UsageInBench(Hub hub, Path folder, Duration warmUp) {
        this.hub = hub;
        this.folder = folder;
        this.warmUp = warmUp;
    }

    /** The layouts that utilities send. */
    private enum Layout {
        LSE,
        CSV
    }

    List<Figure> measure() {
        try (Connection connection = hub.part(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            prepare(connection);
            long end = System.nanoTime() + warmUp.toNanos();
            while (System.nanoTime() < end) {
                for (Layout layout : Layout.values()) {
                    new Round(layout, connection).run();
                }
            }
            List<Figure> figures = new ArrayList<>();
            for (Layout layout : Layout.values()) {
                List<Round> rounds = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    rounds.add(new Round(layout, connection).run());
                }
                figures.add(new Figure(
                        "usage-in-" + layout.name().toLowerCase(java.util.Locale.ROOT),
                        METERS
                                / median(rounds.stream()
                                        .map(round -> round.stored)
                                        .toList()),
                        "ESIID-days/s",
                        METERS
                                / median(rounds.stream()
                                        .map(round -> round.copied)
                                        .toList()),
                        TARGET));
            }
            return figures;
        } catch (IOException | SQLException failed) {
            throw new CommandFailed("the bench broke off: " + failed.getMessage());
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("INSERT INTO tdsp VALUES ('" + TDSP + "', 'Bench')");
            statement.execute("INSERT INTO tdsp_prefix VALUES ('" + PREFIX + "', '" + TDSP
                    + "') ON CONFLICT (prefix) DO UPDATE SET tdsp_id = excluded.tdsp_id");
            statement.execute("CREATE TABLE bench_copy (LIKE interval_day INCLUDING DEFAULTS,"
                    + " PRIMARY KEY (esiid, usage_day, channel, interval_seconds, revision))");
        }
        connection.commit();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** One day of all meters, stored and copied. */
    private final class Round {

        private final Layout layout;
        private final Connection connection;
        private final List<DayReadings> days = new ArrayList<>(METERS);
        private double stored;
        private double copied;

        Round(Layout layout, Connection connection) {
            this.layout = layout;
            this.connection = connection;
        }

        Round run() throws IOException, SQLException {
            LocalDate day = next;
            next = next.plusDays(1);
            DayGrid grid = DayGrid.of(day, QUARTER_HOUR);
            for (int meter = 0; meter < METERS; meter++) {
                days.add(readings(new Esiid(PREFIX + (1_000_000_000L + meter * 7L)), grid));
            }
            Path file = folder.resolve(day + "." + layout);
            write(file);
            byte[] rows = rows();
            long start = System.nanoTime();
            store(file);
            long between = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY bench_copy FROM STDIN", new ByteArrayInputStream(rows));
            connection.commit();
            long end = System.nanoTime();
            stored = (between - start) / 1e9;
            copied = (end - between) / 1e9;
            days.clear();
            Files.delete(file);
            return this;
        }

        private DayReadings readings(Esiid esiid, DayGrid grid) {
            int[] energy = new int[grid.slots()];
            var quality = new StringBuilder(energy.length);
            int level = chance.nextInt(50, 400);
            boolean withEstimates = chance.nextInt(50) == 0;
            for (int slot = 0; slot < energy.length; slot++) {
                energy[slot] = level + chance.nextInt(0, 4 * level);
                quality.append(withEstimates && slot / 4 == 12 ? 'E' : 'A');
            }
            return DayReadings.of(
                    esiid, Channel.CONSUMPTION, grid, grid.end().plusSeconds(50_000), energy, quality.toString());
        }

        private void write(Path file) throws IOException {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                if (layout == Layout.LSE) {
                    var writer = new LseWriter(out);
                    for (DayReadings day : days) {
                        writer.write(day);
                    }
                    writer.flush();
                } else {
                    var writer = new SmtCsvWriter(out);
                    for (DayReadings day : days) {
                        writer.write(day);
                    }
                    writer.flush();
                }
            }
        }

        private void store(Path file) throws IOException {
            var outcome = hub.part(StoreUsageFile.class)
                    .store(TDSP, String.valueOf(file.getFileName()), null, () -> Files.newInputStream(file));
            if (!(outcome instanceof Stored)) {
                throw new IOException("the hub did not store the bench's file: " + outcome);
            }
        }

        private byte[] rows() {
            var bytes = new ByteArrayOutputStream(METERS * 700);
            var row = new StringBuilder();
            for (DayReadings day : days) {
                row.setLength(0);
                row.append(day.day())
                        .append('\t')
                        .append(day.esiid())
                        .append("\tCONSUMPTION\t900\t1\tt\t")
                        .append(day.revisedAt())
                        .append("\t{");
                for (int slot = 0; slot < day.slots(); slot++) {
                    row.append(slot == 0 ? "" : ",").append(day.wattHours(slot));
                }
                row.append("}\t")
                        .append(day.qualities())
                        .append("\tufl_bench0000000000000000000000\t\\N\t")
                        .append(day.revisedAt())
                        .append('\n');
                bytes.writeBytes(row.toString().getBytes(StandardCharsets.US_ASCII));
            }
            return bytes.toByteArray();
        }
    }
}
