package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * One operation's flow, unmodified, with the real contract, entry, reply and problems; only the capability's bean is the
 * test's own.
 */
public final class ApiFlow implements AfterEachCallback {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ApiCaller CALLER = new ApiCaller(new ThirdPartyId("tp_bluebonnet"), "bluebonnet-api");

    private final String operation;
    private final RouteUnderTest route;

    private ApiFlow(String operation, RouteUnderTest route) {
        this.operation = operation;
        this.route = route;
    }

    /** @param bean the capability's bean; its method is the one the flow names */
    public static ApiFlow of(String operation, String beanName, Object bean) {
        ApiContract contract =
                ApiContract.read(RouteUnderTest.projectRoot().resolve("schemas").resolve("openapi"));
        return new ApiFlow(
                operation,
                RouteUnderTest.load(operation)
                        .bean("apiEntry", new ApiEntry(contract, JSON, 1 << 20, CallerStanding.ANY))
                        .bean("apiReply", new ApiReplyWriter(JSON))
                        .bean("problemReply", new ProblemReply(contract, JSON))
                        .bean(beanName, bean));
    }

    /** Calls as the Third Party {@code tp_bluebonnet}. */
    public Answer call(@Nullable String body, Map<String, Object> headers) {
        return call(body, headers, CALLER);
    }

    public Answer callWithoutToken(@Nullable String body) {
        return call(body, Map.of(), null);
    }

    private Answer call(@Nullable String body, Map<String, Object> headers, @Nullable ApiCaller caller) {
        Exchange exchange;
        try (var template = route.context().createProducerTemplate()) {
            exchange = template.send("direct:" + operation, one -> {
                one.getMessage().setBody(body);
                one.getMessage().getHeaders().putAll(headers);
                if (caller != null) {
                    one.setProperty(ApiEntry.CALLER, caller);
                }
            });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        try {
            return new Answer(
                    exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                    String.valueOf(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)),
                    JSON.readTree(exchange.getMessage().getBody(byte[].class)),
                    exchange.getMessage().getHeaders());
        } catch (IOException noJson) {
            throw new UncheckedIOException(
                    new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8), noJson);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        route.afterEach(context);
    }

    /** A bean that answers as it is told; every name a flow calls its bean's method by is here. */
    public static final class Bean {

        private final Function<ApiRequest, ApiReply> answer;

        public Bean(Function<ApiRequest, ApiReply> answer) {
            this.answer = answer;
        }

        public ApiReply issue(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply answer(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply get(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply take(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply intervals(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply sendText(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply targets(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply addDevice(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply removeDevice(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply getDevice(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply listDevices(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply sendPrice(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply sendLoadControl(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply cancelText(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply cancelLoadControl(ApiRequest request) {
            return answer.apply(request);
        }

        public ApiReply cancelAll(ApiRequest request) {
            return answer.apply(request);
        }
    }

    /** What went back. */
    public record Answer(int status, String contentType, JsonNode body, Map<String, Object> headers) {}
}
