package org.meterport.hub.routing.adapter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.routing.RouteFinding;
import org.meterport.hub.routing.RouteFinding.Rule;
import org.meterport.hub.routing.adapter.RouteDocument.Kind;

/**
 * What a file must pass before it may touch the running context: house rules, schema, references, and a trial build.
 *
 * <p>All files that pass the first three are tried together, in one throw-away context. Only when that fails is each
 * tried alone, to find the bad ones.
 */
final class RouteGate {

    private final CamelContext camel;
    private final RouteLint lint;
    private final ReferenceCheck references;
    private final ContractOperations contracts;
    private final RouteTrial trial;

    /**
     * @param passed files that may be deployed, by path
     * @param refused files that may not, each with at least one finding
     */
    record Verdict(Map<String, RouteDocument> passed, Map<String, List<RouteFinding>> refused) {

        private void refuse(String file, List<RouteFinding> findings) {
            passed.remove(file);
            refused.put(file, List.copyOf(findings));
        }
    }

    /** @param schema may still be in the making */
    RouteGate(CamelContext camel, CompletableFuture<RouteSchema> schema) {
        this.camel = camel;
        this.lint = new RouteLint(this::resolved, schema);
        this.references = new ReferenceCheck(camel);
        this.contracts = new ContractOperations(camel);
        this.trial = new RouteTrial(camel);
    }

    /**
     * Judges changed files.
     *
     * @param texts the changed files, by path
     * @param others the files that run and stay as they are
     */
    Verdict judge(Map<String, String> texts, Collection<RouteDocument> others) {
        var verdict = new Verdict(new TreeMap<>(), new TreeMap<>());
        texts.forEach((file, text) -> {
            try {
                RouteDocument document = RouteDocument.parse(file, text);
                verdict.passed().put(file, document);
                List<RouteFinding> findings = new ArrayList<>(lint.check(document));
                findings.addAll(references.check(document));
                if (!findings.isEmpty()) {
                    verdict.refuse(file, findings);
                }
            } catch (RouteDocument.NotReadable wrong) {
                verdict.refuse(file, List.of(wrong.finding()));
            }
        });
        duplicates(verdict, others);
        named(verdict, others);
        tried(verdict, others);
        return verdict;
    }

    /** What an API that passed, or runs, needs. */
    Set<String> operations(RouteDocument rest) {
        return contracts.of(rest).operations();
    }

    private static void duplicates(Verdict verdict, Collection<RouteDocument> others) {
        Map<String, String> owners = new LinkedHashMap<>();
        others.forEach(document -> owners.put(document.name(), document.file()));
        for (RouteDocument document : List.copyOf(verdict.passed().values())) {
            String owner = owners.putIfAbsent(document.name(), document.file());
            if (owner != null && !owner.equals(document.file())) {
                verdict.refuse(
                        document.file(),
                        List.of(document.finding(
                                Rule.DUPLICATE,
                                document.contentPointer() + "/id",
                                document.name(),
                                "the id " + document.name() + " is taken by " + owner)));
            }
        }
    }

    /** What depends on which other files pass: the policy a flow names, the contract an API is bound to. */
    private void named(Verdict verdict, Collection<RouteDocument> others) {
        Map<String, RouteDocument> policies = policies(verdict, others);
        for (RouteDocument document : List.copyOf(verdict.passed().values())) {
            List<RouteFinding> findings = new ArrayList<>();
            document.policy()
                    .filter(policy -> !policies.containsKey(policy))
                    .ifPresent(policy -> findings.add(document.finding(
                            Rule.REFERENCE,
                            document.contentPointer() + "/routeConfigurationId",
                            document.name(),
                            "there is no error policy " + policy + " in the folder support")));
            if (kind(document) == Kind.REST) {
                findings.addAll(contracts.of(document).findings());
            }
            if (!findings.isEmpty()) {
                verdict.refuse(document.file(), findings);
            }
        }
    }

    private void tried(Verdict verdict, Collection<RouteDocument> others) {
        List<RouteDocument> candidates = verdict.passed().values().stream()
                .filter(document -> kind(document) != Kind.REST)
                .toList();
        if (candidates.isEmpty()) {
            return;
        }
        if (trial.build(policies(verdict, others).values(), routes(candidates, others))
                .isEmpty()) {
            return;
        }
        // one by one: a policy together with the flows that follow it, for alone it builds nothing
        for (RouteDocument policy : candidates) {
            if (kind(policy) == Kind.POLICY) {
                trial.build(List.of(policy), users(policy, others))
                        .ifPresent(finding -> verdict.refuse(policy.file(), List.of(about(policy, finding))));
            }
        }
        for (RouteDocument route : candidates) {
            if (kind(route) == Kind.ROUTE) {
                RouteDocument policy =
                        policies(verdict, others).get(route.policy().orElse(""));
                trial.build(policy == null ? List.of() : List.of(policy), List.of(route))
                        .ifPresent(finding -> verdict.refuse(route.file(), List.of(finding)));
            }
        }
    }

    private static RouteFinding about(RouteDocument policy, RouteFinding finding) {
        if (finding.file().equals(policy.file())) {
            return finding;
        }
        return policy.finding(
                Rule.TRIAL, policy.contentPointer(), policy.name(), "the flow that follows it fails: " + finding);
    }

    private static List<RouteDocument> routes(List<RouteDocument> candidates, Collection<RouteDocument> others) {
        var routes = new ArrayList<RouteDocument>();
        for (RouteDocument candidate : candidates) {
            if (kind(candidate) == Kind.ROUTE) {
                routes.add(candidate);
            } else {
                routes.addAll(users(candidate, others));
            }
        }
        return routes.stream().distinct().toList();
    }

    /** The flows, among these, that follow this policy. */
    static List<RouteDocument> users(RouteDocument policy, Collection<RouteDocument> documents) {
        return documents.stream()
                .filter(document -> kind(document) == Kind.ROUTE)
                .filter(document ->
                        document.policy().filter(policy.name()::equals).isPresent())
                .toList();
    }

    private static Map<String, RouteDocument> policies(Verdict verdict, Collection<RouteDocument> others) {
        Map<String, RouteDocument> policies = new TreeMap<>();
        for (RouteDocument document : others) {
            if (kind(document) == Kind.POLICY) {
                policies.put(document.name(), document);
            }
        }
        for (RouteDocument document : verdict.passed().values()) {
            if (kind(document) == Kind.POLICY) {
                policies.put(document.name(), document);
            }
        }
        return policies;
    }

    static @Nullable Kind kind(RouteDocument document) {
        return document.kind().orElse(null);
    }

    private @Nullable String resolved(String text) {
        try {
            return camel.resolvePropertyPlaceholders(text);
        } catch (IllegalArgumentException notSet) {
            return null;
        }
    }
}
