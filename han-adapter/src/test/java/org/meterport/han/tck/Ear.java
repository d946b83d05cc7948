package org.meterport.han.tck;

import java.util.ArrayList;
import java.util.List;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Token;

/** A listener that notes what it hears and acknowledges it, or keeps it in its hands. */
public final class Ear implements EventListener {
    private final boolean acknowledges;
    private final List<Delivery> deliveries = new ArrayList<>();

    private Ear(boolean acknowledges) {
        this.acknowledges = acknowledges;
    }

    public static Ear acknowledging() {
        return new Ear(true);
    }

    public static Ear holding() {
        return new Ear(false);
    }

    @Override
    public synchronized void onEvent(Delivery delivery) {
        deliveries.add(delivery);
        if (acknowledges) {
            delivery.acknowledge();
        }
    }

    public synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    public List<HeadEndEvent> events() {
        return deliveries().stream().map(Delivery::event).toList();
    }

    /** Levels heard of one message, in order of arrival. */
    public List<Level> levels(Token token) {
        return events().stream()
                .filter(event -> event instanceof HeadEndEvent.OfMessage told
                        && told.token().equals(token))
                .map(event -> ((HeadEndEvent.OfMessage) event).level())
                .toList();
    }

    /** What was heard of messages, in order of arrival. */
    public List<HeadEndEvent.OfMessage> messages() {
        return events().stream()
                .filter(HeadEndEvent.OfMessage.class::isInstance)
                .map(HeadEndEvent.OfMessage.class::cast)
                .toList();
    }

    /** What was heard of devices, in order of arrival. */
    public List<HeadEndEvent.OfDevice> devices() {
        return events().stream()
                .filter(HeadEndEvent.OfDevice.class::isInstance)
                .map(HeadEndEvent.OfDevice.class::cast)
                .toList();
    }
}
