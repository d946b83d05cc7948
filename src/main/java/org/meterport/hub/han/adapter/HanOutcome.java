package org.meterport.hub.han.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.meterport.components.zigbeesep.ZigbeeSepConstants;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.hub.han.RecordDevice;
import org.meterport.hub.han.RecordOutcome;
import org.meterport.hub.shared.Unavailable;

/** Takes the head-end's events in the flow {@code han-outcome}. */
public final class HanOutcome {

    private final RecordOutcome recordOutcome;
    private final RecordDevice recordDevice;

    public HanOutcome(RecordOutcome recordOutcome, RecordDevice recordDevice) {
        this.recordOutcome = recordOutcome;
        this.recordDevice = recordDevice;
    }

    /**
     * Notes events, those of messages in one transaction. Body: a list of them. What came before the answer that names its
     * token is to be delivered again; for any other failure the list is to be taken event by event.
     */
    public void record(Exchange exchange) {
        List<?> events = exchange.getMessage().getBody(List.class);
        List<HeadEndEvent.OfMessage> ofMessages = events.stream()
                .filter(HeadEndEvent.OfMessage.class::isInstance)
                .map(HeadEndEvent.OfMessage.class::cast)
                .toList();
        Map<HeadEndEvent.OfMessage, RuntimeException> refused =
                ofMessages.isEmpty() ? Map.of() : recordOutcome.record(ofMessages);
        if (events.size() == 1) {
            refused.values().forEach(failure -> {
                throw failure;
            });
        }
        for (Object event : events) {
            if (event instanceof HeadEndEvent.OfDevice news) {
                recordDevice.record(news);
            }
        }
        List<String> again = new ArrayList<>();
        refused.forEach((event, failure) -> {
            if (!(failure instanceof Unavailable)) {
                throw new IllegalStateException("an event of several cannot be noted, so each is tried alone");
            }
            again.add(event.id());
        });
        exchange.getMessage().setHeader(ZigbeeSepConstants.DELIVER_AGAIN, again);
    }
}
