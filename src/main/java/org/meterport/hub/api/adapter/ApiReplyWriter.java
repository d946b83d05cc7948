package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** Writes an {@link ApiReply} as the HTTP answer: the last step of every operation's flow. */
public final class ApiReplyWriter {

    private final ObjectMapper json;

    public ApiReplyWriter(ObjectMapper json) {
        this.json = json;
    }

    /** Replaces the body by its bytes and sets status and headers. */
    public void write(Exchange exchange) throws JsonProcessingException, InvalidPayloadException {
        Message message = exchange.getMessage();
        ApiReply reply = message.getMandatoryBody(ApiReply.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        reply.headers().forEach(message::setHeader);
        message.setBody(reply.body() instanceof byte[] bytes ? bytes : json.writeValueAsBytes(reply.body()));
    }
}
