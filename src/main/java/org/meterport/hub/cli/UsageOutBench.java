package org.meterport.hub.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.meterport.components.greenbutton.GreenButtonWriter;
import org.meterport.components.greenbutton.OpaqueIds;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.app.Hub;
import org.meterport.hub.cli.BenchCommand.Figure;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A CSV report of 1,000 ESIIDs and 13 months, from the request to the last byte in the Third Party's hands over FTPS;
 * against a bare COPY TO of the same rows and copying the same bytes over the same connection. And Green Button feeds of
 * 13 months written in memory.
 */
final class UsageOutBench {

    /** What the target is for. */
    static final int ESIIDS = 1_000;

    /** A report of the warm-up is that much smaller. */
    private static final int WARM_UP_SHARE = 50;

    private static final int MONTHS = 13;
    private static final int QUARTER_HOUR = 900;
    private static final double REPORT_TARGET = 0.50;
    private static final double FEED_FLOOR = 6_000_000;
    private static final String PREFIX = "10443729";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Hub hub;
    private final Path folder;
    private final Duration warmUp;
    private final int esiids;
    private final HttpCaller http;
    private final SandboxAccounts accounts;
    private final LocalDate from;
    private final LocalDate to;

    UsageOutBench(Hub hub, Path folder, Duration warmUp, int esiids) {
        this.warmUp = warmUp;
        this.esiids = esiids;
        this.hub = hub;
        this.folder = folder;
        this.accounts = hub.part(SandboxAccounts.class);
        this.to = hub.part(Neighbourhood.class).lastDay();
        this.from = to.minusMonths(MONTHS).plusDays(1);
        try {
            this.http = new HttpCaller(
                    "https://localhost:" + hub.setting("meterport.http.https-port"),
                    FileClient.trusting(folder.resolve("tls/ca.crt")));
        } catch (IOException unreadable) {
            throw new CommandFailed("the hub's authority cannot be read: " + unreadable.getMessage());
        }
    }

    List<Figure> measure() {
        prepare();
        List<Figure> figures = new ArrayList<>();
        figures.add(feeds());
        try (FileClient ftps = FileClient.ftps(
                Integer.parseInt(hub.setting("meterport.filedrop.ftps-port")),
                FileClient.trusting(folder.resolve("tls/ca.crt")),
                SandboxAccounts.BLUEBONNET.fileUser(),
                accounts.filePassword(SandboxAccounts.BLUEBONNET))) {
            warmUp(ftps);
            Delivered report = delivered(ftps, esiids);
            double readings = readings();
            double copy = copied(esiids);
            double fetch = fetched(ftps, report.file());
            figures.add(new Figure(
                    "usage-report-delivered",
                    readings / report.seconds(),
                    "readings/s",
                    readings / (copy + fetch),
                    REPORT_TARGET));
            return figures;
        } catch (IOException failed) {
            throw new CommandFailed("the file server failed: " + failed.getMessage());
        }
    }

    /** Premises, one agreement over all of them, and their readings, past every flow: only reading them is measured. */
    private void prepare() {
        var jdbc = hub.part(JdbcTemplate.class);
        String party = SandboxAccounts.BLUEBONNET.id().value();
        jdbc.update(
                "INSERT INTO premise SELECT (jsonb_populate_record(p, jsonb_build_object('esiid',"
                        + " ? || lpad(n::text, 9, '0')))).* FROM premise p, generate_series(0, ?) n"
                        + " WHERE p.esiid = (SELECT min(esiid) FROM premise)",
                PREFIX,
                esiids - 1);
        jdbc.update(
                "INSERT INTO agreement (id, third_party_id, customer_id, kind, data, one_time, term_months, purpose,"
                        + " language, state, state_since, made_at, starts_at, ends_at, terms_version)"
                        + " SELECT 'agr_bench_out', ?, min(id), 'ENERGY_DATA', '{INTERVAL}', false, 12, 'Bench', 'en',"
                        + " 'ACTIVE', now(), now(), now() - interval '1 day', now() + interval '300 days', '2026-01'"
                        + " FROM customer",
                party);
        jdbc.update(
                "INSERT INTO agreement_premise (agreement_id, esiid, third_party_id, kind, data, one_time, phase, position)"
                        + " SELECT 'agr_bench_out', esiid, ?, 'ENERGY_DATA', '{INTERVAL}', false, 'LIVE', 0 FROM premise"
                        + " WHERE starts_with(esiid, ?)",
                party,
                PREFIX);
        for (LocalDate month = from.withDayOfMonth(1); !month.isAfter(to); month = month.plusMonths(1)) {
            jdbc.query("SELECT ensure_interval_month(?)", row -> {}, month);
        }
        jdbc.update(
                "INSERT INTO interval_day (usage_day, esiid, channel, interval_seconds, revision, latest, revised_at,"
                        + " energy_wh, quality, usage_file_id)"
                        + " SELECT d::date, ? || lpad(n::text, 9, '0'), 'CONSUMPTION', 900, 1, true,"
                        + " d + interval '20 hours', (SELECT array_agg((n * 7919 + slot * 10473"
                        + " + extract(doy FROM d)::int * 31) % 900) FROM generate_series(1, slots) slot),"
                        + " repeat('A', slots), 'ufl_bench_out'"
                        + " FROM generate_series(?::timestamp, ?::timestamp, '1 day') d, generate_series(0, ?) n,"
                        + " LATERAL (SELECT (extract(epoch FROM ((d + interval '1 day') AT TIME ZONE 'America/Chicago')"
                        + " - (d AT TIME ZONE 'America/Chicago')) / 900)::int AS slots) s",
                PREFIX, from.toString(), to.toString(), esiids - 1);
        jdbc.execute("VACUUM ANALYZE");
    }

