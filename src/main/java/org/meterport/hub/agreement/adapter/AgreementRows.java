package org.meterport.hub.agreement.adapter;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementEvent;
import org.meterport.hub.agreement.AgreementId;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Invitation;
import org.meterport.hub.agreement.InvitationId;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.shared.ThirdPartyId;

/** Agreements and events as rows, both ways. */
final class AgreementRows {

    /** The ESIIDs come along in the order in which they were asked for. */
    static final String SELECT = """
            SELECT a.*, (SELECT array_agg(p.esiid ORDER BY p.position) FROM agreement_premise p
            WHERE p.agreement_id = a.id) AS esiids FROM agreement a\s""";

    private AgreementRows() {}

    static Agreement agreement(ResultSet row) throws SQLException {
        int months = row.getInt("term_months");
        Term term = new Term(row.getBoolean("one_time"), months == 0 ? OptionalInt.empty() : OptionalInt.of(months));
        var scope = new Scope(
                AgreementKind.valueOf(row.getString("kind")),
                texts(row.getArray("data")).stream().map(DataKind::valueOf).collect(Collectors.toUnmodifiableSet()),
                term,
                texts(row.getArray("esiids")),
                texts(row.getArray("devices")),
                row.getString("purpose"));
        return new Agreement(
                new AgreementId(row.getString("id")),
                row.getLong("number"),
                new ThirdPartyId(row.getString("third_party_id")),
                new CustomerId(row.getString("customer_id")),
                scope,
                Language.of(row.getString("language")).orElseThrow(),
                AgreementState.valueOf(row.getString("state")),
                row.getTimestamp("state_since").toInstant(),
                row.getTimestamp("made_at").toInstant(),
                instant(row.getTimestamp("starts_at")),
                instant(row.getTimestamp("ends_at")),
                row.getString("terms_version"),
                invitation(row),
                Optional.ofNullable(row.getString("renews")).map(AgreementId::new));
    }

    static AgreementEvent event(ResultSet row) throws SQLException {
        return new AgreementEvent(
                new AgreementId(row.getString("agreement_id")),
                row.getTimestamp("happened_at").toInstant(),
                AgreementState.valueOf(row.getString("from_state")),
                AgreementState.valueOf(row.getString("to_state")),
                AgreementState.Cause.valueOf(row.getString("cause")),
                new Actor(
                        Actor.Kind.valueOf(row.getString("actor_kind")),
                        row.getString("actor"),
                        Actor.Channel.valueOf(row.getString("channel"))),
                row.getString("terms_version"));
    }

    static Object[] values(Agreement agreement) {
        Optional<Invitation> invitation = agreement.invitation();
        Scope scope = agreement.scope();
        return new @Nullable Object[] {
            agreement.id().value(),
            agreement.thirdParty().value(),
            agreement.customer().value(),
            scope.kind().name(),
            data(scope),
            scope.term().oneTime(),
            scope.term().months().isPresent() ? scope.term().months().getAsInt() : null,
            scope.devices().stream().collect(Collectors.joining(",", "{", "}")),
            scope.purpose(),
            agreement.language().tag(),
            agreement.state().name(),
            Timestamp.from(agreement.stateSince()),
            Timestamp.from(agreement.madeAt()),
            agreement.startsAt().map(Timestamp::from).orElse(null),
            agreement.endsAt().map(Timestamp::from).orElse(null),
            agreement.termsVersion(),
            agreement.renews().map(AgreementId::value).orElse(null),
            invitation.map(i -> i.id().value()).orElse(null),
            invitation.map(Invitation::batch).orElse(null),
            invitation.map(i -> Timestamp.from(i.expiresAt())).orElse(null),
            invitation.map(Invitation::sends).orElse(0),
            invitation.map(i -> i.delivery().name()).orElse(null),
        };
    }

    /** OPEN invited, LIVE in force, OVER refused or ended. */
    static String phase(AgreementState state) {
        if (state.isOpen()) {
            return "OPEN";
        }
        return state == AgreementState.ACTIVE ? "LIVE" : "OVER";
    }

    /** As PostgreSQL writes an array of plain words. */
    static String data(Scope scope) {
        return scope.data().stream().map(DataKind::name).sorted().collect(Collectors.joining(",", "{", "}"));
    }

    private static Optional<Invitation> invitation(ResultSet row) throws SQLException {
        String id = row.getString("invitation_id");
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(new Invitation(
                new InvitationId(id),
                row.getString("batch_id"),
                row.getTimestamp("invitation_expires_at").toInstant(),
                row.getInt("sends"),
                Invitation.Delivery.valueOf(row.getString("delivery"))));
    }

    private static Optional<Instant> instant(@Nullable Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
