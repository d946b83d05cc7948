package org.meterport.hub.party.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiFlow;
import org.meterport.hub.api.adapter.ApiFlow.Answer;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.shared.Rejection;

class SmtTokenRouteTest {

    private static final String BODY = "{\"username\": \"a\", \"password\": \"b\"}";

    @RegisterExtension
    final ApiFlow flow = ApiFlow.of("smt-token", "tokenApi", new ApiFlow.Bean(SmtTokenRouteTest::answer));

    private static ApiReply answer(ApiRequest request) {
        if (request.requestId().equals("refuse")) {
            throw new Rejection(ApiProblem.NOT_FOUND, "It is not there.");
        }
        return ApiReply.ok(Map.of(
                "operation",
                request.operation(),
                "seen",
                request.body().path("username").asText()));
    }

    @Test
    void givesATokenToWhomeverTheBeanKnows() {
        Answer answer = flow.call(BODY, Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("operation").asText()).isEqualTo("smt-token");
        assertThat(answer.body().path("seen").asText()).isEqualTo("a");
    }

    @Test
    void turnsARefusalIntoAnAnswerWithItsCode() {
        Answer answer = flow.call(BODY, Map.of("Request-Id", "refuse"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().toString()).contains("API-301", "It is not there.");
    }
}
