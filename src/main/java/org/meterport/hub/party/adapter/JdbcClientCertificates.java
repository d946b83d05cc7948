package org.meterport.hub.party.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.party.ClientCertificate;
import org.meterport.hub.party.ClientCertificates;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Companies' certificates as a table. */
final class JdbcClientCertificates implements ClientCertificates {

    private final JdbcTemplate jdbc;

    JdbcClientCertificates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean add(ClientCertificate added) {
        return jdbc.update(
                        "INSERT INTO client_certificate (id, third_party_id, fingerprint, subject, issuer, not_before,"
                                + " not_after, certificate, added_by, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        added.id(),
                        added.thirdParty().value(),
                        added.fingerprint(),
                        added.subject(),
                        added.issuer(),
                        Timestamp.from(added.notBefore()),
                        Timestamp.from(added.notAfter()),
                        added.certificate(),
                        added.addedBy(),
                        Timestamp.from(added.addedAt()))
                == 1;
    }

    @Override
    public List<ClientCertificate> of(ThirdPartyId thirdParty) {
        return jdbc.query(
                "SELECT * FROM client_certificate WHERE third_party_id = ? ORDER BY added_at DESC, id DESC",
                (row, n) -> certificate(row),
                thirdParty.value());
    }

    @Override
    public Optional<ClientCertificate> find(ThirdPartyId thirdParty, String fingerprint) {
        return jdbc
                .query(
                        "SELECT * FROM client_certificate WHERE third_party_id = ? AND fingerprint = ?"
                                + " AND revoked_at IS NULL",
                        (row, n) -> certificate(row),
                        thirdParty.value(),
                        fingerprint)
                .stream()
                .findFirst();
    }

    @Override
    public boolean revoke(ThirdPartyId thirdParty, String id, Instant now) {
        return jdbc.update(
                        "UPDATE client_certificate SET revoked_at = coalesce(revoked_at, ?)"
                                + " WHERE third_party_id = ? AND id = ?",
                        Timestamp.from(now),
                        thirdParty.value(),
                        id)
                == 1;
    }

    private static ClientCertificate certificate(ResultSet row) throws SQLException {
        return new ClientCertificate(
                row.getString("id"),
                new ThirdPartyId(row.getString("third_party_id")),
                row.getString("fingerprint"),
                row.getString("subject"),
                row.getString("issuer"),
                row.getTimestamp("not_before").toInstant(),
                row.getTimestamp("not_after").toInstant(),
                row.getString("certificate"),
                row.getString("added_by"),
                row.getTimestamp("added_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant));
    }
}
