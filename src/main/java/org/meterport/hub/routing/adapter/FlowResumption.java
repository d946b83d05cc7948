package org.meterport.hub.routing.adapter;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.meterport.hub.routing.ParkedFlows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of each message that went through, and takes its flow off the list of parked ones. */
public final class FlowResumption extends EventNotifierSupport {

    private static final Logger LOG = LoggerFactory.getLogger("meterport.flow");

    private final ParkedFlows parked;

    public FlowResumption(ParkedFlows parked) {
        this.parked = parked;
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
        setIgnoreExchangeAsyncProcessingStartedEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeCompletedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeCompletedEvent completed) {
            Exchange exchange = completed.getExchange();
            String flow = exchange.getFromRouteId();
            // a policy may have handled the failure, as for flows that a clock starts: that is no progress
            boolean failed = exchange.getException() != null
                    || FlowFailures.away(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)) != null;
            if (flow != null && !failed && parked.resume(flow)) {
                LOG.info("{} goes on", flow);
            }
        }
    }
}
