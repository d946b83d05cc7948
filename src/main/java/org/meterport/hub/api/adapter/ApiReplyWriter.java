package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
            JsonNode answer =
                    reply.body() instanceof byte[] ? MissingNode.getInstance() : json.valueToTree(reply.body());
            gate.answered(rehearsal.caller().orElseThrow(), rehearsal.operation(), answer);
        }
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        reply.headers().forEach(message::setHeader);
        message.setBody(reply.body() instanceof byte[] bytes ? bytes : json.writeValueAsBytes(reply.body()));
    }
}
