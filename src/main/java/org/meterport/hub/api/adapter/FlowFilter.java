package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpListener;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.api.ApiProblem;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hands calls of the APIs to their flows, last of all filters: those whose method, path and types are just an
 * operation's. Spring MVC would do it too, by looking through every operation of every contract for each call, twice, and
 * by taking a call whose answer is already there through all filters once more. What needs a closer look, paths with an
 * id and everything that will be refused, still goes that way, as do pages.
 *
 * <p>While the hub starts there are no flows yet: then the answer is 503, not that there is nothing here.
 */
final class FlowFilter extends OncePerRequestFilter implements PlatformHttpListener {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final Collection<String> bases;
    private final ObjectMapper json;

    /** By method and path. */
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();

    private record Operation(
            SpringBootPlatformHttpConsumer consumer,
            @Nullable String consumes,
            @Nullable String produces) {

        boolean takes(HttpServletRequest request) {
            return consumer.isStarted()
                    && isMet(
                            consumes,
                            request.getContentType(),
                            request.getMethod().equals("GET"))
                    && isMet(produces, request.getHeader("Accept"), true);
        }

        /** Whether it is clear without a closer look. */
        private static boolean isMet(@Nullable String type, @Nullable String given, boolean mayBeMissing) {
            if (type == null || given == null) {
                return type == null || mayBeMissing;
            }
            return given.equals(type) || given.equals("*/*") || given.startsWith(type + ";");
        }
    }

    /** @param bases where the contracts' paths begin, for example {@code /api/v1} */
    FlowFilter(Collection<String> bases, ObjectMapper json) {
        this.bases = bases;
        this.json = json;
    }

    @Override
    public void registerHttpEndpoint(HttpEndpointModel model) {
        String verbs = model.getVerbs();
        if (model.getConsumer() instanceof SpringBootPlatformHttpConsumer consumer && verbs != null) {
            var operation = new Operation(consumer, model.getConsumes(), model.getProduces());
            for (String verb : verbs.split(",", -1)) {
                operations.put(verb.trim() + " " + model.getUri(), operation);
            }
        }
    }

    @Override
    public void unregisterHttpEndpoint(HttpEndpointModel model) {
        // its successor may be there already
        operations.values().removeIf(operation -> operation.consumer() == model.getConsumer());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        Operation operation = operations.get(request.getMethod() + " " + path);
        if (operation != null && operation.takes(request)) {
            // the engine runs flows in the calling thread, so the answer is written when this returns
            Void unused = operation
                    .consumer()
                    .service(request, new WholeAnswer(response))
                    .join();
        } else if (isWaitingForFlows(path)) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            SecurityConfiguration.write(
                    json,
                    request,
                    response,
                    ApiProblem.DEPENDENCY_AWAY,
                    "The hub is starting or stopping; try again in a few seconds.");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whether the path belongs to a contract of which no operation is there yet. */
    private boolean isWaitingForFlows(String path) {
        return bases.stream()
                .map(base -> base + "/")
                .filter(path::startsWith)
                .anyMatch(base -> operations.keySet().stream().noneMatch(known -> known.contains(" " + base)));
    }
}
