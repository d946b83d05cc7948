package org.meterport.hub.party.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterport.hub.party.ApiCredentials;
import org.meterport.hub.party.Rating;
import org.meterport.hub.party.Registration;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.party.User;
import org.meterport.hub.party.User.Right;
import org.meterport.hub.party.Users;
import org.meterport.hub.party.adapter.JdbcCallerStanding.Standing;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Companies and their API users as tables. */
public final class JdbcParties implements ThirdParties, ApiCredentials, Users {

    private static final String SELECT = """
            SELECT id, legal_name, duns, email, website_url, privacy_url, privacy_seal, status, conformant,
            (SELECT round(avg(r.stars), 1) FROM third_party_rating r WHERE r.third_party_id = third_party.id) AS stars,
            (SELECT count(r.stars) FROM third_party_rating r WHERE r.third_party_id = third_party.id) AS ratings
            FROM third_party""";

    private static final String SELECT_USER =
            "SELECT user_name, third_party_id, administrator, rights, status FROM api_credential";

    private final JdbcTemplate jdbc;
    private final LateStandings lately;

    /** For who looks nobody's standing up. */
    public JdbcParties(JdbcTemplate jdbc) {
        this(jdbc, new LateStandings());
    }

    /** @param lately is told of what changes where somebody stands */
    JdbcParties(JdbcTemplate jdbc, LateStandings lately) {
        this.jdbc = jdbc;
        this.lately = lately;
    }

    @Override
    public Optional<ThirdParty> find(ThirdPartyId id) {
        return jdbc.query(SELECT + " WHERE id = ?", (row, n) -> thirdParty(row), id.value()).stream()
                .findFirst();
    }

    @Override
    public List<ThirdParty> all(Optional<ThirdParty.Status> status) {
        return jdbc.query(SELECT + " WHERE status = ANY (?) ORDER BY id", (row, n) -> thirdParty(row), (Object)
                Arrays.stream(ThirdParty.Status.values())
                        .filter(one -> status.isEmpty() || status.get() == one)
                        .map(Enum::name)
                        .toArray(String[]::new));
    }

    @Override
    public boolean add(ThirdParty company, Registration registration, Instant now) {
        return jdbc.update(
                        "INSERT INTO third_party (id, legal_name, duns, email, website_url, privacy_url, status,"
                                + " created_at, contact_name, contact_phone, privacy_seal, terms_version,"
                                + " terms_accepted_at, conformant) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        company.id().value(),
                        company.legalName(),
                        company.duns(),
                        company.email(),
                        company.websiteUrl().orElse(null),
                        company.privacyUrl().orElse(null),
                        company.status().name(),
                        Timestamp.from(now),
                        registration.contactName(),
                        registration.contactPhone(),
                        company.privacySeal().orElse(null),
                        registration.termsVersion(),
                        Timestamp.from(now),
                        company.conformant())
                == 1;
    }

    @Override
    public void rate(ThirdPartyId id, String customerId, int stars, Instant now) {
        jdbc.update(
                "INSERT INTO third_party_rating VALUES (?, ?, ?, ?) ON CONFLICT (third_party_id, customer_id)"
                        + " DO UPDATE SET stars = excluded.stars, rated_at = excluded.rated_at",
                id.value(),
                customerId,
                stars,
                Timestamp.from(now));
    }

    @Override
    public void passConformance(ThirdPartyId id) {
        jdbc.update("UPDATE third_party SET conformant = true WHERE id = ?", id.value());
    }

    @Override
    public void waiveConformance(ThirdPartyId id, String by, String reason, Instant now) {
        passConformance(id);
        jdbc.update(
                "INSERT INTO conformance_waiver (third_party_id, waived_at, waived_by, reason) VALUES (?, ?, ?, ?)",
                id.value(),
                Timestamp.from(now),
                by,
                reason);
    }

    @Override
    public void activate(ThirdPartyId id) {
        jdbc.update("UPDATE third_party SET status = 'ACTIVE' WHERE id = ?", id.value());
    }

