package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** Writes an {@link ApiReply} as the HTTP answer: the last step of every operation's flow. */
public final class ApiReplyWriter {

    private final ObjectMapper json;

    private final ConformanceGate gate;

    /** For flows on their own. */
    public ApiReplyWriter(ObjectMapper json) {
        this(json, ConformanceGate.OPEN);
    }

    public ApiReplyWriter(ObjectMapper json, ConformanceGate gate) {
        this.json = json;
        this.gate = gate;
    }

    /** Replaces the body by its bytes and sets status and headers. */
    public void write(Exchange exchange) throws JsonProcessingException, InvalidPayloadException {
        Message message = exchange.getMessage();
        ApiReply reply = message.getMandatoryBody(ApiReply.class);
        ApiRequest rehearsal = exchange.getProperty(ApiEntry.REHEARSAL, ApiRequest.class);
        if (rehearsal != null && reply.status() < 300) {
            gate.answered(rehearsal.caller().orElseThrow(), rehearsal.operation(), tree(reply));
        }
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        reply.headers().forEach(message::setHeader);
        message.setBody(reply.body() instanceof byte[] bytes ? bytes : json.writeValueAsBytes(reply.body()));
    }

    /** What a company in rehearsal is told; nothing of a feed, which is not JSON. */
    private JsonNode tree(ApiReply reply) {
        if (!(reply.body() instanceof byte[] bytes)) {
            return json.valueToTree(reply.body());
        }
        if (reply.headers().containsKey("Content-Type")) {
            return MissingNode.getInstance();
        }
        try {
            return json.readTree(bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException("an answer of ours is not the JSON it says it is", impossible);
        }
    }
}
