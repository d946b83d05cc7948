package org.meterport.hub.usage.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.SmtCsvWriter;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.Query;
import org.meterport.hub.usage.UsageStore.StoredFile;
import org.springframework.jdbc.core.JdbcTemplate;

/** Readings put straight into a test's database, and looked at as the operator sees them. */
public final class SampleUsage {

    public static final Esiid HOME = new Esiid("10443720000000011");
    public static final Esiid NEIGHBOUR = new Esiid("10443720000000022");
    public static final Esiid HOUSTON = new Esiid("1008901000000000000033");
    public static final LocalDate WINTER_DAY = LocalDate.parse("2026-01-05");
    public static final Instant REVISED = Instant.parse("2026-01-06T20:03:09Z");
    public static final int QUARTER_HOUR = 900;

    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final UsageStore store;
    private int files;

    public SampleUsage(TestDatabase database, InstantSource clock) {
        this.jdbc = database.jdbc();
        this.transactions = database.transactions(clock);
        this.store = new JdbcUsageStore(jdbc, database.dataSource(), clock);
    }

    public UsageStore store() {
        return store;
    }

    /** No readings, two utilities and their prefixes; called after the parties have been reset. */
    public void reset() {
        jdbc.execute("TRUNCATE interval_day, usage_file");
        jdbc.execute("ALTER TABLE disclosure DISABLE TRIGGER USER");
        jdbc.execute("TRUNCATE disclosure");
        jdbc.execute("ALTER TABLE disclosure ENABLE TRIGGER USER");
        jdbc.execute(
                "INSERT INTO tdsp VALUES ('oncor', 'Oncor'), ('centerpoint', 'CenterPoint') ON CONFLICT DO NOTHING");
        jdbc.execute("INSERT INTO tdsp_prefix VALUES ('1044372', 'oncor'), ('1008901', 'centerpoint')"
                + " ON CONFLICT DO NOTHING");
    }

    /** Stores the days as one file of Oncor. */
    public void stored(DayReadings... days) {
        String id = "ufl_" + files++;
        transactions.operatorDoes(() -> {
            var file = new StoredFile(id, "oncor", id + ".csv", "sha of " + id, null, 0, 0, false);
            try (var writer = store.write(file)) {
                List.of(days).forEach(writer);
                writer.finish(file.counted(days.length, 0));
            }
        });
    }

    /** What a reader gets who does not ask for more, oldest day first. */
    public List<DayReadings> latest(Esiid esiid, int intervalSeconds) {
        return all(esiid, intervalSeconds, false);
    }

    public List<DayReadings> latest(Esiid esiid) {
        return latest(esiid, QUARTER_HOUR);
    }

    /** Every revision, oldest first. */
    public List<DayReadings> revisions(Esiid esiid) {
        return all(esiid, QUARTER_HOUR, true);
    }

    public int rows() {
        return count("interval_day");
    }

    public int count(String table) {
        Integer rows = jdbc.queryForObject("SELECT count(*) FROM " + table, Integer.class);
        return rows == null ? -1 : rows;
    }

    private List<DayReadings> all(Esiid esiid, int intervalSeconds, boolean allRevisions) {
        List<DayReadings> found = new ArrayList<>();
        var query = new Query(
                esiid.value(),
                LocalDate.of(2000, 1, 1),
                LocalDate.of(2100, 1, 1),
                intervalSeconds,
                Channels.ALL,
                allRevisions);
        transactions.operatorDoes(() -> store.read(query, found::add));
        return found;
    }

    /** A whole day of 15-minute consumption, all actual, each slot another number. */
    public static DayReadings day(Esiid esiid, LocalDate day) {
        return day(esiid, day, REVISED, slot -> 100 + slot);
    }

    /** 15-minute consumption, actual; a negative number is a missing reading. */
    public static DayReadings day(Esiid esiid, LocalDate day, Instant revisedAt, IntUnaryOperator wattHours) {
        return day(esiid, Channel.CONSUMPTION, DayGrid.of(day, QUARTER_HOUR), revisedAt, wattHours, 'A');
    }

    public static DayReadings day(
            Esiid esiid, Channel channel, DayGrid grid, Instant revisedAt, IntUnaryOperator wattHours, char quality) {
        int[] energy = new int[grid.slots()];
        var qualities = new StringBuilder();
        for (int slot = 0; slot < energy.length; slot++) {
            int asked = wattHours.applyAsInt(slot);
            energy[slot] = asked < 0 ? DayReadings.NO_READING : asked;
            qualities.append(asked < 0 ? '-' : quality);
        }
        return DayReadings.of(esiid, channel, grid, revisedAt, energy, qualities.toString());
    }

    /** The days as a utility sends them: SMT's interval CSV. */
    public static byte[] csv(DayReadings... days) {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new SmtCsvWriter(bytes)) {
            for (DayReadings day : days) {
                writer.write(day);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A day as its Kafka message. */
    public static String json(DayReadings day) {
        var energy = new StringBuilder();
        for (int slot = 0; slot < day.slots(); slot++) {
            energy.append(slot == 0 ? "" : ",").append(day.isPresent(slot) ? day.wattHours(slot) : "null");
        }
        return "{\"esiid\":\"" + day.esiid() + "\",\"day\":\"" + day.day() + "\",\"channel\":\"" + day.channel()
                + "\",\"intervalSeconds\":" + day.intervalSeconds() + ",\"revisedAt\":\"" + day.revisedAt()
                + "\",\"energyWh\":[" + energy + "],\"quality\":\"" + day.qualities() + "\"}";
    }
}
