package org.meterport.han.utility;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message with its header.
 *
 * @param verb create, cancel, get, delete, reply or changed
 * @param noun what it is about, see {@link Nouns}
 * @param id of this message
 * @param correlationId of the request this is the reply to; empty otherwise
 * @param replyTo where the reply and later events may be sent; empty when the sender fetches them
 * @param result OK, PARTIAL or FAILED in a reply; empty otherwise
 * @param errors one for each item that failed
 * @param payload the rest
 */
record Message(
        String verb,
        String noun,
        String id,
        String correlationId,
        String replyTo,
        Instant at,
        String result,
        List<Fault> errors,
        List<Element> payload) {
    static final String REPLY = "reply";
    static final String CHANGED = "changed";

    Message {
        errors = List.copyOf(errors);
        payload = List.copyOf(payload);
    }

    /**
     * What is wrong with one item.
     *
     * @param item its ordinal from 0, or its id; empty for the whole message
     */
    record Fault(String code, String item, String reason) {}

    static Message request(String verb, String noun, String id, String replyTo, Instant at, List<Element> payload) {
        return new Message(verb, noun, id, "", replyTo, at, "", List.of(), payload);
    }

    /** The reply to this request. */
    Message reply(String replyId, Instant when, List<Fault> faults, List<Element> answer) {
        var how = faults.isEmpty() ? "OK" : answer.isEmpty() ? "FAILED" : "PARTIAL";
        return new Message(REPLY, noun, replyId, id, "", when, how, faults, answer);
    }

    boolean isReply() {
        return verb.equals(REPLY);
    }

    Optional<Element> first(String name) {
        return payload.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    String xml() {
        var header = new ArrayList<Element>();
        header.add(Element.of("Verb", verb));
        header.add(Element.of("Noun", noun));
        header.add(Element.of("Timestamp", at));
        header.add(Element.of("MessageID", id));
        if (!correlationId.isEmpty()) {
            header.add(Element.of("CorrelationID", correlationId));
        }
        header.add(Element.of("AsyncReplyFlag", !replyTo.isEmpty()));
        if (!replyTo.isEmpty()) {
            header.add(Element.of("ReplyAddress", replyTo));
        }
        var parts = new ArrayList<Element>();
        parts.add(Element.of("Header", header));
        if (isReply()) {
            var reply = new ArrayList<Element>();
            reply.add(Element.of("Result", result));
            errors.forEach(error -> reply.add(Element.of(
                    "Error",
                    List.of(
                            Element.of("Code", error.code()),
                            Element.of("Item", error.item()),
                            Element.of("Reason", error.reason())))));
            parts.add(Element.of("Reply", reply));
        }
        parts.add(Element.of("Payload", payload));
        return Element.of("Message", parts).xml();
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Message parse(String xml) {
        var root = Element.parse(xml);
        var header = root.child("Header").orElseThrow(() -> new IllegalArgumentException("a message has a header"));
        var reply = root.child("Reply");
        return new Message(
                header.need("Verb"),
                header.need("Noun"),
                header.need("MessageID"),
                header.maybe("CorrelationID").orElse(""),
                header.maybe("ReplyAddress").orElse(""),
                Instant.parse(header.need("Timestamp")),
                reply.flatMap(one -> one.maybe("Result")).orElse(""),
                reply.map(one -> one.all("Error")).orElse(List.of()).stream()
                        .map(error -> new Fault(
                                error.need("Code"),
                                error.maybe("Item").orElse(""),
                                error.maybe("Reason").orElse("")))
                        .toList(),
                root.child("Payload").map(Element::children).orElse(List.of()));
    }
}
