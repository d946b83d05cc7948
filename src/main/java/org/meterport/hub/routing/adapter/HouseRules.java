package org.meterport.hub.routing.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.routing.RouteFinding;
import org.meterport.hub.routing.RouteFinding.Rule;
import org.meterport.hub.routing.adapter.RouteDocument.Kind;

/**
 * The house rules for a flow's file: those an integration engineer relies on when reading logs, metrics and other
 * people's flows, and those that keep outsiders and programs out. The build and the gate use the same ones.
 */
public final class HouseRules {

    /** Longest allowed flow. */
    public static final int MAX_LINES = 60;

    private static final Set<String> SCRIPTS = Set.of(
            "groovy",
            "java",
            "joor",
            "js",
            "mvel",
            "ognl",
            "python",
            "spel",
            "csimple",
            "wasm",
            "datasonnet",
            "script");
    private static final Set<String> SCRIPT_COMPONENTS = Set.of("language", "exec", "class", "joor", "wasm");
    private static final Set<String> SQL_COMPONENTS = Set.of(
            "sql", "sql-stored", "jdbc", "spring-jdbc", "jpa", "mybatis", "mybatis-bean", "hibernate", "debezium");
    private static final Set<String> SHORT_FORMS =
            Set.of("simple", "constant", "jsonpath", "xpath", "jq", "exchangeProperty", "tokenize", "xquery");
    /** Feeds that carry no foreign headers: flows, clocks; files and devices, whose Camel headers the component makes. */
    private static final Set<String> OWN_FEEDS = Set.of(
            "direct",
            "seda",
            "timer",
            "scheduler",
            "quartz",
            "cron",
            "file",
            "ftp",
            "ftps",
            "sftp",
            "mock",
            "zigbee-sep");

    private static final Set<String> NESTED_STEPS = Set.of("when", "doCatch", "onException", "onCompletion");
    private static final Set<String> NESTED_STEP = Set.of("otherwise", "doFinally", "onFallback");

    private final UnaryOperator<@Nullable String> placeholders;

    /** @param placeholders the text with its <code>{{placeholders}}</code> replaced; null where one is not set */
    HouseRules(UnaryOperator<@Nullable String> placeholders) {
        this.placeholders = placeholders;
    }

    /** What is wrong with one file, by the house rules alone. */
    List<RouteFinding> check(RouteDocument document) {
        var findings = new ArrayList<RouteFinding>();
        Optional<Kind> kind = document.kind();
        if (kind.isEmpty()) {
            findings.add(document.finding(
                    Rule.CANONICAL_FORM,
                    document.root().size() > 1 ? "/1" : "/0",
                    null,
                    "a file holds one item and no more: - route:, - routeConfiguration: or - rest:"));
            return findings;
        }
        if (!document.text().startsWith("#")) {
            findings.add(document.finding(
                    Rule.HEAD_COMMENT, "", null, "begin with a comment: what it does, # In: ... Out: ..."));
        }
        identity(document, kind.get(), findings);
        walk(document, document.content(), document.contentPointer(), null, new HashSet<>(), findings);
        if (kind.get() == Kind.ROUTE) {
            route(document, findings);
        } else if (kind.get() == Kind.REST) {
            rest(document, findings);
        }
        return findings;
    }

    private static void identity(RouteDocument document, Kind kind, List<RouteFinding> findings) {
        String pointer = document.contentPointer();
        JsonNode id = document.content().path("id");
        if (!document.name().equals(id.textValue())) {
            findings.add(document.finding(
                    Rule.ROUTE_ID, pointer + "/id", null, "the id must be the file's name, " + document.name()));
        }
        boolean described = !document.content().path("description").asText("").isBlank();
        if (kind == Kind.REST && described) {
            // Camel hands it to the HTTP endpoint as an option, which then cannot be made
            findings.add(document.finding(
                    Rule.DESCRIPTION,
                    pointer + "/description",
                    document.name(),
                    "an API has no description: say it in the head comment"));
        } else if (kind != Kind.REST && !described) {
            findings.add(document.finding(
                    Rule.DESCRIPTION, pointer, document.name(), "add a description: what it does, in one line"));
        }
        boolean inSupport = document.file().startsWith("support/");
        if (inSupport != (kind == Kind.POLICY)) {
            findings.add(document.finding(
                    Rule.CANONICAL_FORM,
                    pointer,
                    document.name(),
                    "error policies, and nothing else, stand in the folder support"));
        }
    }

