package org.meterport.hub.agreement.adapter;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.shared.Rejection;

/** Paging of lists: how many, and from where on. The cursor is opaque; it holds the last id of the page before. */
record Page(int limit, Optional<String> after) {

    private static final int USUAL = 100;
    private static final int MOST = 500;

    /** @throws Rejection {@link ApiProblem#CONTRACT_BROKEN} when limit or cursor cannot be */
    static Page of(ApiRequest request) {
        return new Page(
                limit(request.parameters().get("limit")),
                Optional.ofNullable(request.parameters().get("cursor")).map(Page::decoded));
    }

    /** One row more than the page has, to see whether another page follows. */
    int probe() {
        return limit + 1;
    }

    Map<String, Object> reply(
            List<Agreement> found, Function<Agreement, String> id, Function<Agreement, Map<String, Object>> view) {
        List<Agreement> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> body = new HashMap<>();
        body.put("items", shown.stream().map(view).toList());
        if (found.size() > limit) {
            String last = id.apply(shown.get(limit - 1));
            body.put(
                    "nextCursor",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.US_ASCII)));
        }
        return body;
    }

    /** A parameter that names one or more of an enum's values, joined by commas; empty when it is not there. */
    static <T> List<T> values(ApiRequest request, String name, BiFunction<String, String, T> read) {
        String text = request.parameters().get(name);
        return text == null
                ? List.of()
                : List.of(text.split(",", 50)).stream()
                        .map(word -> read.apply(name, word.strip()))
                        .toList();
    }

    static Rejection broken(String detail) {
        return new Rejection(ApiProblem.CONTRACT_BROKEN, detail);
    }

    private static int limit(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw broken("limit may be 1 to " + MOST + ".");
        }
        return Integer.parseInt(text);
    }

    private static String decoded(String cursor) {
        try {
            String id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (id.matches("[\\x21-\\x7e]{1,64}")) {
                return id;
            }
            throw new IllegalArgumentException("no id");
        } catch (IllegalArgumentException foreign) {
            throw broken("cursor is not one of ours; take nextCursor of the page before as it stands.");
        }
    }
}
