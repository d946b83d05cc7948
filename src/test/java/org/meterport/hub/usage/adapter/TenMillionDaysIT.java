package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.Query;

/**
 * A premise's thirteen months cost the same whether it is alone in the store or one of many: 25,000 premises of 400 days.
 * Takes some 9 GB of disk and some minutes. The sizes it prints are those that {@code docs/operations.md} rests on.
 */
@Tag("nightly")
class TenMillionDaysIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final int PREMISES = Integer.getInteger("meterport.premises", 25_000);
    private static final int DAYS = 400;
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int READS = 400;
    private static final double ALLOWED = 1.5;

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final Transactions transactions = DATABASE.transactions(clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void readsThirteenMonthsOfOnePremiseAtTheCostOfAnEmptyStore() {
        new SampleAgreements(DATABASE, clock).reset();
        usage.reset();
        FIRST.datesUntil(FIRST.plusDays(DAYS), java.time.Period.ofMonths(1))
                .forEach(month -> DATABASE.jdbc()
                        .query("SELECT ensure_interval_month(?)", row -> {}, java.sql.Date.valueOf(month)));
        DATABASE.jdbc()
                .execute(
                        "CREATE TABLE shape AS SELECT n, wh FROM generate_series(0, 999) AS n CROSS JOIN LATERAL"
                                + " (SELECT array_agg((50 + random() * 1500)::int) AS wh FROM generate_series(1, 100 + 0 * n)) AS day");
        fill(1, 1);
        measure();
        double alone = measure();

        long start = System.nanoTime();
        fill(2, PREMISES);
        double seconds = (System.nanoTime() - start) / 1e9;
        DATABASE.jdbc().execute("VACUUM ANALYZE interval_day");
        Long days = DATABASE.jdbc().queryForObject("SELECT count(*) FROM interval_day", Long.class);
        measure();
        double among = measure();

        System.out.printf(
                Locale.ROOT,
                "usage-store\t%d ESIID-days in %.0f s\tread of 13 months: %.3f ms alone, %.3f ms among them, ratio %.2f%n",
                days,
                seconds,
                alone,
                among,
                among / alone);
        System.out.printf(
                Locale.ROOT,
                "usage-store\tbytes a day: %s in the table, %s in the key's index, %s in the latest's index%n",
                size("pg_table_size(inhrelid)", days),
                size(
                        "(SELECT sum(pg_relation_size(indexrelid)) FROM pg_index WHERE indrelid = inhrelid AND indisprimary)",
                        days),
                size(
                        "(SELECT sum(pg_relation_size(indexrelid)) FROM pg_index WHERE indrelid = inhrelid AND NOT indisprimary)",
                        days));
        assertThat(days).isEqualTo((long) PREMISES * DAYS);
        assertThat(among / alone).isLessThanOrEqualTo(ALLOWED);
    }

    /** A utility's daily files: day after day, in each all premises. */
    private void fill(int from, int to) {
        for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(DAYS)); day = day.plusDays(1)) {
            DATABASE.jdbc()
                    .update(
                            "INSERT INTO interval_day (usage_day, esiid, channel, interval_seconds, revision, latest,"
                                    + " revised_at, energy_wh, quality, usage_file_id, received_at)"
                                    + " SELECT ?::date, '1044372' || lpad(p::text, 10, '0'), 'CONSUMPTION', 900, 1, true,"
                                    + " ?::date + 2, s.wh[1:?], repeat('A', ?), 'ufl_01K0000000000000000000000', ?::date + 2"
                                    + " FROM generate_series(?, ?) AS p JOIN shape s ON s.n = (p * 7) % 1000",
                            java.sql.Date.valueOf(day),
                            java.sql.Date.valueOf(day),
                            DayGrid.of(day, SampleUsage.QUARTER_HOUR).slots(),
                            DayGrid.of(day, SampleUsage.QUARTER_HOUR).slots(),
                            java.sql.Date.valueOf(day),
                            from,
                            to);
        }
    }

    /** Median milliseconds of a read of thirteen months of the first premise. */
    private double measure() {
        var query = new Query(
                new Esiid("10443720000000001").value(), FIRST, FIRST.plusDays(394), 900, Channels.CONSUMPTION, false);
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < READS; i++) {
            List<DayReadings> days = new ArrayList<>();
            long start = System.nanoTime();
            transactions.operatorDoes(() -> usage.store().read(query, days::add));
            nanos.add(System.nanoTime() - start);
            assertThat(days).hasSize(395);
        }
        return nanos.stream().sorted().skip(READS / 2).findFirst().orElseThrow() / 1e6;
    }

    private static String size(String expression, Long days) {
        Long bytes = DATABASE.jdbc()
                .queryForObject(
                        "SELECT sum(" + expression
                                + ")::bigint FROM pg_inherits WHERE inhparent = 'interval_day'::regclass",
                        Long.class);
        return String.valueOf((bytes == null ? 0 : bytes) / days);
    }
}