    @Override
    public void suspend(ThirdPartyId id) {
        jdbc.update("UPDATE third_party SET status = 'SUSPENDED' WHERE id = ?", id.value());
        lately.changing();
    }

    @Override
    public Optional<ApiCredential> credential(String userName) {
        return jdbc
                .query(
                        "SELECT user_name, third_party_id, secret_hash, previous_secret_hash, previous_until"
                                + " FROM api_credential WHERE user_name = ? AND status = 'ACTIVE'",
                        (row, n) -> new ApiCredential(
                                row.getString(1),
                                new ThirdPartyId(row.getString(2)),
                                row.getString(3),
                                row.getString(4) == null
                                        ? Optional.empty()
                                        : Optional.of(new PreviousSecret(
                                                row.getString(4),
                                                row.getTimestamp(5).toInstant()))),
                        userName)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<User> find(String name) {
        return jdbc.query(SELECT_USER + " WHERE user_name = ?", (row, n) -> user(row), name).stream()
                .findFirst();
    }

    /** Users by their names, each with where its company stands. */
    Map<String, Standing> standings(Collection<String> userNames) {
        Map<String, Standing> standings = new HashMap<>();
        jdbc.query(
                "SELECT * FROM caller_standings(?)",
                row -> {
                    standings.put(
                            row.getString("user_name"),
                            new Standing(
                                    user(row),
                                    ThirdParty.Status.valueOf(row.getString("company")),
                                    row.getBoolean("conformant")));
                },
                (Object) userNames.toArray(String[]::new));
        return standings;
    }

    @Override
    public List<User> lock(ThirdPartyId thirdParty) {
        return jdbc.query(
                SELECT_USER + " WHERE third_party_id = ? AND status <> 'REVOKED' ORDER BY user_name FOR UPDATE",
                (row, n) -> user(row),
                thirdParty.value());
    }

    @Override
    public boolean add(User user, String secretHash, Instant now) {
        return jdbc.update(
                        "INSERT INTO api_credential (user_name, third_party_id, secret_hash, status, created_at,"
                                + " administrator, rights) VALUES (?, ?, ?, ?, ?, ?, ?::text[]) ON CONFLICT DO NOTHING",
                        user.name(),
                        user.thirdParty().value(),
                        secretHash,
                        user.status().name(),
                        Timestamp.from(now),
                        user.administrator(),
                        words(user.rights()))
                == 1;
    }

    @Override
    public void save(User user) {
        jdbc.update(
                "UPDATE api_credential SET administrator = ?, rights = ?::text[], status = ? WHERE user_name = ?",
                user.administrator(),
                words(user.rights()),
                user.status().name(),
                user.name());
        lately.changing();
    }

    @Override
    public void replaceSecret(String name, String secretHash, Instant previousUntil) {
        jdbc.update(
                "UPDATE api_credential SET previous_secret_hash = secret_hash, previous_until = ?, secret_hash = ?"
                        + " WHERE user_name = ?",
                Timestamp.from(previousUntil),
                secretHash,
                name);
    }

    private static ThirdParty thirdParty(ResultSet row) throws SQLException {
        long ratings = row.getLong("ratings");
        return new ThirdParty(
                new ThirdPartyId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)),
                Optional.ofNullable(row.getString(7)),
                Optional.ofNullable(row.getBigDecimal("stars")).map(stars -> new Rating(stars, ratings)),
                ThirdParty.Status.valueOf(row.getString("status")),
                row.getBoolean("conformant"));
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("user_name"),
                new ThirdPartyId(row.getString("third_party_id")),
                row.getBoolean("administrator"),
                Arrays.stream((String[]) row.getArray("rights").getArray())
                        .map(Right::valueOf)
                        .collect(Collectors.toSet()),
                User.Status.valueOf(row.getString("status")));
    }

    /** As PostgreSQL writes an array of plain words. */
    private static String words(Set<Right> rights) {
        return rights.stream().map(Right::name).sorted().collect(Collectors.joining(",", "{", "}"));
    }
}
