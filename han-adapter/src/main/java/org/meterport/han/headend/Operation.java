package org.meterport.han.headend;

import org.meterport.han.sep.CancelLoadControlEvent;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.han.sep.PublishPrice;

/** What a batch does; part of the name by which a head-end recognises a repeated submission. */
public enum Operation {
    TEXT,
    CANCEL_TEXT,
    PRICE,
    LOAD_CONTROL,
    CANCEL_LOAD_CONTROL,
    CANCEL_ALL_LOAD_CONTROL;

    public static Operation of(DeviceMessage message) {
        if (message instanceof DisplayMessage) {
            return TEXT;
        }
        if (message instanceof CancelMessage) {
            return CANCEL_TEXT;
        }
        if (message instanceof PublishPrice) {
            return PRICE;
        }
        if (message instanceof LoadControlEvent) {
            return LOAD_CONTROL;
        }
        return message instanceof CancelLoadControlEvent ? CANCEL_LOAD_CONTROL : CANCEL_ALL_LOAD_CONTROL;
    }

    /** A cancel overtakes what it cancels. */
    public boolean isCancel() {
        return this == CANCEL_TEXT || this == CANCEL_LOAD_CONTROL || this == CANCEL_ALL_LOAD_CONTROL;
    }
}
