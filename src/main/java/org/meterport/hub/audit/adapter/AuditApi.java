package org.meterport.hub.audit.adapter;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.audit.DisclosureLog.Reach;
import org.meterport.hub.audit.LoggedDisclosure;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/** What the operator's help desk and auditors ask the log: bean {@code auditApi}. */
public final class AuditApi {

    private static final int USUAL = 100;

    private final DisclosureLog log;
    private final Transactions transactions;

    AuditApi(DisclosureLog log, Transactions transactions) {
        this.log = log;
        this.transactions = transactions;
    }

    /** Operation {@code list-disclosures}. */
    public ApiReply list(ApiRequest request) {
        String limit = request.parameters().getOrDefault("limit", String.valueOf(USUAL));
        return ApiReply.ok(Map.of(
                "items",
                transactions.asOperator(() -> log.of(request.parameter("esiid"), Integer.parseInt(limit))).stream()
                        .map(AuditApi::view)
                        .toList()));
    }

    /** Operation {@code list-disclosed-esiids}. */
    public ApiReply reach(ApiRequest request) {
        Map<String, String> given = request.parameters();
        int limit = Integer.parseInt(given.getOrDefault("limit", String.valueOf(USUAL)));
        List<Map<String, Object>> items = transactions
                .asOperator(() -> log.reach(
                        new ThirdPartyId(request.parameter("thirdPartyId")),
                        Instant.parse(request.parameter("from")),
                        Instant.parse(request.parameter("to")),
                        given.getOrDefault("after", ""),
                        limit))
                .stream()
                .map(AuditApi::view)
                .toList();
        return ApiReply.ok(Map.of("items", items));
    }

    private static Map<String, Object> view(Reach reach) {
        return Map.of(
                "esiid", reach.esiid(),
                "times", reach.times(),
                "firstAt", reach.first().toString(),
                "lastAt", reach.last().toString());
    }

    /** Operation {@code list-agreement-disclosures}: row-level security shows a Third Party its own alone. */
    public ApiReply ofAgreement(ApiRequest request) {
        int limit = Integer.parseInt(request.parameters().getOrDefault("limit", String.valueOf(USUAL)));
        String agreement = request.parameter("agreementId");
        if (!agreement.startsWith("agr_")) {
            throw new Rejection(ApiProblem.NOT_FOUND, "The id of an agreement begins with agr_; check the address.");
        }
        return ApiReply.ok(Map.of(
                "items",
                transactions.asPartner(request.thirdParty(), () -> log.under(List.of(agreement), limit)).stream()
                        .map(AuditApi::view)
                        .toList()));
    }

    private static Map<String, Object> view(LoggedDisclosure one) {
        Disclosure disclosure = one.disclosure();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", one.id());
        view.put("at", one.at().toString());
        view.put("thirdPartyId", disclosure.thirdParty().value());
        view.put("agreementId", disclosure.agreementId());
        view.put("esiid", disclosure.esiid());
        view.put("kind", disclosure.kind());
        view.put("fromDay", disclosure.fromDay().toString());
        view.put("toDay", disclosure.toDay().toString());
        view.put("way", disclosure.way().name());
        view.put("reference", disclosure.reference());
        disclosure.bytes().ifPresent(bytes -> view.put("bytes", bytes));
        return view;
    }
}
