package org.meterport.hub.ondemand.adapter;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.meterport.components.zigbeesep.ZigbeeSepConstants;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Reply;
import org.meterport.hub.ondemand.TakeOnDemandRead;

/** What stands before and after the head-end in the flow {@code on-demand-read-dispatch}. */
public final class OnDemandDispatch {

    /** Exchange property: the ESIID to ask for; absent when nothing is to be asked. */
    public static final String ASK = "onDemandEsiid";

    private static final String READ = "onDemandRead";

    private final TakeOnDemandRead takeOnDemandRead;

    OnDemandDispatch(TakeOnDemandRead takeOnDemandRead) {
        this.takeOnDemandRead = takeOnDemandRead;
    }

    /** Body: the read's id in; the head-end's header out. */
    public void prepare(Exchange exchange) throws InvalidPayloadException {
        String id = exchange.getMessage().getMandatoryBody(String.class);
        Optional<String> esiid = takeOnDemandRead.begin(id);
        exchange.setProperty(READ, id);
        esiid.ifPresent(one -> {
            exchange.setProperty(ASK, one);
            exchange.getMessage().setHeader(ZigbeeSepConstants.ESIID, one);
        });
    }

    /** Body: the head-end's reply. */
    public void answered(Exchange exchange) throws InvalidPayloadException {
        takeOnDemandRead.answered(exchange.getProperty(READ, String.class), reply(exchange));
    }

    /** The head-end's answer to a read; its component gives no other. */
    @SuppressWarnings("unchecked")
    private static Reply<MeterReading> reply(Exchange exchange) throws InvalidPayloadException {
        return exchange.getMessage().getMandatoryBody(Reply.class);
    }
}
