package org.meterport.hub.api.adapter;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Which HTTP headers become message headers, and which message headers go out. Everything that is not named stays
 * outside: a partner can neither steer a flow with {@code Camel*} headers nor get its own {@code Authorization} echoed.
 * {@link ApiEntry} refuses a header that poses as a parameter.
 */
public final class AllowListHeaders implements HeaderFilterStrategy {

    private static final Set<String> IN =
            Set.of("request-id", "idempotency-key", "content-type", "accept", "if-none-match", "prefer", "traceparent");
    private static final Set<String> OUT = Set.of(
            "content-type",
            "content-disposition",
            "location",
            "etag",
            "cache-control",
            "retry-after",
            "ratelimit",
            "www-authenticate",
            "allow");

    private final Set<String> parameters;

    /** @param parameters the contract's path and query parameters, which Camel's binding offers like headers */
    public AllowListHeaders(Set<String> parameters) {
        this.parameters = Set.copyOf(parameters);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, Exchange exchange) {
        return !IN.contains(name.toLowerCase(Locale.ROOT)) && !parameters.contains(name);
    }
}
