package org.meterport.han.sep;

/** What a device sends to its meter: an answer, or a question for what it may have missed while asleep. */
public sealed interface DeviceReport extends SepMessage
        permits GetLastMessage,
                MessageConfirmation,
                GetCurrentPrice,
                GetScheduledPrices,
                PriceAcknowledgement,
                ReportEventStatus,
                GetScheduledEvents {

    @Override
    default Direction direction() {
        return Direction.CLIENT_TO_SERVER;
    }
}
