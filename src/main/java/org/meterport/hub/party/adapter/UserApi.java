package org.meterport.hub.party.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.party.ManageUsers;
import org.meterport.hub.party.ManageUsers.Change;
import org.meterport.hub.party.User;
import org.meterport.hub.party.User.Right;
import org.meterport.hub.shared.Transactions;

/** The own API's operations on a company's users: bean {@code userApi}. Secrets come in, and never go out. */
public final class UserApi {

    private final ManageUsers manageUsers;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;

    UserApi(ManageUsers manageUsers, FirstAnswers firstAnswers, Transactions transactions) {
        this.manageUsers = manageUsers;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
    }

    /** Operation {@code list-users}. */
    public ApiReply list(ApiRequest request) {
        return transactions.asPartner(
                request.thirdParty(),
                () -> ApiReply.ok(Map.of(
                        "items",
                        manageUsers.list(request.thirdParty(), actor(request)).stream()
                                .map(UserApi::view)
                                .toList())));
    }

    /** Operation {@code add-user}. */
    public ApiReply add(ApiRequest request) {
        JsonNode body = request.body();
        return firstAnswers.once(
                request,
                () -> new ApiReply(
                        201,
                        Map.of(),
                        view(manageUsers.add(
                                request.thirdParty(),
                                actor(request),
                                body.path("userName").asText(),
                                body.path("secret").asText(),
                                body.path("administrator").asBoolean(),
                                rights(body)))));
    }

    /** Operation {@code change-user}. */
    public ApiReply change(ApiRequest request) {
        JsonNode body = request.body();
        var change = new Change(
                body.has("administrator")
                        ? Optional.of(body.path("administrator").asBoolean())
                        : Optional.empty(),
                body.has("rights") ? Optional.of(rights(body)) : Optional.empty(),
                body.has("status")
                        ? Optional.of(User.Status.valueOf(body.path("status").asText()))
                        : Optional.empty());
        return firstAnswers.once(
                request,
                () -> ApiReply.ok(view(manageUsers.change(
                        request.thirdParty(), actor(request), request.parameter("userName"), change))));
    }

    /** Operation {@code change-secret}. */
    public ApiReply changeSecret(ApiRequest request) {
        return firstAnswers.once(request, () -> {
            var until = manageUsers.changeSecret(
                    request.thirdParty(),
                    actor(request),
                    request.parameter("userName"),
                    request.body().path("secret").asText(),
                    request.body().path("previousEndsNow").asBoolean());
            return ApiReply.ok(
                    Map.of("userName", request.parameter("userName"), "previousSecretUntil", until.toString()));
        });
    }

    private static String actor(ApiRequest request) {
        return request.caller().orElseThrow().userName();
    }

    private static Set<Right> rights(JsonNode body) {
        Set<Right> rights = new HashSet<>();
        body.path("rights").forEach(right -> rights.add(Right.valueOf(right.asText())));
        return rights;
    }

    private static Map<String, Object> view(User user) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("userName", user.name());
        view.put("administrator", user.administrator());
        view.put("rights", user.rights().stream().sorted().map(Right::name).toList());
        view.put("status", user.status().name());
        return view;
    }
}
