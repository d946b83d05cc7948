package org.meterport.hub.han.adapter;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    /** Notes news of a message or of a device; done when it is on record. */
    public CompletionStage<Void> record(HeadEndEvent event) {
        if (event instanceof HeadEndEvent.OfMessage news) {
            return messages.add(news);
        }
        if (event instanceof HeadEndEvent.OfDevice news) {
            recordDevice.record(news);
        }
        return CompletableFuture.completedFuture(null);
    }
}
