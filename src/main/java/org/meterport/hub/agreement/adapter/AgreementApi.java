package org.meterport.hub.agreement.adapter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementEvent;
import org.meterport.hub.agreement.AgreementId;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.Agreements;
import org.meterport.hub.agreement.EndAgreement;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** The own API's operations on agreements: bean {@code agreementApi}. */
public final class AgreementApi {

    private final Agreements agreements;
    private final EndAgreement endAgreement;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;
    private final InstantSource clock;

    AgreementApi(
            Agreements agreements,
            EndAgreement endAgreement,
            FirstAnswers firstAnswers,
            Transactions transactions,
            InstantSource clock) {
        this.agreements = agreements;
        this.endAgreement = endAgreement;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Operation {@code list-agreements}: those a customer said yes to. */
    public ApiReply list(ApiRequest request) {
        Page page = Page.of(request);
        var query = new Agreements.Query(
                true,
                page.after(),
                page.probe(),
                Page.values(request, "status", AgreementApi::state),
                Optional.ofNullable(request.parameters().get("esiid")),
                Optional.empty());
        Instant now = clock.instant();
        List<Agreement> found = transactions.asPartner(request.thirdParty(), () -> agreements.page(query));
        return ApiReply.ok(page.reply(
                found, agreement -> agreement.id().value(), agreement -> AgreementViews.agreement(agreement, now)));
    }

    /** Operation {@code get-agreement}: one agreement and its steps. */
    public ApiReply get(ApiRequest request) {
        AgreementId id = id(request);
        return transactions.asPartner(request.thirdParty(), () -> {
            Agreement agreement = agreements.find(id).orElseThrow(AgreementApi::unknown);
            Map<String, Object> view = view(agreement);
            view.put(
                    "events",
                    agreements.events(id).stream().map(AgreementApi::event).toList());
            return ApiReply.ok(view);
        });
    }

    /** Operation {@code end-agreement}. */
    public ApiReply end(ApiRequest request) {
        AgreementId id = id(request);
        Actor actor = InvitationApi.actor(request);
        return firstAnswers.once(
                request,
                () -> ApiReply.ok(AgreementViews.agreement(endAgreement.byThirdParty(id, actor), clock.instant())));
    }

    /** Operation {@code confirm-deletion}. */
    public ApiReply confirmDeletion(ApiRequest request) {
        AgreementId id = id(request);
        Actor actor = InvitationApi.actor(request);
        return firstAnswers.once(request, () -> ApiReply.ok(view(endAgreement.confirmDeletion(id, actor))));
    }

    private Map<String, Object> view(Agreement agreement) {
        Map<String, Object> view = AgreementViews.agreement(agreement, clock.instant());
        Optional.ofNullable(agreements.deletions(List.of(agreement.id())).get(agreement.id()))
                .ifPresent(at -> view.put("deletionConfirmedAt", AgreementViews.text(at)));
        return view;
    }

    private static Map<String, Object> event(AgreementEvent event) {
        return Map.of(
                "at", AgreementViews.text(event.at()),
                "from", event.from().name(),
                "to", event.to().name(),
                "cause", event.cause().name(),
                // whose side it was; a customer's own id stays with the hub
                "actor", event.actor().kind().name(),
                "channel", event.actor().channel().name());
    }

    private static AgreementId id(ApiRequest request) {
        String text = request.parameter("agreementId");
        if (!text.startsWith("agr_") || text.length() > 64) {
            throw unknown();
        }
        return new AgreementId(text);
    }

    private static Rejection unknown() {
        return new Rejection(AgreementProblem.AGREEMENT_UNKNOWN, "You have no such agreement.");
    }

    private static AgreementState state(String name, String word) {
        return Arrays.stream(AgreementState.values())
                .filter(state -> state.wasGranted() && state.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Page.broken(name + " holds a status of an agreement, such as ACTIVE."));
    }
}
