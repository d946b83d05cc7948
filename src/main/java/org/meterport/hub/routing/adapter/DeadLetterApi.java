package org.meterport.hub.routing.adapter;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.routing.adapter.DeadLetters.Letter;

/** The operator's operations on what flows have given up: bean {@code deadLetterApi}. */
public final class DeadLetterApi {

    private final DeadLetters letters;

    DeadLetterApi(DeadLetters letters) {
        this.letters = letters;
    }

    /** Operation {@code list-dead-letters}. */
    public ApiReply list(ApiRequest request) {
        int limit = Integer.parseInt(request.parameters().getOrDefault("limit", "100"));
        return ApiReply.ok(Map.of(
                "items", letters.list(limit).stream().map(DeadLetterApi::view).toList()));
    }

    /** Operation {@code replay-dead-letters}: those named, or all of one flow, or all. */
    public ApiReply replay(ApiRequest request) {
        Set<String> ids = new HashSet<>();
        request.body().path("ids").forEach(id -> ids.add(id.asText()));
        String flow = request.body().path("flow").asText("");
        int replayed = letters.replay(letter ->
                (ids.isEmpty() || ids.contains(letter.id())) && (flow.isEmpty() || flow.equals(letter.flow())));
        return ApiReply.ok(Map.of("replayed", replayed));
    }

    private static Map<String, Object> view(Letter letter) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", letter.id());
        view.put("flow", letter.flow());
        view.put("step", letter.step());
        view.put("causeCode", letter.causeCode());
        view.put("attempts", letter.attempts());
        view.put("firstFailure", letter.firstFailure());
        view.put("lastFailure", letter.lastFailure());
        view.put("replayable", letter.replayable());
        return view;
    }
}
