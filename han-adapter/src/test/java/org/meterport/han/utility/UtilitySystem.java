package org.meterport.han.utility;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.EventListener.Delivery;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.Reply;
import org.meterport.han.headend.Subscription;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.xml.sax.SAXException;

/** The utility's own system: answers messages from a head-end behind it, and holds every message that passes against the schema. */
final class UtilitySystem {
    private static final Schema SCHEMA = schema();

    private final AtomicLong lastId = new AtomicLong();
    private final Map<String, Delivery> unstored = new LinkedHashMap<>();
    private HeadEnd behind;
    private Subscription subscription;

    UtilitySystem(HeadEnd behind) {
        this.behind = behind;
        subscription = behind.subscribe(this::hear, 1000);
    }

    /** Another process of the same system: what it had not sent, or heard nothing of, it has from its own storage. */
    synchronized void restart(HeadEnd again) {
        subscription.close();
        unstored.clear();
        behind = again;
        subscription = behind.subscribe(this::hear, 1000);
    }

    private synchronized void hear(Delivery delivery) {
        unstored.put(delivery.event().id(), delivery);
    }

    synchronized Map<String, Delivery> unstored() {
        return new LinkedHashMap<>(unstored);
    }

    synchronized void stored(String eventId) {
        var delivery = unstored.remove(eventId);
        if (delivery != null) {
            delivery.acknowledge();
        }
    }

    Message changed(Delivery delivery, Instant now) {
        return new Message(
                Message.CHANGED,
                Nouns.EVENTS,
                "u-" + lastId.incrementAndGet(),
                "",
                "",
                now,
                "",
                List.of(),
                List.of(Nouns.event(delivery.event())));
    }

    /** The reply to a message. */
    String answer(String xml) {
        var request = Message.parse(valid(xml));
        return valid(reply(request).xml());
    }

    static String valid(String xml) {
        try {
            SCHEMA.newValidator().validate(new StreamSource(new java.io.StringReader(xml)));
            return xml;
        } catch (SAXException | java.io.IOException e) {
            throw new AssertionError("not by the schema: " + e.getMessage() + "\n" + xml, e);
        }
    }

    private Message reply(Message request) {
        var faults = new ArrayList<Message.Fault>();
        var payload = new ArrayList<Element>();
        switch (request.verb() + " " + request.noun()) {
            case "create EndDeviceControls" -> {
                var batch = Nouns.batch(request.payload().get(0));
                answers(ask(behind.submit(batch)), faults, payload);
            }
            case "cancel EndDeviceControls" ->
                payload.add(Element.of(
                        "Cancellation", ask(behind.cancel(tokens(request).get(0)))));
            case "get EndDeviceControls" ->
                ask(behind.query(tokens(request))).forEach(standing -> payload.add(Nouns.standing(standing)));
            case "create PanDevices" ->
                answers(
                        List.of(ask(behind.provision(
                                Nouns.provision(request.payload().get(0))))),
                        faults,
                        payload);
            case "delete PanDevices" ->
                answers(
                        List.of(ask(behind.deprovision(
                                Nouns.removal(request.payload().get(0))))),
                        faults,
                        payload);
            case "get PanDevices" ->
                told(ask(behind.devices(home(request).esiid())), faults)
                        .ifPresent(devices -> devices.forEach(device -> payload.add(Nouns.hanDevice(device))));
            case "get PanReachability" ->
                told(ask(behind.ping(home(request).esiid(), home(request).device())), faults)
                        .ifPresent(ping -> payload.add(Nouns.ping(ping)));
            case "get MeterReadings" ->
                told(ask(behind.read(home(request).esiid())), faults)
                        .ifPresent(reading -> payload.add(Nouns.reading(reading)));
            case "get EndDeviceEvents" -> {
                request.payload().stream()
                        .filter(one -> one.name().equals("StoredEvent"))
                        .forEach(one -> stored(one.text()));
                unstored().values().stream()
                        .limit(Long.parseLong(
                                request.first("MaximumEvents").orElseThrow().text()))
                        .forEach(delivery -> payload.add(Nouns.event(delivery.event())));
            }
            default -> throw new AssertionError("nobody asks for " + request.verb() + " " + request.noun());
        }
        return request.reply("u-" + lastId.incrementAndGet(), request.at(), faults, payload);
    }

    private static void answers(List<Answer> answers, List<Message.Fault> faults, List<Element> payload) {
        for (var i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof Answer.Accepted accepted) {
                payload.add(Nouns.accepted(i, accepted.token()));
            } else if (answers.get(i) instanceof Answer.Refused refused) {
                faults.add(new Message.Fault(refused.refusal().name(), Integer.toString(i), refused.detail()));
            }
        }
    }

    private static <T> Optional<T> told(Reply<T> reply, List<Message.Fault> faults) {
        if (reply instanceof Reply.Refused<T> refused) {
            faults.add(new Message.Fault(refused.refusal().name(), "", refused.detail()));
            return Optional.empty();
        }
        return Optional.of(((Reply.Given<T>) reply).value());
    }

    private static List<Token> tokens(Message request) {
        return request.payload().stream().map(one -> new Token(one.text())).toList();
    }

    private static Target home(Message request) {
        return Nouns.target(Element.of("Target", request.payload()));
    }

    private static <T> T ask(java.util.concurrent.CompletableFuture<T> question) {
        return question.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static Schema schema() {
        try {
            var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            return factory.newSchema(java.nio.file.Path.of("../schemas/head-end/meterport-head-end-v1.xsd")
                    .toFile());
        } catch (SAXException e) {
            throw new AssertionError(e);
        }
    }
}
