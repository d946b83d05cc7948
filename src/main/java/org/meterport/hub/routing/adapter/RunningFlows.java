package org.meterport.hub.routing.adapter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.meterport.hub.routing.adapter.RouteDocument.Kind;
import org.meterport.hub.shared.Unavailable;

/**
 * The flows in the running context. Every change here is of one file, and either holds or leaves nothing behind; what to
 * put back is for the deployer. While a flow is being changed its callers wait: Camel's {@code direct} blocks until
 * there is a consumer again. Not safe for concurrent use.
 */
final class RunningFlows {

    private final CamelContext camel;
    private final Duration drain;
    private final Map<String, List<String>> routesOfFile = new HashMap<>();
    private final Set<String> standIns = new HashSet<>();

    /** @param drain how long messages in flight may take before a changed flow is stopped over them */
    RunningFlows(CamelContext camel, Duration drain) {
        this.camel = camel;
        this.drain = drain;
    }

    boolean serving() {
        return camel.getStatus() == ServiceStatus.Started;
    }

    /** Brings one file into service; when that fails, nothing of it is left. */
    void start(RouteDocument document) throws Exception {
        if (document.kind().orElseThrow() == Kind.ROUTE) {
            removeStandIn(document.name());
        }
        Set<String> before = ids();
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(RouteTrial.resource(document));
            List<String> added = new ArrayList<>(ids());
            added.removeAll(before);
            routesOfFile.put(document.file(), added);
            for (String id : added) {
                ServiceStatus status = camel.getRouteController().getRouteStatus(id);
                if (status == null || !(status.isStarted() || status.isStarting())) {
                    throw new IllegalStateException("the route " + id + " was added but does not run");
                }
            }
        } catch (Exception | LinkageError failed) {
            List<String> half = new ArrayList<>(ids());
            half.removeAll(before);
            for (String id : half) {
                removeRoute(id);
            }
            forget(document);
            throw failed;
        }
    }

    /** Takes one file out of service, after its messages in flight have ended or the time for that is over. */
    void stop(RouteDocument document) throws Exception {
        for (String id : routesOfFile.getOrDefault(document.file(), List.of())) {
            removeRoute(id);
        }
        forget(document);
    }

    /**
     * Answers an operation that has no flow: its caller is told to come back later. So one flow that cannot run does
     * not close the API it belongs to.
     */
    void standIn(String operation, boolean withPolicy) throws Exception {
        if (camel.getRoute(operation) != null) {
            return;
        }
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from("direct:" + operation).routeId(operation);
                if (withPolicy) {
                    route.routeConfigurationId("partner-facing");
                }
                route.process(exchange -> {
                    throw new Unavailable("flow " + operation, "its file was refused or is missing", null);
                });
            }
        });
        standIns.add(operation);
    }

    /** Ends a stand-in that is not needed any more. */
    void removeStandIn(String operation) throws Exception {
        if (standIns.remove(operation)) {
            removeRoute(operation);
        }
    }

    Set<String> standIns() {
        return Set.copyOf(standIns);
    }

    private void forget(RouteDocument document) throws Exception {
        routesOfFile.remove(document.file());
        Model model = model();
        if (document.kind().orElseThrow() == Kind.POLICY) {
            for (RouteConfigurationDefinition policy : List.copyOf(model.getRouteConfigurationDefinitions())) {
                if (document.name().equals(policy.getId())) {
                    model.removeRouteConfiguration(policy);
                }
            }
        } else if (document.kind().orElseThrow() == Kind.REST) {
            model.getRestDefinitions().removeIf(rest -> document.name().equals(rest.getId()));
        }
    }

    private void removeRoute(String id) throws Exception {
        if (camel.getRoute(id) != null) {
            camel.getRouteController().stopRoute(id, Math.max(1, drain.toMillis()), TimeUnit.MILLISECONDS);
        }
        // before its definition: removing that would wait for messages in flight once more, without the bound
        camel.removeRoute(id);
        RouteDefinition definition = model().getRouteDefinition(id);
        if (definition != null) {
            model().removeRouteDefinition(definition);
        }
    }

    private Set<String> ids() {
        var ids = new HashSet<String>();
        for (RouteDefinition definition : model().getRouteDefinitions()) {
            ids.add(definition.idOrCreate(
                    camel.getCamelContextExtension().getContextPlugin(org.apache.camel.spi.NodeIdFactory.class)));
        }
        camel.getRoutes().forEach(route -> ids.add(route.getRouteId()));
        return ids;
    }

    private Model model() {
        return camel.getCamelContextExtension().getContextPlugin(Model.class);
    }
}
