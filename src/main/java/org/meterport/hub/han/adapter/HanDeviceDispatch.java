package org.meterport.hub.han.adapter;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.meterport.han.headend.Answer;
import org.meterport.hub.han.DispatchDevice;
import org.meterport.hub.han.ManageDevices;

/** What stands before and after the head-end in the flow {@code han-device-dispatch}. */
public final class HanDeviceDispatch {

    /** Exchange property: {@code provision}, {@code deprovision}, or absent when nothing is to be asked. */
    public static final String ASK = "hanDeviceAsk";

    private static final String DEVICE = "hanDevice";

    private final DispatchDevice dispatchDevice;

    public HanDeviceDispatch(DispatchDevice dispatchDevice) {
        this.dispatchDevice = dispatchDevice;
    }

    /** Body: the queue's word in; the order for the head-end out. */
    public void prepare(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        String word = message.getMandatoryBody(String.class);
        String id = word.substring(0, word.indexOf(':'));
        exchange.setProperty(DEVICE, id);
        if (word.equals(ManageDevices.wordToAdd(id))) {
            dispatchDevice.add(id).ifPresent(order -> ask(exchange, "provision", order));
        } else {
            dispatchDevice.remove(id).ifPresent(order -> ask(exchange, "deprovision", order));
        }
    }

    /** Body: the head-end's answer. */
    public void answered(Exchange exchange) throws InvalidPayloadException {
        String id = exchange.getProperty(DEVICE, String.class);
        Answer answer = exchange.getMessage().getMandatoryBody(Answer.class);
        if ("provision".equals(exchange.getProperty(ASK))) {
            dispatchDevice.added(id, answer);
        } else {
            dispatchDevice.removed(id, answer);
        }
    }

    private static void ask(Exchange exchange, String what, Object order) {
        exchange.setProperty(ASK, what);
        exchange.getMessage().setBody(order);
    }
}
