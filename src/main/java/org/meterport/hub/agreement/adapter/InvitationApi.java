package org.meterport.hub.agreement.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.Agreements;
import org.meterport.hub.agreement.CreateInvitations;
import org.meterport.hub.agreement.CreateInvitations.Batch;
import org.meterport.hub.agreement.CreateInvitations.Result;
import org.meterport.hub.agreement.InvitationId;
import org.meterport.hub.agreement.InvitationItem;
import org.meterport.hub.agreement.ManageInvitation;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** The own API's operations on invitations: bean {@code invitationApi}. */
public final class InvitationApi {

    private static final String PATH = "/api/v1/invitations";

    private final CreateInvitations createInvitations;
    private final ManageInvitation manageInvitation;
    private final Agreements agreements;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;
    private final InstantSource clock;

    InvitationApi(
            CreateInvitations createInvitations,
            ManageInvitation manageInvitation,
            Agreements agreements,
            FirstAnswers firstAnswers,
            Transactions transactions,
            InstantSource clock) {
        this.createInvitations = createInvitations;
        this.manageInvitation = manageInvitation;
        this.agreements = agreements;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Operation {@code create-invitations}. */
    public ApiReply create(ApiRequest request) {
        List<InvitationItem> items = new ArrayList<>();
        request.body().path("items").forEach(item -> items.add(item(item)));
        Map<String, Premise> known = createInvitations.lookUp(items);
        return firstAnswers.once(request, () -> {
            Batch batch = createInvitations.create(request.thirdParty(), actor(request), items, known);
            return ApiReply.accepted(PATH + "?batchId=" + batch.id(), body(batch));
        });
    }

    /** Operation {@code list-invitations}. */
    public ApiReply list(ApiRequest request) {
        Page page = Page.of(request);
        List<List<AgreementState>> states = Page.values(request, "status", InvitationApi::states);
        var query = new Agreements.Query(
                false,
                page.after(),
                page.probe(),
                states.stream().flatMap(List::stream).toList(),
                Optional.ofNullable(request.parameters().get("esiid")),
                Optional.ofNullable(request.parameters().get("batchId")));
        Instant now = clock.instant();
        List<Agreement> found = transactions.asPartner(request.thirdParty(), () -> agreements.page(query));
        return ApiReply.ok(page.reply(
                found,
                agreement -> agreement.invitation().orElseThrow().id().value(),
                agreement -> AgreementViews.invitation(agreement, now)));
    }

    /** Operation {@code get-invitation}. */
    public ApiReply get(ApiRequest request) {
        InvitationId id = id(request);
        Agreement found = transactions.asPartner(request.thirdParty(), () -> manageInvitation.find(id));
        return ApiReply.ok(AgreementViews.invitation(found, clock.instant()));
    }

    /** Operation {@code resend-invitation}. */
    public ApiReply resend(ApiRequest request) {
        return change(request, id -> manageInvitation.resend(id, actor(request)));
    }

    /** Operation {@code withdraw-invitation}. */
    public ApiReply withdraw(ApiRequest request) {
        return change(request, id -> manageInvitation.withdraw(id, actor(request)));
    }

    private ApiReply change(ApiRequest request, Function<InvitationId, Agreement> work) {
        InvitationId id = id(request);
        return firstAnswers.once(
                request, () -> ApiReply.ok(AgreementViews.invitation(work.apply(id), clock.instant())));
    }

    private static InvitationItem item(JsonNode item) {
        return new InvitationItem(
                item.path("kind").asText(),
                texts(item.path("esiids")),
                item.path("customerEmail").asText(),
                texts(item.path("data")),
                item.path("oneTime").asBoolean(),
                item.hasNonNull("termMonths")
                        ? Optional.of(item.path("termMonths").asInt())
                        : Optional.empty(),
                texts(item.path("devices")),
                item.path("purpose").asText(),
                item.hasNonNull("language") ? Optional.of(item.path("language").asText()) : Optional.empty());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Map<String, Object> body(Batch batch) {
        List<Map<String, Object>> results = new ArrayList<>();
        int accepted = 0;
        for (int i = 0; i < batch.results().size(); i++) {
            Result result = batch.results().get(i);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("index", i);
            result.invited().ifPresent(agreement -> {
                line.put("status", "ACCEPTED");
                line.put(
                        "invitationId",
                        agreement.invitation().orElseThrow().id().value());
                line.put("agreementId", agreement.id().value());
                line.put(
                        "expiresAt",
                        AgreementViews.text(agreement.invitation().orElseThrow().expiresAt()));
            });
            result.refused().ifPresent(refused -> {
                line.put("status", "REFUSED");
                line.put("code", refused.code());
                line.put("detail", refused.detail());
            });
            accepted += result.invited().isPresent() ? 1 : 0;
            results.add(line);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("batchId", batch.id());
        body.put("accepted", accepted);
        body.put("refused", results.size() - accepted);
        body.put("results", results);
        return body;
    }

    private static InvitationId id(ApiRequest request) {
        String text = request.parameter("invitationId");
        if (!text.startsWith("inv_") || text.length() > 64) {
            throw new Rejection(AgreementProblem.INVITATION_UNKNOWN, "You have no such invitation.");
        }
        return new InvitationId(text);
    }

    private static List<AgreementState> states(String name, String word) {
        return switch (word) {
            case "PENDING" -> List.of(AgreementState.VALIDATED, AgreementState.INVITED);
            case "ACCEPTED" ->
                List.of(AgreementState.values()).stream()
                        .filter(AgreementState::wasGranted)
                        .toList();
            case "REJECTED" -> List.of(AgreementState.REJECTED);
            case "EXPIRED" -> List.of(AgreementState.INVITE_EXPIRED);
            case "WITHDRAWN" -> List.of(AgreementState.WITHDRAWN);
            default -> throw Page.broken(name + " holds PENDING, ACCEPTED, REJECTED, EXPIRED or WITHDRAWN.");
        };
    }

    /** Who calls, and whether as a program or at the portal. */
    static Actor actor(ApiRequest request) {
        ApiCaller caller = request.caller().orElseThrow();
        return caller.atPortal() ? Actor.thirdPartyAtPortal(caller.userName()) : Actor.thirdParty(caller.userName());
    }
}
