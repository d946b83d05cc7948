package org.meterport.hub.usage.adapter;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.BillingMonth.Demand;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.RegisterRead;
import org.meterport.hub.usage.PremiseAttributes;
import org.meterport.hub.usage.RegisterStore;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.RecordWriter;
import org.meterport.hub.usage.UsageStore.StoredFile;
import org.springframework.jdbc.core.JdbcTemplate;

/** Register reads and billing months as rows. */
public final class JdbcRegisterStore implements RegisterStore {

    private static final int FETCH_ROWS = 1_000;

    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    public JdbcRegisterStore(JdbcTemplate jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public RecordWriter<RegisterRead> writeReads(StoredFile file) {
        return new BatchWriter<>(
                "incoming_read (LIKE register_read)",
                "INSERT INTO incoming_read (read_day, esiid, channel, revised_at, arrival, start_wh, end_wh, energy_wh,"
                        + " usage_file_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "INSERT INTO register_read (read_day, esiid, channel, revised_at, start_wh, end_wh, energy_wh,"
                        + " usage_file_id) SELECT read_day, esiid, channel, revised_at, start_wh, end_wh, energy_wh,"
                        + " usage_file_id FROM (SELECT DISTINCT ON (esiid, read_day, channel, revised_at, start_wh, end_wh,"
                        + " energy_wh) * FROM incoming_read ORDER BY esiid, read_day, channel, revised_at, start_wh, end_wh,"
                        + " energy_wh, arrival) AS i WHERE NOT EXISTS (SELECT FROM register_read r WHERE"
                        + " r.esiid = i.esiid AND r.read_day = i.read_day AND r.channel = i.channel"
                        + " AND r.revised_at = i.revised_at AND r.start_wh = i.start_wh AND r.end_wh = i.end_wh"
                        + " AND r.energy_wh = i.energy_wh) ORDER BY i.arrival",
                read -> new Object[] {
                    Date.valueOf(read.day()),
                    read.esiid().value(),
                    read.channel().name(),
                    Timestamp.from(read.revisedAt()),
                    0L,
                    read.startWattHours(),
                    read.endWattHours(),
                    read.energyWattHours(),
                    file.id()
                },
                4);
    }

    @Override
    public RecordWriter<BillingMonth> writeMonths(StoredFile file) {
        String values = "first_day, last_day, esiid, revised_at, actual_wh, metered_w, billed_w, metered_va, billed_va";
        return new BatchWriter<>(
                "incoming_month (LIKE billing_month)",
                "INSERT INTO incoming_month (" + values + ", arrival, usage_file_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "INSERT INTO billing_month (" + values + ", usage_file_id) SELECT " + values
                        + ", usage_file_id FROM (SELECT DISTINCT ON (" + values + ") * FROM incoming_month ORDER BY "
                        + values
                        + ", arrival) AS i WHERE NOT EXISTS (SELECT FROM billing_month m WHERE m.esiid = i.esiid"
                        + " AND m.first_day = i.first_day AND m.revised_at = i.revised_at"
                        + " AND (m.last_day, m.actual_wh) = (i.last_day, i.actual_wh)"
                        + " AND (m.metered_w, m.billed_w, m.metered_va, m.billed_va)"
                        + " IS NOT DISTINCT FROM (i.metered_w, i.billed_w, i.metered_va, i.billed_va)) ORDER BY i.arrival",
                month -> new Object[] {
                    Date.valueOf(month.firstDay()),
                    Date.valueOf(month.lastDay()),
                    month.esiid().value(),
                    Timestamp.from(month.revisedAt()),
                    month.actualWattHours(),
                    orNull(month.demand().meteredWatts()),
                    orNull(month.demand().billedWatts()),
                    orNull(month.demand().meteredVoltAmperes()),
                    orNull(month.demand().billedVoltAmperes()),
                    0L,
                    file.id()
                },
                9);
    }

    @Override
    public void reads(Query query, Consumer<RegisterRead> reader) {
        String channels = query.channels() == Channels.ALL ? "" : " AND channel = '" + query.channels() + "'";
        String from = " FROM register_read WHERE esiid = ? AND read_day BETWEEN ? AND ?" + channels;
        String sql = query.allRevisions()
                ? "SELECT *" + from + " ORDER BY read_day, channel, revised_at, arrival"
                : "SELECT DISTINCT ON (read_day, channel) *" + from
                        + " ORDER BY read_day, channel, revised_at DESC, arrival DESC";
        each(sql, row -> reader.accept(read(row)), query, query.from(), query.to());
    }

    @Override
    public void months(Query query, Consumer<BillingMonth> reader) {
        String from = " FROM billing_month WHERE esiid = ? AND last_day >= ? AND first_day <= ?";
        String sql = query.allRevisions()
                ? "SELECT *" + from + " ORDER BY first_day, revised_at, arrival"
                : "SELECT DISTINCT ON (first_day) *" + from + " ORDER BY first_day, revised_at DESC, arrival DESC";
        each(sql, row -> reader.accept(month(row)), query, query.from(), query.to());
    }

    @Override
    public Optional<PremiseAttributes> attributes(String esiid) {
        return jdbc
                .query(
                        "SELECT p.esiid, t.name, p.meter_number, p.rep_name, p.rep_certificate, p.city, p.postal_code"
                                + " FROM premise p JOIN tdsp t ON t.id = p.tdsp_id WHERE p.esiid = ?",
                        (row, n) -> new PremiseAttributes(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getInt(5),
                                row.getString(6),
                                row.getString(7)),
                        esiid)
                .stream()
                .findFirst();
    }

    private void each(String sql, RowReader rows, Query query, java.time.LocalDate from, java.time.LocalDate to) {
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(sql);
                    statement.setFetchSize(FETCH_ROWS);
                    statement.setString(1, query.esiid());
                    statement.setDate(2, Date.valueOf(from));
                    statement.setDate(3, Date.valueOf(to));
                    return statement;
                },
                rows::read);
    }

