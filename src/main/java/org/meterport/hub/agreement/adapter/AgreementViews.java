package org.meterport.hub.agreement.adapter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementId;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Invitation;
import org.meterport.hub.agreement.Scope;

/**
 * Agreements and invitations in the own API's JSON. What is due by the clock is shown as it is due, whether or not the
 * flow that writes it down has run; status and dates never contradict each other.
 */
final class AgreementViews {

    private AgreementViews() {}

    static Map<String, Object> invitation(Agreement agreement, Instant now) {
        Invitation invitation = agreement.invitation().orElseThrow();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", invitation.id().value());
        view.put("agreementId", agreement.id().value());
        view.put("batchId", invitation.batch());
        view.put("status", status(agreement, invitation, now));
        view.put("delivery", invitation.delivery().name());
        view.put("sends", invitation.sends());
        scope(view, agreement.scope());
        view.put("language", agreement.language().tag());
        view.put("createdAt", text(agreement.madeAt()));
        view.put("expiresAt", text(invitation.expiresAt()));
        return view;
    }

    static Map<String, Object> agreement(Agreement agreement, Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", agreement.id().value());
        view.put("number", agreement.number());
        agreement.invitation().ifPresent(i -> view.put("invitationId", i.id().value()));
        boolean due = agreement.state() == AgreementState.ACTIVE && !agreement.isLive(now);
        view.put("status", (due ? AgreementState.COMPLETED : agreement.state()).name());
        view.put("statusSince", text(due ? agreement.endsAt().orElseThrow() : agreement.stateSince()));
        scope(view, agreement.scope());
        agreement.startsAt().ifPresent(at -> view.put("startsAt", text(at)));
        agreement.endsAt().ifPresent(at -> view.put("endsAt", text(at)));
        agreement.renews().map(AgreementId::value).ifPresent(id -> view.put("renews", id));
        view.put("termsVersion", agreement.termsVersion());
        return view;
    }

    static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void scope(Map<String, Object> view, Scope scope) {
        view.put("kind", scope.kind().name());
        view.put("esiids", scope.esiids());
        view.put("data", scope.data().stream().sorted().map(DataKind::name).toList());
        view.put("oneTime", scope.term().oneTime());
        scope.term().months().ifPresent(months -> view.put("termMonths", months));
        if (!scope.devices().isEmpty()) {
            view.put("devices", scope.devices());
        }
        view.put("purpose", scope.purpose());
    }

    private static String status(Agreement agreement, Invitation invitation, Instant now) {
        AgreementState state = agreement.state();
        if (state.wasGranted()) {
            return "ACCEPTED";
        }
        if (state.isOpen()) {
            return now.isBefore(invitation.expiresAt()) ? "PENDING" : "EXPIRED";
        }
        return state == AgreementState.INVITE_EXPIRED ? "EXPIRED" : state.name();
    }
}