    private void route(RouteDocument document, List<RouteFinding> findings) {
        String pointer = document.contentPointer();
        long lines = document.text().lines().count();
        if (lines > MAX_LINES) {
            findings.add(new RouteFinding(
                    Rule.LENGTH,
                    document.file(),
                    MAX_LINES + 1,
                    0,
                    document.name(),
                    lines + " lines; a flow has " + MAX_LINES + " at most: move what decides into a use case"));
        }
        if (document.policy().isEmpty()) {
            findings.add(document.finding(
                    Rule.NO_LOST_FAILURE,
                    pointer,
                    document.name(),
                    "name the error policy it follows: routeConfigurationId"));
        }
        JsonNode from = document.content().path("from");
        String step = document.name() + ".from";
        stepId(document, from, pointer + "/from", new HashSet<>(), findings);
        String scheme = scheme(from);
        if ("direct".equals(scheme)
                && !document.name().equals(from.path("parameters").path("name").textValue())
                && !isSwitchedOff(document, from)) {
            findings.add(document.finding(
                    Rule.ROUTE_ID,
                    pointer + "/from/parameters/name",
                    step,
                    "the direct name must be the file's name, " + document.name()));
        }
        if (scheme == null || !OWN_FEEDS.contains(scheme)) {
            JsonNode first = from.path("steps").path(0).path("removeHeaders");
            if (!"Camel*".equals(first.path("pattern").textValue()) || first.has("excludePattern")) {
                findings.add(document.finding(
                        Rule.DISTRUST,
                        pointer + "/from/steps/0",
                        step,
                        "fed from outside (" + (scheme == null ? "a setting that is not known here" : scheme)
                                + "): the first step must be removeHeaders with pattern \"Camel*\""));
            }
        }
    }

    private static void rest(RouteDocument document, List<RouteFinding> findings) {
        String pointer = document.contentPointer();
        JsonNode openApi = document.content().path("openApi");
        if (openApi.path("specification").asText("").isBlank()) {
            findings.add(document.finding(
                    Rule.CONTRACT,
                    pointer,
                    document.name(),
                    "an API is bound by its contract: openApi, specification"));
        }
        if (!"fail".equals(openApi.path("missingOperation").asText("fail"))) {
            findings.add(document.finding(
                    Rule.CONTRACT,
                    pointer + "/openApi/missingOperation",
                    document.name(),
                    "missingOperation must be fail: an operation without a flow is never passed over"));
        }
    }

