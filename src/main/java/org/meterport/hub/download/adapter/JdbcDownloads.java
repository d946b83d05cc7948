package org.meterport.hub.download.adapter;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.download.Downloads;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.springframework.jdbc.core.JdbcTemplate;

/** Downloads as a table; homes from the stays of customers. */
final class JdbcDownloads implements Downloads {

    private final JdbcTemplate jdbc;

    JdbcDownloads(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Stay> stays(CustomerId customer) {
        return jdbc.query(
                "SELECT esiid, moved_in_at FROM occupancy WHERE customer_id = ? AND moved_out_at IS NULL ORDER BY esiid",
                (row, n) -> new Stay(row.getString(1), row.getTimestamp(2).toInstant()),
                customer.value());
    }

    @Override
    public void add(Download download) {
        jdbc.update(
                "INSERT INTO customer_download (id, customer_id, esiid, from_day, to_day, way, language, requested_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                download.id(),
                download.customer().value(),
                download.esiid(),
                Date.valueOf(download.from()),
                Date.valueOf(download.to()),
                download.way().name(),
                download.language().tag(),
                Timestamp.from(download.requestedAt()));
    }

    @Override
    public Optional<Download> find(String id) {
        return jdbc
                .query(
                        "SELECT id, customer_id, esiid, from_day, to_day, way, language, requested_at"
                                + " FROM customer_download WHERE id = ?",
                        (row, n) -> new Download(
                                row.getString(1),
                                new CustomerId(row.getString(2)),
                                row.getString(3),
                                row.getDate(4).toLocalDate(),
                                row.getDate(5).toLocalDate(),
                                Way.valueOf(row.getString(6)),
                                Language.of(row.getString(7)).orElse(Language.EN),
                                row.getTimestamp(8).toInstant()),
                        id)
                .stream()
                .findFirst();
    }

    @Override
    public int mailsSince(CustomerId customer, Instant moment) {
        Integer mails = jdbc.queryForObject(
                "SELECT count(*) FROM customer_download WHERE customer_id = ? AND way = 'MAIL' AND requested_at >= ?",
                Integer.class,
                customer.value(),
                Timestamp.from(moment));
        return mails == null ? 0 : mails;
    }
}
