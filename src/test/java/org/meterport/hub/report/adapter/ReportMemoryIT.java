package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.components.greenbutton.OpaqueIds;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.audit.adapter.JdbcDisclosureLog;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.database.adapter.RoleTransactions;
import org.meterport.hub.report.BuildReport;
import org.meterport.hub.report.Handover;
import org.meterport.hub.report.ReportContents;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.usage.adapter.JdbcRegisterStore;
import org.meterport.hub.usage.adapter.JdbcUsageStore;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The largest report there may be, in a process that has 256 MB of heap. */
@Tag("nightly")
class ReportMemoryIT {

    private static final int ESIIDS = 10_000;
    private static final int DAYS = 5;

    @TempDir
    Path home;

    @Test
    void fTenThousandEsiidsAreWrittenWithin256MegabytesOfHeap() throws Exception {
        try (var database = TestDatabase.fresh()) {
            prepare(database);

            Process building = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Builder.class.getName(),
                            database.jdbcUrl(),
                            database.user(),
                            database.password(),
                            home.toString())
                    .inheritIO()
                    .start();

            assertThat(building.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(building.exitValue()).isZero();
            assertThat(database.jdbc().queryForObject("SELECT status FROM report", String.class))
                    .isEqualTo("DELIVERED");
            assertThat(database.jdbc().queryForObject("SELECT count(*) FROM disclosure WHERE bytes > 0", Integer.class))
                    .isEqualTo(ESIIDS);
            try (var lines = Files.lines(home.resolve("adhocusage").resolve("memory.csv"))) {
                assertThat(lines.count()).isEqualTo(1 + (long) ESIIDS * DAYS * 96);
            }
        }
    }

    private static void prepare(TestDatabase database) {
        new SampleAgreements(database, new StoppedClock(Samples.NOW)).reset();
        JdbcTemplate jdbc = database.jdbc();
        String esiid = "'1044372' || lpad(n::text, 10, '0')";
        String many = " FROM generate_series(1, " + ESIIDS + ") n";
        jdbc.update("INSERT INTO premise SELECT " + esiid
                + ", 'oncor', 'M' || n, 'Sample REP', 10001, '1 Main St', 'Dallas', '75201'" + many);
        jdbc.update(
                "INSERT INTO agreement (id, third_party_id, customer_id, kind, data, one_time, term_months, purpose,"
                        + " language, state, state_since, made_at, starts_at, ends_at, terms_version)"
                        + " VALUES ('agr_many', ?, ?, 'ENERGY_DATA', '{INTERVAL}', false, 12, 'Test', 'en', 'ACTIVE',"
                        + " now(), now(), '2020-01-01', '2100-01-01', '2026-01')",
                Samples.BLUEBONNET.value(),
                Samples.ALMA.value());
        jdbc.update(
                "INSERT INTO agreement_premise SELECT 'agr_many', " + esiid + ", ?, 'ENERGY_DATA', '{INTERVAL}', false,"
                        + " 'LIVE', n" + many,
                Samples.BLUEBONNET.value());
        jdbc.query("SELECT ensure_interval_month(?)", row -> {}, WINTER_DAY);
        jdbc.update(
                "INSERT INTO interval_day (usage_day, esiid, channel, interval_seconds, revision, latest, revised_at,"
                        + " energy_wh, quality, usage_file_id) SELECT ?::date + day, " + esiid
                        + ", 'CONSUMPTION', 900, 1, true, now(), (SELECT array_agg(n % 900 + slot)"
                        + " FROM generate_series(1, 96) slot), repeat('A', 96), 'ufl_many'" + many
                        + ", generate_series(0, ?) day",
                WINTER_DAY.toString(),
                DAYS - 1);
        jdbc.update(
                "INSERT INTO report (id, third_party_id, kind, from_day, to_day, channels, all_revisions, esiids, status,"
                        + " file_name, requested_at) SELECT 'rpt_many', ?, 'INTERVALS', ?::date, ?::date, 'CONSUMPTION',"
                        + " false, array_agg(" + esiid + "), 'QUEUED', 'memory.csv', now()" + many,
                Samples.BLUEBONNET.value(),
                WINTER_DAY.toString(),
                WINTER_DAY.plusDays(DAYS - 1).toString());
    }

    /** The other process. */
    public static final class Builder {

        private Builder() {}

        public static void main(String[] arguments) throws IOException {
            try (var pool = new HikariDataSource()) {
                pool.setJdbcUrl(arguments[0]);
                pool.setUsername(arguments[1]);
                pool.setPassword(arguments[2]);
                var jdbc = new JdbcTemplate(pool);
                var clock = new StoppedClock(Samples.NOW);
                var json = new ObjectMapper();
                var transactions = new RoleTransactions(new JdbcTransactionManager(pool), jdbc, clock);
                var grants = new JdbcGrants(jdbc, (party, agreements) -> {});
                var disclosures = new JdbcDisclosureLog(jdbc, clock);
                var reports = new JdbcReports(jdbc, json, clock);
                Path home = Path.of(arguments[3]);
                var build = new BuildReport(
                        transactions,
                        reports,
                        new JdbcReportKeys(jdbc),
                        disclosures,
                        new ReportContents(
                                grants, new JdbcUsageStore(jdbc, pool, clock), new JdbcRegisterStore(jdbc, clock)),
                        new DropReportFolder(
                                party -> home,
                                new ReportLayouts(
                                        json,
                                        new GreenButtonFeeds(new OpaqueIds("https://hub.example", new byte[16]), clock),
                                        new OpenPgp(new SecureRandom(), clock))),
                        Handover.toOwnFolder(
                                reports,
                                report -> grants.delivered(report.thirdParty(), disclosures.ofReport(report.id()))));
                build.build("rpt_many");
            }
        }
    }
}
