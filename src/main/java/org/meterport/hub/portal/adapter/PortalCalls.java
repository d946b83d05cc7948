package org.meterport.hub.portal.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiEntry;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.signin.Visitor;
import org.slf4j.MDC;

/**
 * Lets the portal's pages do what partners' programs do, by the same flows: an operation of the own API, called in this
 * process in the name of whoever signed in. Contract, rights, isolation and the first answer to a repeated key are those
 * of the API, because they are the flow's.
 */
final class PortalCalls {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final ProducerTemplate flows;
    private final ObjectMapper json;

    PortalCalls(ProducerTemplate flows, ObjectMapper json) {
        this.flows = flows;
        this.json = json;
    }

    /** Reads something. */
    Answer get(Visitor visitor, String operation, Map<String, String> parameters) {
        return call(visitor, operation, parameters, Optional.empty(), Optional.empty());
    }

    /**
     * Does something.
     *
     * @param key of the form, the same when the form is sent twice
     */
    Answer post(Visitor visitor, String operation, Map<String, String> parameters, Object body, String key) {
        return call(
                visitor,
                operation,
                parameters,
                Optional.of(body),
                Optional.of(key).filter(text -> !text.isEmpty()));
    }

    /** Reads what a page is about; without it there is no page. */
    Answer shown(Visitor visitor, String operation, Map<String, String> parameters) {
        return allowed(get(visitor, operation, parameters));
    }

    /** Does what a button says; a refusal becomes a page of its own. */
    Answer done(Visitor visitor, String operation, Map<String, String> parameters, Object body, String key) {
        return allowed(post(visitor, operation, parameters, body, key));
    }

    private static Answer allowed(Answer answer) {
        if (answer.isRefused()) {
            throw new Refused(answer);
        }
        return answer;
    }

    /** An operation for everybody, such as a registration. */
    Answer open(String operation, Object body) {
        return send(operation, exchange -> body(exchange, body));
    }

    private Answer call(
            Visitor visitor,
            String operation,
            Map<String, String> parameters,
            Optional<Object> body,
            Optional<String> key) {
        return send(operation, exchange -> {
            exchange.setProperty(
                    ApiEntry.CALLER, new ApiCaller(new ThirdPartyId(visitor.owner()), visitor.name(), true));
            parameters.forEach(exchange.getMessage()::setHeader);
            key.ifPresent(text -> exchange.getMessage().setHeader("Idempotency-Key", text));
            body.ifPresent(content -> body(exchange, content));
        });
    }

    private Answer send(String operation, Processor prepare) {
        String requestId = MDC.get("requestId");
        Exchange exchange = flows.request("direct:" + operation, prepared -> {
            prepared.getMessage().setHeader("Request-Id", requestId == null ? "none" : requestId);
            prepare.process(prepared);
        });
        if (requestId != null) {
            // the flow's log took it away at its end
            MDC.put("requestId", requestId);
        }
        if (exchange.getException() != null) {
            throw new IllegalStateException("the flow " + operation + " left a failure", exchange.getException());
        }
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        try {
            byte[] bytes = exchange.getMessage().getBody(byte[].class);
            return new Answer(
                    status == null ? 500 : status,
                    bytes == null || bytes.length == 0 ? Map.of() : json.readValue(bytes, OBJECT));
        } catch (IOException notJson) {
            throw new UncheckedIOException("the flow " + operation + " did not answer in JSON", notJson);
        }
    }

    private void body(Exchange exchange, Object body) {
        try {
            exchange.getMessage().setBody(new ByteArrayInputStream(json.writeValueAsBytes(body)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a form cannot be written as JSON", impossible);
        }
    }

    /**
     * What a flow answered.
     *
     * @param body JSON as maps and lists; a problem (RFC 9457) when the status says so
     */
    record Answer(int status, Map<String, Object> body) {

        boolean isRefused() {
            return status >= 400;
        }

        /** A list of objects; empty where there is none. */
        List<Map<String, Object>> items(String field) {
            List<Map<String, Object>> items = new ArrayList<>();
            if (body.get(field) instanceof List<?> list) {
                for (Object one : list) {
                    if (one instanceof Map<?, ?> map) {
                        Map<String, Object> item = new LinkedHashMap<>();
                        map.forEach((key, value) -> item.put(String.valueOf(key), value));
                        items.add(item);
                    }
                }
            }
            return items;
        }

        String text(String field) {
            Object value = body.get(field);
            return value == null ? "" : String.valueOf(value);
        }
    }
}
