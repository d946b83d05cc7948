package org.meterport.hub.party.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.party.RegisterThirdParty;
import org.meterport.hub.party.Registration;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/** How companies come in: bean {@code companyApi}, for one operation of the own API and two of the operator's. */
public final class CompanyApi {

    private final RegisterThirdParty registerThirdParty;
    private final ThirdParties thirdParties;
    private final Transactions transactions;

    CompanyApi(RegisterThirdParty registerThirdParty, ThirdParties thirdParties, Transactions transactions) {
        this.registerThirdParty = registerThirdParty;
        this.thirdParties = thirdParties;
        this.transactions = transactions;
    }

    /** Operation {@code register-third-party}. */
    public ApiReply register(ApiRequest request) {
        JsonNode body = request.body();
        ThirdParty company = registerThirdParty.register(new Registration(
                body.path("legalName").asText(),
                body.path("duns").asText(),
                body.path("email").asText(),
                body.path("contactName").asText(),
                body.path("contactPhone").asText(),
                text(body, "websiteUrl"),
                text(body, "privacyUrl"),
                text(body, "privacySeal"),
                body.path("termsVersion").asText(),
                body.path("userName").asText(),
                body.path("secret").asText()));
        return new ApiReply(201, Map.of(), view(company));
    }

    /** The operator's operation {@code list-third-parties}. */
    public ApiReply list(ApiRequest request) {
        Optional<ThirdParty.Status> status =
                Optional.ofNullable(request.parameters().get("status")).map(ThirdParty.Status::valueOf);
        return ApiReply.ok(Map.of(
                "items",
                transactions.asOperator(() -> thirdParties.all(status)).stream()
                        .map(CompanyApi::view)
                        .toList()));
    }

    /** The operator's operation {@code approve-third-party}. */
    public ApiReply approve(ApiRequest request) {
        return ApiReply.ok(view(registerThirdParty.approve(id(request))));
    }

    /** The operator's operation {@code waive-conformance}. */
    public ApiReply waiveConformance(ApiRequest request) {
        String by = request.body().path("waivedBy").asText().strip();
        String reason = request.body().path("reason").asText().strip();
        Map<String, Object> view = view(registerThirdParty.waiveConformance(id(request), by, reason));
        view.put("conformanceWaiver", Map.of("waivedBy", by, "reason", reason));
        return ApiReply.ok(view);
    }

    /** @throws Rejection {@link PartyProblem#THIRD_PARTY_UNKNOWN} for a parameter that names none */
    public static ThirdPartyId id(ApiRequest request) {
        String text = request.parameter("thirdPartyId");
        if (!text.matches("tp_[0-9a-z_]{1,60}")) {
            throw new Rejection(PartyProblem.THIRD_PARTY_UNKNOWN, "There is no such Third Party.");
        }
        return new ThirdPartyId(text);
    }

    /** A company in the API's JSON. */
    public static Map<String, Object> view(ThirdParty company) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", company.id().value());
        view.put("legalName", company.legalName());
        view.put("duns", company.duns());
        view.put("email", company.email());
        company.websiteUrl().ifPresent(url -> view.put("websiteUrl", url));
        company.privacyUrl().ifPresent(url -> view.put("privacyUrl", url));
        company.privacySeal().ifPresent(seal -> view.put("privacySeal", seal));
        view.put("status", company.status().name());
        return view;
    }

    private static Optional<String> text(JsonNode body, String field) {
        return body.hasNonNull(field) ? Optional.of(body.path(field).asText()) : Optional.empty();
    }
}