    private static RegisterRead read(ResultSet row) throws SQLException {
        return new RegisterRead(
                new Esiid(row.getString("esiid")),
                Channel.valueOf(row.getString("channel")),
                row.getDate("read_day").toLocalDate(),
                row.getTimestamp("revised_at").toInstant(),
                row.getLong("start_wh"),
                row.getLong("end_wh"),
                row.getLong("energy_wh"));
    }

    private static BillingMonth month(ResultSet row) throws SQLException {
        return new BillingMonth(
                new Esiid(row.getString("esiid")),
                row.getDate("first_day").toLocalDate(),
                row.getDate("last_day").toLocalDate(),
                row.getTimestamp("revised_at").toInstant(),
                row.getLong("actual_wh"),
                new Demand(
                        amount(row, "metered_w"),
                        amount(row, "billed_w"),
                        amount(row, "metered_va"),
                        amount(row, "billed_va")));
    }

    private static OptionalLong amount(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isEmpty() ? null : value.getAsLong();
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Collects a file's rows in a temporary table and merges them in one statement, on the transaction's own connection,
     * so a roll back leaves no trace.
     */
    private final class BatchWriter<T> implements RecordWriter<T> {

        private static final int BATCH = 1_000;

        private final String insert;
        private final String merge;
        private final Function<T, @Nullable Object[]> values;
        private final int arrivalAt;
        private final List<@Nullable Object[]> batch = new ArrayList<>();
        private long arrivals;

        BatchWriter(String table, String insert, String merge, Function<T, @Nullable Object[]> values, int arrivalAt) {
            this.insert = insert;
            this.merge = merge;
            this.values = values;
            this.arrivalAt = arrivalAt;
            jdbc.execute("CREATE TEMPORARY TABLE " + table.replace(")", " INCLUDING DEFAULTS) ON COMMIT DROP"));
        }

        @Override
        public void accept(T row) {
            @Nullable Object[] columns = values.apply(row);
            columns[arrivalAt] = arrivals++;
            batch.add(columns);
            if (batch.size() == BATCH) {
                flush();
            }
        }

        @Override
        public void settle() {
            flush();
        }

        @Override
        public void finish(StoredFile file) {
            flush();
            UsageFiles.add(jdbc, file, clock.instant());
            jdbc.update(merge);
        }

        @Override
        public void close() {
            // the temporary table ends with the transaction
            batch.clear();
        }

        private void flush() {
            jdbc.batchUpdate(insert, batch);
            batch.clear();
        }
    }
}
