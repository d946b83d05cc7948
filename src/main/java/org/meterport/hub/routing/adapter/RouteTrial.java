package org.meterport.hub.routing.adapter;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.routing.RouteFinding;
import org.meterport.hub.routing.RouteFinding.Rule;

/**
 * Builds flows in a Camel context that is thrown away: with the running one's beans and settings, but with nothing of it
 * changed and no consumer started.
 *
 * <p>The order matters: the context must be running, with every automatic start switched off, before a file is loaded.
 * Otherwise Camel keeps the definition and builds nothing, which looks like success; so a route that was not built is a
 * finding too.
 */
final class RouteTrial {

    private final CamelContext running;

    RouteTrial(CamelContext running) {
        this.running = running;
    }

    /**
     * Builds all of these together; empty when every one was built.
     *
     * @param policies error policies to load first
     * @param routes flows; files of kind {@code rest} are left out, for building one would open its addresses
     */
    Optional<RouteFinding> build(Collection<RouteDocument> policies, Collection<RouteDocument> routes) {
        try (var context = context()) {
            context.start();
            context.setAutoStartupExcludePattern("*");
            for (RouteDocument document : policies) {
                Optional<RouteFinding> failed = load(context, document);
                if (failed.isPresent()) {
                    return failed;
                }
            }
            for (RouteDocument document : routes) {
                Optional<RouteFinding> failed = load(context, document);
                if (failed.isPresent()) {
                    return failed;
                }
                if (context.getRoute(document.name()) == null) {
                    return Optional.of(document.finding(
                            Rule.TRIAL, document.contentPointer(), document.name(), "Camel built no route from it"));
                }
            }
            return Optional.empty();
        } catch (Exception broken) {
            throw new IllegalStateException("the throw-away context does not work", broken);
        }
    }

    private static Optional<RouteFinding> load(CamelContext context, RouteDocument document) {
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(resource(document));
            return Optional.empty();
        } catch (Exception failed) {
            return Optional.of(finding(document, failed));
        }
    }

    /** The document's text under its own name, so that what was checked is what is loaded. */
    static Resource resource(RouteDocument document) {
        return ResourceHelper.fromString("mem:" + document.file(), document.text());
    }

    /** What Camel says, with the step it names where that can be found in the file. */
    static RouteFinding finding(RouteDocument document, Throwable failed) {
        String pointer = document.contentPointer();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException at) {
                for (Map.Entry<String, String> step : Steps.byId(document).entrySet()) {
                    if (String.valueOf(at.getMessage()).contains(step.getKey())) {
                        pointer = step.getValue();
                    }
                }
            }
        }
        String step = RouteSchema.step(document, pointer);
        return document.finding(Rule.TRIAL, pointer, step, "cannot be built: " + firstLine(root(failed)));
    }

    static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private DefaultCamelContext context() {
        var context = new DefaultCamelContext(new DefaultRegistry(new Borrowed(running)));
        context.disableJMX();
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.getCamelContextExtension().setName("trial");
        context.setApplicationContextClassLoader(running.getApplicationContextClassLoader());
        context.getPropertiesComponent().addPropertiesSource(new Settings(running));
        keepTime(context);
        return context;
    }

    /**
     * Gives it a Quartz of its own, in memory and never started: the running one writes down what an endpoint asks for,
     * and wakes the last context that spoke to it. Set when the component is there, for the hub's own customizers, which
     * a context finds among its beans, would set the running one again.
     */
    private static void keepTime(DefaultCamelContext context) {
        var quartz = new QuartzComponent(context);
        quartz.setAutowiredEnabled(false);
        context.addComponent("quartz", quartz);
        quartz.setScheduler(null);
        quartz.setAutoStartScheduler(false);
        quartz.setEnableJmx(false);
        quartz.setPrefixInstanceName(false);
        quartz.setProperties(Map.of(
                "org.quartz.scheduler.instanceName",
                "trial-" + Integer.toHexString(System.identityHashCode(context)),
                "org.quartz.threadPool.threadCount",
                "1"));
    }

    /** The running hub's beans, to look up; nothing of their life cycle. */
    private record Borrowed(CamelContext running) implements BeanRepository {

        @Override
        public @Nullable Object lookupByName(String name) {
            return running.getRegistry().lookupByName(name);
        }

        @Override
        public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
            return running.getRegistry().lookupByNameAndType(name, type);
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return running.getRegistry().findByTypeWithName(type);
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return running.getRegistry().findByType(type);
        }
    }

    /** The running hub's settings. */
    private record Settings(CamelContext running) implements PropertiesSource {

        @Override
        public String getName() {
            return "running";
        }

        @Override
        public @Nullable String getProperty(String name) {
            try {
                return running.resolvePropertyPlaceholders("{{" + name + "}}");
            } catch (IllegalArgumentException notSet) {
                return null;
            }
        }
    }

    /** Where each step of a file stands. */
    private static final class Steps {

        private Steps() {}

        static Map<String, String> byId(RouteDocument document) {
            var steps = new LinkedHashMap<String, String>();
            for (String pointer : List.copyOf(document.marks().keySet())) {
                if (pointer.endsWith("/id")) {
                    String parent = pointer.substring(0, pointer.length() - 3);
                    String id = document.root().at(pointer).asText();
                    if (!id.equals(document.name())) {
                        steps.put(id, parent);
                    }
                }
            }
            return steps;
        }
    }
}
