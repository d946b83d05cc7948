package org.meterport.hub.api.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiFlow.Answer;
import org.meterport.hub.shared.Rejection;

/**
 * What the route test of every operation asks: with a valid call the bean sees operation, key, body and parameters; its
 * refusal becomes a problem; and nobody gets in without a token. A subclass names the operation and a valid call.
 */
public abstract class OperationFrame {

    @RegisterExtension
    final ApiFlow flow;

    private final String operation;
    private final String body;
    private final Map<String, String> parameters;

    /**
     * @param body a valid one; empty for an operation without
     * @param parameters of path and query
     */
    protected OperationFrame(String operation, String beanName, String body, Map<String, String> parameters) {
        this.operation = operation;
        this.body = body;
        this.parameters = parameters;
        this.flow = ApiFlow.of(operation, beanName, new ApiFlow.Bean(OperationFrame::answer));
    }

    private static ApiReply answer(ApiRequest request) {
        if (request.requestId().equals("refuse")) {
            throw new Rejection(ApiProblem.NOT_FOUND, "It is not there.");
        }
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("operation", request.operation());
        seen.put("key", request.idempotencyKey().orElse(""));
        seen.put("parameters", request.parameters());
        seen.put("body", request.body().toString());
        return ApiReply.ok(seen);
    }

    @Test
    void handsTheCallToItsBean() {
        Answer answer = flow.call(body, headers("Idempotency-Key", "k-1"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("operation").asText()).isEqualTo(operation);
        assertThat(answer.body().path("key").asText()).isEqualTo("k-1");
        parameters.forEach((name, value) ->
                assertThat(answer.body().path("parameters").path(name).asText()).isEqualTo(value));
        assertThat(answer.body().path("body").asText()).isEqualTo(body.replaceAll("(?<=[:,]) ", ""));
    }

    @Test
    void turnsARefusalIntoAnAnswerWithItsCode() {
        Answer answer = flow.call(body, headers("Request-Id", "refuse"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().toString()).contains("API-301", "It is not there.");
    }

    @Test
    void refusesACallerWithoutAToken() {
        Answer answer = flow.callWithoutToken(body);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().toString()).contains("API-201");
    }

    private Map<String, Object> headers(String name, String value) {
        Map<String, Object> headers = new HashMap<>(parameters);
        headers.put(name, value);
        return headers;
    }
}