    /** Looks at each key of the tree, and at each step wherever steps may stand. */
    private void walk(
            RouteDocument document,
            JsonNode node,
            String pointer,
            @Nullable String step,
            Set<String> ids,
            List<RouteFinding> findings) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            String child = pointer + '/' + key;
            forbidden(document, key, value, child, step, findings);
            if (key.equals("steps") && value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    oneOf(document, value.get(i), child + '/' + i, ids, findings);
                }
            } else if (NESTED_STEPS.contains(key) && value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    nested(document, key, value.get(i), child + '/' + i, ids, findings);
                }
            } else if (NESTED_STEP.contains(key) && value.isObject()) {
                String id = stepId(document, value, child, ids, findings);
                walk(document, value, child, id, ids, findings);
            } else if (value.isObject() && !key.equals("parameters")) {
                walk(document, value, child, step, ids, findings);
            }
        }
    }

    private void oneOf(
            RouteDocument document, JsonNode item, String pointer, Set<String> ids, List<RouteFinding> findings) {
        if (item.size() != 1 || !item.isObject()) {
            findings.add(document.finding(
                    Rule.CANONICAL_FORM, pointer, null, "a step is one name with its options indented below it"));
            return;
        }
        String name = item.fieldNames().next();
        JsonNode options = item.get(name);
        String child = pointer + '/' + name;
        forbidden(document, name, options, child, null, findings);
        if (!options.isObject()) {
            findings.add(document.finding(
                    Rule.CANONICAL_FORM,
                    child,
                    null,
                    "write " + name + " in the long form, with an id and named options"));
            return;
        }
        String id = stepId(document, options, child, ids, findings);
        walk(document, options, child, id, ids, findings);
    }

    private void nested(
            RouteDocument document,
            String key,
            JsonNode item,
            String pointer,
            Set<String> ids,
            List<RouteFinding> findings) {
        boolean wrapped = item.has(key);
        JsonNode options = wrapped ? item.get(key) : item;
        String child = wrapped ? pointer + '/' + key : pointer;
        String id = stepId(document, options, child, ids, findings);
        if (key.equals("onException") && loses(options)) {
            findings.add(document.finding(
                    Rule.NO_LOST_FAILURE,
                    child + "/handled",
                    id,
                    "a handled failure that is only logged is lost: end in an answer or a dead-letter queue"));
        }
        walk(document, options, child, id, ids, findings);
    }

    private static boolean loses(JsonNode onException) {
        boolean handled =
                onException.path("handled").findValuesAsText("expression").contains("true");
        for (JsonNode step : onException.path("steps")) {
            if (!step.has("log")) {
                return false;
            }
        }
        return handled;
    }

    private static @Nullable String stepId(
            RouteDocument document, JsonNode options, String pointer, Set<String> ids, List<RouteFinding> findings) {
        String id = options.path("id").textValue();
        String prefix = document.name() + '.';
        if (id == null || !id.startsWith(prefix) || id.length() == prefix.length()) {
            findings.add(document.finding(
                    Rule.STEP_ID,
                    id == null ? pointer : pointer + "/id",
                    id,
                    "the step's id must be " + prefix + "<verb>"));
        } else if (!ids.add(id)) {
            findings.add(document.finding(Rule.STEP_ID, pointer + "/id", id, "two steps have this id"));
        }
        return id;
    }

    private void forbidden(
            RouteDocument document,
            String key,
            JsonNode value,
            String pointer,
            @Nullable String step,
            List<RouteFinding> findings) {
        if (SCRIPTS.contains(key)
                || (key.equals("language")
                        && SCRIPTS.contains(value.path("language").asText()))) {
            findings.add(document.finding(
                    Rule.NO_SCRIPT, pointer, step, "no program text in a flow (" + key + "): call a use case"));
        }
        if (SHORT_FORMS.contains(key) && value.isTextual()) {
            findings.add(document.finding(
                    Rule.CANONICAL_FORM,
                    pointer,
                    step,
                    "write " + key + " in the long form: its text under expression:"));
        }
        if (key.equals("uri") && value.isTextual()) {
            address(document, value.textValue(), pointer, step, findings);
        }
    }

    private void address(
            RouteDocument document, String uri, String pointer, @Nullable String step, List<RouteFinding> findings) {
        if (uri.replaceAll("\\{\\{[^}]*}}", "").contains("?")) {
            findings.add(document.finding(
                    Rule.NO_QUERY_STRING, pointer, step, "put the options under parameters:, not behind a ?"));
        }
        String scheme = scheme(uri);
        if (scheme != null && SQL_COMPONENTS.contains(scheme)) {
            findings.add(
                    document.finding(Rule.NO_SQL, pointer, step, "no SQL in a flow (" + scheme + "): call a use case"));
        }
        if (scheme != null && (SCRIPT_COMPONENTS.contains(scheme) || SCRIPTS.contains(scheme))) {
            findings.add(document.finding(
                    Rule.NO_SCRIPT, pointer, step, "no program text in a flow (" + scheme + "): call a use case"));
        }
    }

    /** A flow whose source is a setting that names the flow itself: nobody feeds it until the setting names another. */
    private boolean isSwitchedOff(RouteDocument document, JsonNode from) {
        String uri = from.path("uri").asText("");
        return uri.startsWith("{{") && ("direct:" + document.name()).equals(placeholders.apply(uri));
    }

    private @Nullable String scheme(JsonNode endpoint) {
        String uri = endpoint.path("uri").textValue();
        return uri == null ? null : scheme(uri);
    }

    /** The component an address is for, placeholders replaced; null where that is not known here. */
    private @Nullable String scheme(String uri) {
        String resolved = uri.contains("{{") ? placeholders.apply(uri) : uri;
        if (resolved == null || resolved.contains("{{") || resolved.startsWith("$")) {
            return null;
        }
        int end = resolved.indexOf(':');
        String scheme = end < 0 ? resolved : resolved.substring(0, end);
        int query = scheme.indexOf('?');
        return query < 0 ? scheme : scheme.substring(0, query);
    }
}
