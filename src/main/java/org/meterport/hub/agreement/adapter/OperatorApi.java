package org.meterport.hub.agreement.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.EraseCustomer;
import org.meterport.hub.agreement.SuspendThirdParty;
import org.meterport.hub.agreement.TakePremiseEvents;
import org.meterport.hub.agreement.TakePremiseEvents.Event;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.adapter.CompanyApi;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.premise.Premise.Rep;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/** The operator's operations that end agreements: bean {@code operatorApi}. */
public final class OperatorApi {

    private static final Actor OPERATOR = Actor.operator("operator");

    private final SuspendThirdParty suspendThirdParty;
    private final TakePremiseEvents takePremiseEvents;
    private final EraseCustomer eraseCustomer;
    private final ThirdParties thirdParties;
    private final Transactions transactions;

    OperatorApi(
            SuspendThirdParty suspendThirdParty,
            TakePremiseEvents takePremiseEvents,
            EraseCustomer eraseCustomer,
            ThirdParties thirdParties,
            Transactions transactions) {
        this.suspendThirdParty = suspendThirdParty;
        this.takePremiseEvents = takePremiseEvents;
        this.eraseCustomer = eraseCustomer;
        this.thirdParties = thirdParties;
        this.transactions = transactions;
    }

    /** Operation {@code suspend-third-party}. */
    public ApiReply suspend(ApiRequest request) {
        ThirdPartyId id = CompanyApi.id(request);
        if (transactions.asOperator(() -> thirdParties.find(id)).isEmpty()) {
            throw new Rejection(PartyProblem.THIRD_PARTY_UNKNOWN, "There is no Third Party " + id + ".");
        }
        int ended = suspendThirdParty.suspend(id, OPERATOR);
        Map<String, Object> view = CompanyApi.view(
                transactions.asOperator(() -> thirdParties.find(id)).orElseThrow());
        view.put("ended", ended);
        return ApiReply.ok(view);
    }

    /** Operation {@code take-premise-events}. */
    public ApiReply takePremiseEvents(ApiRequest request) {
        List<Event> events = new ArrayList<>();
        request.body().path("items").forEach(item -> events.add(event(item)));
        List<Optional<Rejection>> refusals = takePremiseEvents.take(events, OPERATOR);
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 0; i < refusals.size(); i++) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("index", i);
            line.put("status", refusals.get(i).isEmpty() ? "TAKEN" : "REFUSED");
            refusals.get(i).ifPresent(refused -> {
                line.put("code", refused.code());
                line.put("detail", refused.detail());
            });
            results.add(line);
        }
        return ApiReply.ok(Map.of("results", results));
    }

    /** Operation {@code erase-customer}. */
    public ApiReply erase(ApiRequest request) {
        CustomerId erased = eraseCustomer.erase(
                request.body().path("esiid").asText(),
                request.body().path("customerEmail").asText(),
                OPERATOR);
        return ApiReply.ok(Map.of("customerId", erased.value()));
    }

    /** The contract has seen to it that the fields of its kind are there. */
    private static Event event(JsonNode item) {
        String esiid = item.path("esiid").asText();
        return switch (item.path("kind").asText()) {
            case "MOVED_OUT" -> new Event.MovedOut(esiid);
            case "MOVED_IN" ->
                new Event.MovedIn(
                        esiid,
                        item.at("/customer/email").asText(),
                        item.at("/customer/name").asText(),
                        Language.of(item.at("/customer/language").asText("en")).orElse(Language.EN));
            default ->
                new Event.RepChanged(
                        esiid,
                        new Rep(
                                item.at("/rep/name").asText(),
                                item.at("/rep/certificate").asInt()));
        };
    }
}
