package org.meterport.hub.routing.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.routing.RouteFinding;
import org.meterport.hub.routing.RouteFinding.Rule;

/**
 * The schema Camel publishes for its YAML, compiled once. Stricter than Camel's own loader in places (a number where a
 * placeholder would load); files keep to the stricter one, because editors do.
 *
 * <p>Safe for any number of threads once made; making it takes about a second cold.
 */
final class RouteSchema {

    private static final String RESOURCE = "/schema/camelYamlDsl.json";
    private static final int MAX_FINDINGS = 5;
    /** Keywords that only say that something below them did not fit. */
    private static final Set<String> SUMMARIES = Set.of("oneOf", "anyOf", "allOf", "not");

    private final JsonSchema schema;

    RouteSchema() {
        try (InputStream in = Objects.requireNonNull(
                RouteSchema.class.getResourceAsStream(RESOURCE), "camel-yaml-dsl brings " + RESOURCE)) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                    .getSchema(
                            in,
                            SchemaValidatorsConfig.builder()
                                    .pathType(PathType.JSON_POINTER)
                                    .locale(Locale.ENGLISH)
                                    .preloadJsonSchema(false)
                                    .build());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The most specific complaints, at most five, in the order of the lines. */
    List<RouteFinding> check(RouteDocument document) {
        Set<ValidationMessage> messages = schema.validate(document.root());
        var findings = new ArrayList<RouteFinding>();
        for (ValidationMessage message : messages) {
            String pointer = message.getInstanceLocation().toString();
            boolean deeper = messages.stream()
                    .anyMatch(other -> other.getInstanceLocation().toString().startsWith(pointer + "/"));
            boolean summary = SUMMARIES.contains(message.getType())
                    && messages.stream()
                            .anyMatch(other -> !SUMMARIES.contains(other.getType())
                                    && other.getInstanceLocation().toString().startsWith(pointer));
            if (!deeper && !summary) {
                findings.add(finding(document, message, pointer));
            }
        }
        return findings.stream()
                .distinct()
                .sorted(Comparator.comparingInt(RouteFinding::line).thenComparingInt(RouteFinding::column))
                .limit(MAX_FINDINGS)
                .toList();
    }

    private static RouteFinding finding(RouteDocument document, ValidationMessage message, String pointer) {
        String property = message.getProperty();
        if (message.getType().equals("additionalProperties") && property != null) {
            return document.finding(
                    Rule.SCHEMA,
                    pointer + '/' + property,
                    step(document, pointer),
                    "there is no option " + property + " here");
        }
        if (message.getType().equals("required") && property != null) {
            return document.finding(
                    Rule.SCHEMA, pointer, step(document, pointer), "the option " + property + " is missing");
        }
        String text = message.getMessage();
        int colon = text.indexOf(": ");
        return document.finding(
                Rule.SCHEMA,
                pointer,
                step(document, pointer),
                "does not fit the schema: " + (colon < 0 ? text : text.substring(colon + 2)));
    }

    /** The id of the nearest step around this node. */
    static @Nullable String step(RouteDocument document, String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            JsonNode id = document.root().at(at).path("id");
            if (id.isTextual()) {
                return id.textValue();
            }
        }
        return null;
    }
}
