package org.meterport.hub.routing.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.spi.Language;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.routing.RouteFinding;
import org.meterport.hub.routing.RouteFinding.Rule;

/**
 * Holds everything a flow names against the running hub: settings, components and their options (by the catalogue, our
 * own components included), beans, Simple expressions. What is wrong is told with its line, which a
 * failed build of the whole route could not.
 */
final class ReferenceCheck {

    private static final Set<String> PREDICATES =
            Set.of("when", "onWhen", "filter", "validate", "handled", "continued");

    private final CamelContext camel;

    ReferenceCheck(CamelContext camel) {
        this.camel = camel;
    }

    List<RouteFinding> check(RouteDocument document) {
        var findings = new ArrayList<RouteFinding>();
        walk(document, document.root(), "", findings);
        return findings;
    }

    private void walk(RouteDocument document, JsonNode node, String pointer, List<RouteFinding> findings) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(document, node.get(i), pointer + '/' + i, findings);
            }
            return;
        }
        if (node.isTextual()) {
            try {
                camel.resolvePropertyPlaceholders(node.textValue());
            } catch (IllegalArgumentException notSet) {
                findings.add(at(document, pointer, "the setting in " + node.textValue() + " is not set"));
            }
            return;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String child = pointer + '/' + entry.getKey().replace("~", "~0").replace("/", "~1");
            switch (entry.getKey()) {
                case "uri" -> endpoint(document, node, child, findings);
                case "simple" -> simple(document, entry.getValue(), child, findings);
                case "bean", "process", "method" -> bean(document, entry.getValue(), child, findings);
                default -> {
                    // names nothing outside the file
                }
            }
            walk(document, entry.getValue(), child, findings);
        }
    }

    private void bean(RouteDocument document, JsonNode options, String pointer, List<RouteFinding> findings) {
        String ref = options.path("ref").textValue();
        String name = ref == null ? null : resolve(ref);
        if (name != null && camel.getRegistry().lookupByName(name) == null) {
            findings.add(at(document, pointer + "/ref", "there is no bean " + name));
        }
    }

    private void simple(RouteDocument document, JsonNode options, String pointer, List<RouteFinding> findings) {
        String text = options.isTextual()
                ? options.textValue()
                : options.path("expression").textValue();
        String resolved = text == null ? null : resolve(text);
        if (resolved == null) {
            return;
        }
        try {
            Language simple = camel.resolveLanguage("simple");
            if (predicate(pointer)) {
                simple.createPredicate(resolved).init(camel);
            } else {
                simple.createExpression(resolved).init(camel);
            }
        } catch (RuntimeException wrong) {
            findings.add(at(
                    document,
                    options.isTextual() ? pointer : pointer + "/expression",
                    "not a Simple expression: " + RouteTrial.firstLine(wrong)));
        }
    }

    private static boolean predicate(String pointer) {
        String[] parts = pointer.split("/", -1);
        for (int i = parts.length - 1; i > Math.max(0, parts.length - 5); i--) {
            if (PREDICATES.contains(parts[i])) {
                return true;
            }
        }
        return false;
    }

    private void endpoint(RouteDocument document, JsonNode node, String pointer, List<RouteFinding> findings) {
        String written = node.path("uri").asText();
        boolean dynamic = pointer.endsWith("/toD/uri") || written.contains("${");
        String uri = resolve(written);
        if (uri == null || (dynamic && !written.matches("[a-z][a-z0-9+-]*(:.*)?"))) {
            return;
        }
        int end = uri.indexOf(':');
        String scheme = (end < 0 ? uri : uri.substring(0, end)).replaceAll("\\?.*", "");
        if (camel.hasComponent(scheme) == null && component(scheme) == null) {
            findings.add(at(document, pointer, "there is no component " + scheme));
            return;
        }
        JsonNode parameters = node.path("parameters");
        if (parameters.isObject() && schemaOf(scheme) != null) {
            options(document, scheme, parameters, pointer, findings);
        }
    }

    private void options(
            RouteDocument document, String scheme, JsonNode parameters, String pointer, List<RouteFinding> findings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
            String value = resolve(parameter.getValue().asText());
            if (value != null) {
                values.put(parameter.getKey(), value);
            }
        }
        EndpointValidationResult result =
                PluginHelper.getRuntimeCamelCatalog(camel).validateProperties(scheme, values);
        String below = pointer.substring(0, pointer.length() - "uri".length()) + "parameters/";
        for (Object unknown : result.getUnknown() == null ? Set.of() : result.getUnknown()) {
            findings.add(at(document, below + unknown, scheme + " has no option " + unknown));
        }
        wrong(document, below, scheme, result.getInvalidBoolean(), "true or false", findings);
        wrong(document, below, scheme, result.getInvalidInteger(), "a whole number", findings);
        wrong(document, below, scheme, result.getInvalidNumber(), "a number", findings);
        wrong(document, below, scheme, result.getInvalidDuration(), "a duration", findings);
        for (Object name : result.getInvalidEnum() == null
                ? Set.of()
                : result.getInvalidEnum().keySet()) {
            findings.add(at(
                    document,
                    below + name,
                    "the option " + name + " of " + scheme + " is one of " + result.getEnumChoices(name.toString())));
        }
    }

    private static void wrong(
            RouteDocument document,
            String below,
            String scheme,
            @Nullable Map<?, ?> invalid,
            String expected,
            List<RouteFinding> findings) {
        for (Object name : invalid == null ? Set.of() : invalid.keySet()) {
            findings.add(at(document, below + name, "the option " + name + " of " + scheme + " is " + expected));
        }
    }

    private @Nullable Object component(String scheme) {
        try {
            return camel.getComponent(scheme, true, false);
        } catch (RuntimeException cannotBeMade) {
            return null;
        }
    }

    private @Nullable String schemaOf(String scheme) {
        try {
            return PluginHelper.getRuntimeCamelCatalog(camel).componentJSonSchema(scheme);
        } catch (RuntimeException none) {
            return null;
        }
    }

    private @Nullable String resolve(String text) {
        try {
            return camel.resolvePropertyPlaceholders(text);
        } catch (IllegalArgumentException notSet) {
            return null;
        }
    }

    private static RouteFinding at(RouteDocument document, String pointer, String sentence) {
        return document.finding(Rule.REFERENCE, pointer, RouteSchema.step(document, pointer), sentence);
    }
}