    /**
     * What is compiled and cached then serves both sides. A file of the size to come is written and deleted: memory that
     * a virtual machine uses for the first time is slow, a dozen times on some, whoever uses it, and a page cache in
     * service consists of memory that was used before.
     */
    private void warmUp(FileClient ftps) throws IOException {
        int few = Math.max(1, esiids / WARM_UP_SHARE);
        long end = System.nanoTime() + warmUp.toNanos();
        long bytes;
        do {
            bytes = delivered(ftps, few).bytes();
            double unused = copied(few);
        } while (System.nanoTime() < end);
        Path scratch = folder.resolve("bench-scratch");
        try (OutputStream out = Files.newOutputStream(scratch)) {
            byte[] block = new byte[1 << 20];
            for (long left = bytes / few * esiids; left > 0; left -= block.length) {
                out.write(block);
            }
        } finally {
            boolean unused = Files.deleteIfExists(scratch);
        }
    }

    private double readings() {
        Long readings = hub.part(JdbcTemplate.class)
                .queryForObject(
                        "SELECT sum(cardinality(energy_wh)) FROM interval_day WHERE starts_with(esiid, ?)",
                        Long.class,
                        PREFIX);
        return readings == null ? 0 : readings;
    }

    /** A report's path and size, and the time from its request to its last byte. */
    private record Delivered(String file, long bytes, double seconds) {}

    private Delivered delivered(FileClient ftps, int count) throws IOException {
        String token = http.post(
                        "/v2/token/",
                        Optional.empty(),
                        "{\"username\":\"" + SandboxAccounts.BLUEBONNET.apiUser() + "\",\"password\":\""
                                + accounts.apiPassword(SandboxAccounts.BLUEBONNET) + "\"}")
                .json()
                .path("accessToken")
                .asText();
        String list =
                IntStream.range(0, count).mapToObj(n -> "\"" + esiid(n) + "\"").collect(Collectors.joining(","));
        long start = System.nanoTime();
        HttpCaller.Answer accepted = http.post(
                "/api/v1/reports",
                Optional.of(token),
                "{\"kind\":\"INTERVALS\",\"esiids\":[" + list + "],\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");
        String place = accepted.location()
                .orElseThrow(
                        () -> new CommandFailed("the hub answered " + accepted.status() + " to a report's request"));
        var report = Poll.until("the report", LIMIT, () -> {
            var now = http.get(place, Optional.of(token)).json();
            return now.path("percent").asInt() < 100 ? Optional.empty() : Optional.of(now);
        });
        if (!report.path("status").asText().equals("DELIVERED")) {
            throw new CommandFailed(
                    "the report ended as " + report.path("status").asText());
        }
        String file = "adhocusage/" + report.path("fileName").asText();
        long bytes = ftps.copy(file, OutputStream.nullOutputStream());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (bytes != report.path("bytes").asLong()) {
            throw new CommandFailed("the file came with " + bytes + " bytes, not as it was reported");
        }
        return new Delivered(file, bytes, seconds);
    }

    /** Seconds of the same bytes over the same connection once more. */
    private static double fetched(FileClient ftps, String file) throws IOException {
        long start = System.nanoTime();
        long unused = ftps.copy(file, OutputStream.nullOutputStream());
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds of the same rows by COPY TO, as text, thrown away. */
    private double copied(int count) {
        String sql = "COPY (SELECT esiid, channel, usage_day, revised_at, energy_wh, quality FROM interval_day"
                + " WHERE esiid BETWEEN '" + esiid(0) + "' AND '" + esiid(count - 1) + "' AND usage_day BETWEEN '"
                + from + "' AND '" + to + "' AND interval_seconds = " + QUARTER_HOUR + " AND latest) TO STDOUT";
        try (Connection connection = hub.part(DataSource.class).getConnection()) {
            long start = System.nanoTime();
            long unused =
                    connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, OutputStream.nullOutputStream());
            return (System.nanoTime() - start) / 1e9;
        } catch (SQLException | IOException failed) {
            throw new CommandFailed("the bare COPY failed: " + failed.getMessage());
        }
    }

    /** Readings a second into feeds of 13 months, one after the other, the last of three rounds. */
    private Figure feeds() {
        List<DayReadings> days = from.datesUntil(to.plusDays(1))
                .map(day -> {
                    DayGrid grid = DayGrid.of(day, QUARTER_HOUR);
                    int[] energy = IntStream.range(0, grid.slots())
                            .map(slot -> (slot * 37 + day.getDayOfYear()) % 2_000)
                            .toArray();
                    return DayReadings.of(
                            new Esiid(esiid(0)),
                            Channel.CONSUMPTION,
                            grid,
                            Instant.parse("2026-01-06T20:03:09Z"),
                            energy,
                            "A".repeat(grid.slots()));
                })
                .toList();
        var ids = new OpaqueIds("https://hub.example", new byte[16]);
        double rate = 0;
        for (int round = 0; round < 3; round++) {
            long written = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < 3_000_000_000L) {
                try (var writer = new GreenButtonWriter(
                        OutputStream.nullOutputStream(), ids, "/espi/1_1/resource", Instant.EPOCH)) {
                    for (DayReadings day : days) {
                        writer.write(day);
                        written += day.slots();
                    }
                } catch (IOException impossible) {
                    throw new CommandFailed("memory cannot be written to: " + impossible.getMessage());
                }
            }
            rate = written / ((System.nanoTime() - start) / 1e9);
        }
        return Figure.atLeast("usage-green-button", rate, "readings/s", FEED_FLOOR);
    }

    private static String esiid(int number) {
        return PREFIX + String.format(java.util.Locale.ROOT, "%09d", number);
    }
}
