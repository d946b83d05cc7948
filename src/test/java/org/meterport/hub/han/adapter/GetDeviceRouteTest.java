package org.meterport.hub.han.adapter;

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

class GetDeviceRouteTest {

    private static final String BODY = "";

    @RegisterExtension
    final ApiFlow flow = ApiFlow.of("get-device", "hanDeviceApi", new ApiFlow.Bean(GetDeviceRouteTest::answer));

    private static ApiReply answer(ApiRequest request) {
        if (request.requestId().equals("refuse")) {
            throw new Rejection(ApiProblem.NOT_FOUND, "It is not there.");
        }
        return ApiReply.ok(Map.of("operation", request.operation(), "seen", request.parameter("deviceId")));
    }

    @Test
    void tellsOfTheDeviceOfThatId() {
        Answer answer = flow.call(BODY, Map.of("deviceId", "dev_7"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("operation").asText()).isEqualTo("get-device");
        assertThat(answer.body().path("seen").asText()).isEqualTo("dev_7");
    }

    @Test
    void turnsARefusalIntoAnAnswerWithItsCode() {
        Answer answer = flow.call(BODY, Map.of("Request-Id", "refuse", "deviceId", "dev_7"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().toString()).contains("API-301", "It is not there.");
    }

    @Test
    void refusesACallerWithoutAToken() {
        Answer answer = flow.callWithoutToken(BODY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().toString()).contains("API-201");
    }
}
