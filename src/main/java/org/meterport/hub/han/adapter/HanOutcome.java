package org.meterport.hub.han.adapter;

import org.meterport.han.headend.HeadEndEvent;
import org.meterport.hub.han.RecordOutcome;

/** Takes the head-end's events in the flow {@code han-outcome}. */
public final class HanOutcome {

    private final RecordOutcome recordOutcome;

    public HanOutcome(RecordOutcome recordOutcome) {
        this.recordOutcome = recordOutcome;
    }

    /** Notes news of a message; news of a device's joining is not asked for by any operation yet. */
    public void record(HeadEndEvent event) {
        if (event instanceof HeadEndEvent.OfMessage news) {
            recordOutcome.record(news);
        }
    }
}
