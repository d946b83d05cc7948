package org.meterport.hub.agreement.adapter;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.agreement.AgreementEvent;
import org.meterport.hub.agreement.AgreementId;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.Agreements;
import org.meterport.hub.agreement.Invitation;
import org.meterport.hub.agreement.InvitationId;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Agreements as tables. Batches go in one round trip each, since a request may bring ten thousand. */
public final class JdbcAgreements implements Agreements {

    private static final String INSERT = """
            INSERT INTO agreement (id, third_party_id, customer_id, kind, data, one_time, term_months, devices, purpose,
            language,
            state, state_since, made_at, starts_at, ends_at, terms_version, renews, invitation_id, batch_id,
            invitation_expires_at, sends, delivery)
            VALUES (?, ?, ?, ?, ?::text[], ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = "UPDATE agreement SET state = ?, state_since = ?, starts_at = ?, ends_at = ?,"
            + " sends = ?, delivery = ? WHERE id = ?";

    private static final String INSERT_PREMISE = """
            INSERT INTO agreement_premise (agreement_id, esiid, third_party_id, kind, data, one_time, phase, position)
            VALUES (?, ?, ?, ?, ?::text[], ?, ?, ?)""";

    private static final String INSERT_EVENT = """
            INSERT INTO agreement_event (agreement_id, third_party_id, happened_at, from_state, to_state, cause,
            actor_kind, actor, channel, terms_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcTemplate jdbc;

    public JdbcAgreements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lockNew(ThirdPartyId thirdParty) {
        jdbc.query(
                "SELECT pg_advisory_xact_lock(hashtextextended('new-agreement ' || ?, 0))",
                row -> {},
                thirdParty.value());
    }

    @Override
    public Map<String, AgreementState> taken(ThirdPartyId thirdParty, AgreementKind kind, Collection<String> esiids) {
        Map<String, AgreementState> taken = new HashMap<>();
        jdbc.query(
                "SELECT p.esiid, a.state FROM agreement_premise p JOIN agreement a ON a.id = p.agreement_id"
                        + " WHERE p.esiid = ANY (?) AND p.third_party_id = ? AND p.kind = ? AND p.phase <> 'OVER'",
                (ResultSet row) -> {
                    // an open question beside a grant in force: the grant is what the caller must hear of
                    taken.merge(
                            row.getString(1),
                            AgreementState.valueOf(row.getString(2)),
                            (a, b) -> a == AgreementState.ACTIVE ? a : b);
                },
                esiids.toArray(String[]::new),
                thirdParty.value(),
                kind.name());
        return taken;
    }

    @Override
    public void add(List<Change> made) {
        List<@Nullable Object[]> agreements = new ArrayList<>(made.size());
        List<Object[]> premises = new ArrayList<>(made.size());
        List<Object[]> events = new ArrayList<>(made.size());
        for (Change change : made) {
            Agreement agreement = change.agreement();
            agreements.add(AgreementRows.values(agreement));
            List<String> esiids = agreement.scope().esiids();
            for (int i = 0; i < esiids.size(); i++) {
                premises.add(new Object[] {
                    agreement.id().value(),
                    esiids.get(i),
                    agreement.thirdParty().value(),
                    agreement.scope().kind().name(),
                    AgreementRows.data(agreement.scope()),
                    agreement.scope().term().oneTime(),
                    AgreementRows.phase(agreement.state()),
                    i
                });
            }
            events.add(eventValues(agreement, change.event()));
        }
        jdbc.batchUpdate(INSERT, agreements);
        jdbc.batchUpdate(INSERT_PREMISE, premises);
        jdbc.batchUpdate(INSERT_EVENT, events);
    }

    @Override
    public void save(List<Change> changes) {
        List<@Nullable Object[]> agreements = new ArrayList<>(changes.size());
        List<Object[]> events = new ArrayList<>(changes.size());
        for (Change change : changes) {
            Agreement agreement = change.agreement();
            agreements.add(new @Nullable Object[] {
                agreement.state().name(),
                Timestamp.from(agreement.stateSince()),
                agreement.startsAt().map(Timestamp::from).orElse(null),
                agreement.endsAt().map(Timestamp::from).orElse(null),
                agreement.invitation().map(Invitation::sends).orElse(0),
                agreement.invitation().map(i -> i.delivery().name()).orElse(null),
                agreement.id().value()
            });
            events.add(eventValues(agreement, change.event()));
        }
        jdbc.batchUpdate(UPDATE, agreements);
        for (Change change : changes) {
            String phase = AgreementRows.phase(change.agreement().state());
            if (!phase.equals(AgreementRows.phase(change.event().from()))) {
                movePremises(change.agreement(), phase);
            }
        }
        jdbc.batchUpdate(INSERT_EVENT, events);
    }

    private void movePremises(Agreement agreement, String phase) {
        try {
            jdbc.update(
                    "UPDATE agreement_premise SET phase = ? WHERE agreement_id = ? AND phase <> 'OVER'",
                    phase,
                    agreement.id().value());
        } catch (DuplicateKeyException beside) {
            throw new Rejection(
                    AgreementProblem.ALREADY_GRANTED,
                    "Another agreement of this kind is in force for one of the ESIIDs of " + agreement.id() + ".");
        }
    }

    @Override
    public void saveDelivery(List<Agreement> agreements) {
        jdbc.batchUpdate(
                "UPDATE agreement SET delivery = ? WHERE id = ?",
                agreements.stream()
                        .map(agreement -> new Object[] {
                            agreement.invitation().orElseThrow().delivery().name(),
                            agreement.id().value()
                        })
                        .toList());
    }

    @Override
    public Optional<Agreement> find(AgreementId id) {
        return one("WHERE a.id = ?", id.value());
    }

    @Override
    public Optional<Agreement> find(InvitationId id) {
        return one("WHERE a.invitation_id = ?", id.value());
    }

    @Override
    public Optional<Agreement> lock(AgreementId id) {
        return one("WHERE a.id = ? FOR NO KEY UPDATE OF a", id.value());
    }

    @Override
    public Optional<Agreement> lock(InvitationId id) {
        return one("WHERE a.invitation_id = ? FOR NO KEY UPDATE OF a", id.value());
    }

    @Override
    public Map<InvitationId, Agreement> findAll(Collection<InvitationId> ids) {
        return all("", ids);
    }

    @Override
    public Map<InvitationId, Agreement> lockAll(Collection<InvitationId> ids) {
        return all(" ORDER BY a.id FOR NO KEY UPDATE OF a", ids);
    }

    @Override
    public List<AgreementEvent> events(AgreementId id) {
        return jdbc.query(
                "SELECT * FROM agreement_event WHERE agreement_id = ? ORDER BY id",
                (row, n) -> AgreementRows.event(row),
                id.value());
    }

    @Override
    public void confirmDeletion(Agreement agreement, Actor actor, Instant now) {
        jdbc.update(
                "INSERT INTO agreement_deletion (agreement_id, third_party_id, confirmed_at, actor, channel)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                agreement.id().value(),
                agreement.thirdParty().value(),
                Timestamp.from(now),
                actor.name(),
                actor.channel().name());
    }

    @Override
    public Map<AgreementId, Instant> deletions(Collection<AgreementId> ids) {
        Map<AgreementId, Instant> deletions = new HashMap<>();
        jdbc.query(
                "SELECT agreement_id, confirmed_at FROM agreement_deletion WHERE agreement_id = ANY (?)",
                (ResultSet row) -> {
                    deletions.put(
                            new AgreementId(row.getString(1)),
                            row.getTimestamp(2).toInstant());
                },
                (Object) ids.stream().map(AgreementId::value).toArray(String[]::new));
        return deletions;
    }

    @Override
    public List<Agreement> ofCustomer(CustomerId customer) {
        return jdbc.query(
                AgreementRows.SELECT + "WHERE a.customer_id = ? ORDER BY a.id DESC",
                (row, n) -> AgreementRows.agreement(row),
                customer.value());
    }

    @Override
    public List<Agreement> recent(Instant endedSince, int limit) {
        return jdbc.query(
                AgreementRows.SELECT
                        + "WHERE a.state IN ('VALIDATED', 'INVITED', 'ACTIVE') OR a.state_since >= ? ORDER BY a.id LIMIT ?",
                (row, n) -> AgreementRows.agreement(row),
                Timestamp.from(endedSince),
                limit);
    }

    @Override
    public Optional<Agreement> numbered(long number) {
        return jdbc
                .query(AgreementRows.SELECT + "WHERE a.number = ?", (row, n) -> AgreementRows.agreement(row), number)
                .stream()
                .findFirst();
    }

    @Override
    public List<Agreement> page(Query query) {
        String key = query.granted() ? "a.id" : "a.invitation_id";
        var sql = new StringBuilder(AgreementRows.SELECT)
                .append("WHERE ")
                .append(query.granted() ? "a.starts_at IS NOT NULL" : "a.invitation_id IS NOT NULL");
        List<Object> values = new ArrayList<>();
        query.after().ifPresent(id -> {
            sql.append(" AND ").append(key).append(" > ?");
            values.add(id);
        });
        if (!query.states().isEmpty()) {
            sql.append(" AND a.state = ANY (?)");
            values.add(query.states().stream().map(AgreementState::name).toArray(String[]::new));
        }
        query.esiid().ifPresent(esiid -> {
            sql.append(" AND EXISTS (SELECT FROM agreement_premise e WHERE e.agreement_id = a.id AND e.esiid = ?)");
            values.add(esiid);
        });
        query.batch().ifPresent(batch -> {
            sql.append(" AND a.batch_id = ?");
            values.add(batch);
        });
        sql.append(" ORDER BY ").append(key).append(" LIMIT ?");
        values.add(query.limit());
        return jdbc.query(sql.toString(), (row, n) -> AgreementRows.agreement(row), values.toArray());
    }

    @Override
    public List<AgreementId> served(ThirdPartyId thirdParty, Map<String, String> agreementByEsiid) {
        // the agreements first: whoever ends one locks it before its premises, and the two must not meet crosswise
        List<String> once = jdbc.query(
                "SELECT id FROM agreement WHERE id = ANY (?) AND one_time ORDER BY id FOR NO KEY UPDATE",
                (row, n) -> row.getString(1),
                (Object) agreementByEsiid.values().toArray(String[]::new));
        if (once.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                """
                WITH served AS (
                  UPDATE agreement_premise p SET phase = 'OVER'
                  FROM unnest(?::text[], ?::text[]) AS s (esiid, agreement_id)
                  WHERE p.agreement_id = s.agreement_id AND p.esiid = s.esiid AND p.third_party_id = ?
                  AND p.one_time AND p.phase = 'LIVE'
                  RETURNING p.agreement_id, p.esiid)
                SELECT DISTINCT s.agreement_id FROM served s
                WHERE NOT EXISTS (
                  SELECT FROM agreement_premise o WHERE o.agreement_id = s.agreement_id AND o.phase = 'LIVE'
                  AND NOT EXISTS (SELECT FROM served d WHERE d.agreement_id = o.agreement_id AND d.esiid = o.esiid))
                ORDER BY 1""",
                (row, n) -> new AgreementId(row.getString(1)),
                agreementByEsiid.keySet().toArray(String[]::new),
                agreementByEsiid.values().toArray(String[]::new),
                thirdParty.value());
    }

    @Override
    public List<AgreementId> due(Instant now, int limit) {
        return jdbc.query(
                """
                (SELECT id FROM agreement WHERE state IN ('VALIDATED', 'INVITED') AND invitation_expires_at <= ?
                 ORDER BY invitation_expires_at LIMIT ?)
                UNION ALL
                (SELECT id FROM agreement WHERE state = 'ACTIVE' AND ends_at <= ? ORDER BY ends_at LIMIT ?)
                LIMIT ?""",
                (row, n) -> new AgreementId(row.getString(1)),
                Timestamp.from(now),
                limit,
                Timestamp.from(now),
                limit,
                limit);
    }

    @Override
    public List<AgreementId> dueAt(
            ThirdPartyId thirdParty, AgreementKind kind, Collection<String> esiids, Instant now) {
        return jdbc.query(
                """
                SELECT DISTINCT a.id FROM agreement_premise p JOIN agreement a ON a.id = p.agreement_id
                WHERE p.esiid = ANY (?) AND p.third_party_id = ? AND p.kind = ? AND p.phase <> 'OVER'
                AND (CASE WHEN a.state = 'ACTIVE' THEN a.ends_at ELSE a.invitation_expires_at END) <= ?
                ORDER BY a.id""",
                (row, n) -> new AgreementId(row.getString(1)),
                esiids.toArray(String[]::new),
                thirdParty.value(),
                kind.name(),
                Timestamp.from(now));
    }

    @Override
    public List<String> staying(AgreementId id) {
        return jdbc.queryForList(
                "SELECT esiid FROM agreement_premise WHERE agreement_id = ? AND phase = 'LIVE' ORDER BY position",
                String.class,
                id.value());
    }

    @Override
    public List<AgreementId> unanswered(Instant madeUntil, Instant now, int limit) {
        return jdbc.query(
                "SELECT id FROM agreement WHERE state = 'INVITED' AND sends = 1 AND made_at <= ?"
                        + " AND invitation_expires_at > ? ORDER BY made_at LIMIT ?",
                (row, n) -> new AgreementId(row.getString(1)),
                Timestamp.from(madeUntil),
                Timestamp.from(now),
                limit);
    }

    /** A notice that would fall into the first half of a short term is left out. */
    @Override
    public List<Ending> ending(Instant now, int limit) {
        return jdbc.query(
                """
                SELECT e.id, e.days FROM (
                  SELECT a.id, a.starts_at, a.ends_at, CASE WHEN a.ends_at <= ?::timestamptz + interval '1 day' THEN 1
                    WHEN a.ends_at <= ?::timestamptz + interval '7 days' THEN 7 ELSE 30 END AS days
                  FROM agreement a WHERE a.state = 'ACTIVE' AND a.ends_at > ?::timestamptz
                  AND a.ends_at <= ?::timestamptz + interval '30 days') e
                WHERE e.ends_at - make_interval(days => e.days) > e.starts_at + (e.ends_at - e.starts_at) / 2
                AND NOT EXISTS (SELECT FROM agreement_reminder r WHERE r.agreement_id = e.id AND r.days_before = e.days)
                ORDER BY e.ends_at LIMIT ?""",
                (row, n) -> new Ending(new AgreementId(row.getString(1)), row.getInt(2)),
                Timestamp.from(now),
                Timestamp.from(now),
                Timestamp.from(now),
                Timestamp.from(now),
                limit);
    }

    @Override
    public boolean claimReminder(Ending ending, Instant now) {
        return jdbc.update(
                        "INSERT INTO agreement_reminder VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        ending.id().value(),
                        ending.daysBefore(),
                        Timestamp.from(now))
                == 1;
    }

    @Override
    public List<AgreementId> at(CustomerId customer, String esiid) {
        return jdbc.query(
                "SELECT a.id FROM agreement_premise p JOIN agreement a ON a.id = p.agreement_id"
                        + " WHERE p.esiid = ? AND p.phase <> 'OVER' AND a.customer_id = ? ORDER BY a.id",
                (row, n) -> new AgreementId(row.getString(1)),
                esiid,
                customer.value());
    }

    @Override
    public List<AgreementId> unfinished(ThirdPartyId thirdParty, int limit) {
        return jdbc.query(
                "SELECT id FROM agreement WHERE third_party_id = ? AND state IN ('VALIDATED', 'INVITED', 'ACTIVE')"
                        + " ORDER BY id LIMIT ?",
                (row, n) -> new AgreementId(row.getString(1)),
                thirdParty.value(),
                limit);
    }

    @Override
    public int leave(AgreementId id, String esiid) {
        jdbc.update(
                "UPDATE agreement_premise SET phase = 'OVER' WHERE agreement_id = ? AND esiid = ?", id.value(), esiid);
        Integer left = jdbc.queryForObject(
                "SELECT count(*) FROM agreement_premise WHERE agreement_id = ? AND phase = 'LIVE'",
                Integer.class,
                id.value());
        return left == null ? 0 : left;
    }

    private Optional<Agreement> one(String condition, String id) {
        return jdbc.query(AgreementRows.SELECT + condition, (row, n) -> AgreementRows.agreement(row), id).stream()
                .findFirst();
    }

    private Map<InvitationId, Agreement> all(String manner, Collection<InvitationId> ids) {
        return jdbc
                .query(
                        AgreementRows.SELECT + "WHERE a.invitation_id = ANY (?)" + manner,
                        (row, n) -> AgreementRows.agreement(row),
                        (Object) ids.stream().map(InvitationId::value).toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(
                        agreement -> agreement.invitation().orElseThrow().id(), agreement -> agreement));
    }

    private static Object[] eventValues(Agreement agreement, AgreementEvent event) {
        return new Object[] {
            agreement.id().value(),
            agreement.thirdParty().value(),
            Timestamp.from(event.at()),
            event.from().name(),
            event.to().name(),
            event.cause().name(),
            event.actor().kind().name(),
            event.actor().name(),
            event.actor().channel().name(),
            event.termsVersion()
        };
    }
}
