package org.meterport.hub.portal.adapter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meterport.hub.portal.adapter.PortalCalls.Answer;
import org.meterport.hub.signin.Visitor;
import org.springframework.web.servlet.ModelAndView;

/** Pages of lists: filtered and turned as the API's lists are, by its cursor. */
final class PortalList {

    private static final String LIMIT = "25";

    private PortalList() {}

    /**
     * A page with {@code items}, {@code asked} and, where another follows, {@code more}: its address.
     *
     * @param asked the request's parameters
     * @param filters which of them the operation takes
     */
    static ModelAndView of(
            PortalCalls calls,
            Visitor visitor,
            String operation,
            String view,
            Map<String, String> asked,
            String... filters) {
        Map<String, String> parameters = filtered(asked, filters);
        Map<String, String> kept = new LinkedHashMap<>(parameters);
        parameters.put("limit", LIMIT);
        PortalForm.keep(parameters, "cursor", asked.getOrDefault("cursor", ""));
        ModelAndView page = new ModelAndView(view);
        fill(page, calls.shown(visitor, operation, parameters), kept);
        return page;
    }

    static Map<String, String> filtered(Map<String, String> asked, String... filters) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String filter : filters) {
            PortalForm.keep(parameters, filter, asked.getOrDefault(filter, ""));
        }
        return parameters;
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static void fill(ModelAndView page, Answer answer, Map<String, String> kept) {
        page.addObject("items", answer.body().getOrDefault("items", List.of()));
        page.addObject("asked", kept);
        if (answer.body().get("nextCursor") instanceof String cursor) {
            Map<String, String> next = new LinkedHashMap<>(kept);
            next.put("cursor", cursor);
            page.addObject("more", "?" + query(next));
        }
    }
}
