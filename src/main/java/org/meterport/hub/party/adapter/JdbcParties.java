package org.meterport.hub.party.adapter;

import java.util.Optional;
import org.meterport.hub.party.ApiCredentials;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Companies and their API users as tables. */
public final class JdbcParties implements ThirdParties, ApiCredentials {

    private final JdbcTemplate jdbc;

    public JdbcParties(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<ThirdParty> find(ThirdPartyId id) {
        return jdbc
                .query(
                        "SELECT id, legal_name, duns, email, website_url, privacy_url, status FROM third_party WHERE id = ?",
                        (row, n) -> new ThirdParty(
                                new ThirdPartyId(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                Optional.ofNullable(row.getString(5)),
                                Optional.ofNullable(row.getString(6)),
                                ThirdParty.Status.valueOf(row.getString(7))),
                        id.value())
                .stream()
                .findFirst();
    }

    @Override
    public void suspend(ThirdPartyId id) {
        jdbc.update("UPDATE third_party SET status = 'SUSPENDED' WHERE id = ?", id.value());
    }

    @Override
    public Optional<ApiCredential> find(String userName) {
        return jdbc
                .query(
                        "SELECT user_name, third_party_id, secret_hash FROM api_credential"
                                + " WHERE user_name = ? AND status = 'ACTIVE'",
                        (row, n) -> new ApiCredential(
                                row.getString(1), new ThirdPartyId(row.getString(2)), row.getString(3)),
                        userName)
                .stream()
                .findFirst();
    }
}
