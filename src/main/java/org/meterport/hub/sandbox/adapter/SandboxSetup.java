package org.meterport.hub.sandbox.adapter;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.EsiidPrefix;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.adapter.SandboxAccounts.Company;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore;
import org.meterport.hub.usage.UsageStore.FileWriter;
import org.meterport.hub.usage.UsageStore.StoredFile;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills the tables of a sandbox. Companies and premises are one transaction, each utility's readings another, all
 * written so that doing them again changes nothing; days that have passed since the last start are added.
 */
final class SandboxSetup {

    private static final int LONG_AGO_YEARS = 15;

    private final Transactions transactions;
    private final JdbcTemplate jdbc;
    private final UsageStore usage;
    private final SandboxAccounts accounts;
    private final SecretHashes hashes;
    private final Ids ids;
    private final InstantSource clock;

    SandboxSetup(
            Transactions transactions,
            JdbcTemplate jdbc,
            UsageStore usage,
            SandboxAccounts accounts,
            SecretHashes hashes,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.usage = usage;
        this.accounts = accounts;
        this.hashes = hashes;
        this.ids = ids;
        this.clock = clock;
    }

    void fill(Neighbourhood neighbourhood, long seed) {
        transactions.operatorDoes(() -> {
            // two nodes that start together fill one after the other
            jdbc.query("SELECT pg_advisory_xact_lock(hashtext('sandbox'))", rows -> {});
            Integer companies = jdbc.queryForObject("SELECT count(*) FROM third_party", Integer.class);
            if (companies != null && companies == 0) {
                utilities();
                SandboxAccounts.COMPANIES.forEach(this::company);
                premises(neighbourhood.premises());
            }
        });
        Map<String, List<Premise>> byTdsp = neighbourhood.premises().stream()
                .collect(Collectors.groupingBy(
                        premise -> SandboxAccounts.tdspOf(premise.esiid()), TreeMap::new, Collectors.toList()));
        byTdsp.forEach((tdsp, premises) -> readings(neighbourhood, seed, tdsp, premises));
    }

    private void utilities() {
        for (EsiidPrefix prefix : EsiidPrefix.values()) {
            String tdsp = SandboxAccounts.tdspOf(prefix);
            int added = jdbc.update(
                    "INSERT INTO tdsp (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", tdsp, prefix.utility());
            jdbc.update("INSERT INTO tdsp_prefix (prefix, tdsp_id) VALUES (?, ?)", prefix.digits(), tdsp);
            if (added == 1) {
                jdbc.update(
                        "INSERT INTO file_account (user_name, tdsp_id, password_hash) VALUES (?, ?, ?)",
                        tdsp,
                        tdsp,
                        hashes.hash(accounts.tdspPassword(tdsp)));
            }
        }
    }

    private void company(Company company) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.update(
                "INSERT INTO third_party (id, legal_name, duns, email, website_url, privacy_url, status, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'ACTIVE', ?)",
                company.id().value(),
                company.legalName(),
                company.duns(),
                company.email(),
                company.websiteUrl(),
                company.privacyUrl(),
                now);
        jdbc.update(
                "INSERT INTO api_credential (user_name, third_party_id, secret_hash, status, created_at)"
                        + " VALUES (?, ?, ?, 'ACTIVE', ?)",
                company.apiUser(),
                company.id().value(),
                hashes.hash(accounts.apiPassword(company)),
                now);
        jdbc.update(
                "INSERT INTO file_account (user_name, third_party_id, password_hash) VALUES (?, ?, ?)",
                company.fileUser(),
                company.id().value(),
                hashes.hash(accounts.filePassword(company)));
    }

    private void premises(List<Premise> premises) {
        Timestamp longAgo = Timestamp.from(clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minusYears(LONG_AGO_YEARS)
                .toInstant());
        for (Premise premise : premises) {
            jdbc.update(
                    "INSERT INTO premise (esiid, tdsp_id, meter_number, rep_name, rep_certificate, street, city,"
                            + " postal_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    premise.esiid().value(),
                    SandboxAccounts.tdspOf(premise.esiid()),
                    premise.meterNumber(),
                    premise.retailProvider().name(),
                    premise.retailProvider().certificate(),
                    premise.serviceAddress().street(),
                    premise.serviceAddress().city(),
                    premise.serviceAddress().postalCode());
            String customer = ids.next("cus_");
            jdbc.update(
                    "INSERT INTO customer (id, email, name, language) VALUES (?, ?, ?, ?)",
                    customer,
                    premise.customer().email(),
                    premise.customer().name(),
                    premise.customer().language().getLanguage());
            jdbc.update(
                    "INSERT INTO occupancy (esiid, customer_id, moved_in_at) VALUES (?, ?, ?)",
                    premise.esiid().value(),
                    customer,
                    longAgo);
        }
    }

    private void readings(Neighbourhood neighbourhood, long seed, String tdsp, List<Premise> premises) {
        LocalDate lastDay = neighbourhood.lastDay();
        transactions.operatorDoes(() -> {
            String name = "sandbox-" + seed + "-" + lastDay;
            if (usage.claim(tdsp, name, null).isPresent()) {
                return;
            }
            var file = new StoredFile(ids.next("ufl_"), tdsp, name, name, null, 0, 0, true);
            LocalDate from = firstMissing(premises.get(0), neighbourhood.firstDay());
            long[] count = new long[2];
            try (FileWriter writer = usage.write(file)) {
                for (Premise premise : premises) {
                    premise.channels()
                            .forEach(channel -> neighbourhood
                                    .readings(premise, channel, from, lastDay)
                                    .forEach(day -> count(writer, day, count)));
                }
                writer.finish(file.counted(count[0], count[1]));
            }
            usage.acknowledged(file.id());
        });
    }

    private static void count(FileWriter writer, DayReadings day, long[] count) {
        writer.accept(day);
        count[0]++;
        count[1] += day.present();
    }

    private LocalDate firstMissing(Premise premise, LocalDate firstDay) {
        LocalDate last = jdbc.queryForObject(
                "SELECT COALESCE(max(usage_day) + 1, ?) FROM interval_day WHERE esiid = ? AND usage_day >= ?",
                LocalDate.class,
                Date.valueOf(firstDay),
                premise.esiid().value(),
                Date.valueOf(firstDay));
        return last == null ? firstDay : last;
    }

    /** The day before today, where the market is. */
    static LocalDate yesterday(InstantSource clock) {
        return LocalDate.ofInstant(clock.instant(), DayGrid.CENTRAL).minusDays(1);
    }
}
