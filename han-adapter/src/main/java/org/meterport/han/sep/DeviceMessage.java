package org.meterport.han.sep;

/** What a meter sends to the devices of a home, and therefore what a third party can ask to have sent. */
public sealed interface DeviceMessage extends SepMessage
        permits DisplayMessage,
                CancelMessage,
                PublishPrice,
                LoadControlEvent,
                CancelLoadControlEvent,
                CancelAllLoadControlEvents {

    @Override
    default Direction direction() {
        return Direction.SERVER_TO_CLIENT;
    }
}
