package org.meterport.hub.app;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Puts the request's and the flow's id into every log line of a flow, and tells in one line how each call was answered
 * and that work from a queue is done. What failed is told by the error policies. Addresses are not told: they may hold an
 * ESIID or the secret of a link.
 */
final class FlowLog extends RoutePolicySupport {

    private static final String REQUEST_ID = "requestId";
    private static final String FLOW = "flow";
    private static final Logger LOG = LoggerFactory.getLogger("meterport.flow");

    /** Calls and queues. A clock's ticks would drown them, and a file is told of by whoever stores it. */
    private static final Set<String> TOLD = Set.of("direct", "jms");

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        String id = exchange.getMessage().getHeader("Request-Id", String.class);
        if (id == null) {
            id = exchange.getMessage().getHeader(REQUEST_ID, String.class);
        }
        if (id != null) {
            MDC.put(REQUEST_ID, id);
        }
        MDC.put(FLOW, route.getRouteId());
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        tell(route, exchange);
        MDC.remove(FLOW);
        if (exchange.getFromRouteId().equals(route.getRouteId())) {
            MDC.remove(REQUEST_ID);
        }
    }

    private static void tell(Route route, Exchange exchange) {
        String uri = route.getEndpoint().getEndpointUri();
        if (!TOLD.contains(uri.substring(0, uri.indexOf(':')))) {
            return;
        }
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        long millis = exchange.getClock().elapsed();
        if (status != null) {
            LOG.info("answered {} in {} ms", status, millis);
        } else if (!exchange.isFailed() && !ExchangeHelper.isFailureHandled(exchange)) {
            LOG.info("done in {} ms", millis);
        }
    }
}
