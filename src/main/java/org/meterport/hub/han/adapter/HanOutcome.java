package org.meterport.hub.han.adapter;

import org.meterport.han.headend.HeadEndEvent;
import org.meterport.hub.han.RecordDevice;
import org.meterport.hub.han.RecordOutcome;

/** Takes the head-end's events in the flow {@code han-outcome}. */
public final class HanOutcome {

    private final Gathering<HeadEndEvent.OfMessage> messages;
    private final RecordDevice recordDevice;

    public HanOutcome(RecordOutcome recordOutcome, RecordDevice recordDevice) {
        this.messages = new Gathering<>(events -> recordOutcome.record(events));
        this.recordDevice = recordDevice;
    }

    /** Notes news of a message or of a device. */
    public void record(HeadEndEvent event) {
        if (event instanceof HeadEndEvent.OfMessage news) {
            messages.add(news);
        } else if (event instanceof HeadEndEvent.OfDevice news) {
            recordDevice.record(news);
        }
    }
}
