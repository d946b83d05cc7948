package org.meterport.hub.routing.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.routing.RouteFinding;

/** What can be said of a flow's file by looking at it alone: house rules and schema. The build uses the same. */
public final class RouteLint {

    private final HouseRules rules;
    private final CompletableFuture<RouteSchema> schema;

    /**
     * Compiles the schema, which takes about a second cold.
     *
     * @param placeholders the text with its <code>{{placeholders}}</code> replaced; null where one is not set
     */
    public RouteLint(UnaryOperator<@Nullable String> placeholders) {
        this(placeholders, CompletableFuture.completedFuture(new RouteSchema()));
    }

    RouteLint(UnaryOperator<@Nullable String> placeholders, CompletableFuture<RouteSchema> schema) {
        this.rules = new HouseRules(placeholders);
        this.schema = schema;
    }

    /** @param file path below the routes folder, with forward slashes */
    public List<RouteFinding> check(String file, String text) {
        try {
            return check(RouteDocument.parse(file, text));
        } catch (RouteDocument.NotReadable wrong) {
            return List.of(wrong.finding());
        }
    }

    List<RouteFinding> check(RouteDocument document) {
        List<RouteFinding> findings = new ArrayList<>(rules.check(document));
        // where a house rule has spoken, the schema would say the same in more words
        Set<Integer> told = findings.stream().map(RouteFinding::line).collect(Collectors.toSet());
        schema.join().check(document).stream()
                .filter(finding -> !told.contains(finding.line()))
                .forEach(findings::add);
        return findings;
    }
}
