package org.meterport.hub.ondemand.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.ondemand.OnDemandRead;
import org.meterport.hub.ondemand.RequestOnDemandRead;
import org.meterport.hub.ondemand.ShowOnDemandRead;

/** The own API's calls for on-demand reads. */
public final class OnDemandApi {

    private final RequestOnDemandRead requestOnDemandRead;
    private final ShowOnDemandRead showOnDemandRead;
    private final FirstAnswers firstAnswers;
    private final JsonBodies bodies;

    OnDemandApi(
            RequestOnDemandRead requestOnDemandRead,
            ShowOnDemandRead showOnDemandRead,
            FirstAnswers firstAnswers,
            JsonBodies bodies) {
        this.requestOnDemandRead = requestOnDemandRead;
        this.showOnDemandRead = showOnDemandRead;
        this.firstAnswers = firstAnswers;
        this.bodies = bodies;
    }

    /** Operation {@code request-on-demand-read}. */
    public ApiReply request(ApiRequest request) {
        return firstAnswers.once(request, () -> {
            OnDemandRead read = requestOnDemandRead.accept(
                    request.thirdParty(), request.body().path("esiid").asText());
            return ApiReply.accepted("/api/v1/on-demand-reads/" + read.id(), view(read));
        });
    }

    /** Operation {@code get-on-demand-read}. */
    public ApiReply get(ApiRequest request) {
        return ApiReply.ok(showOnDemandRead.show(
                request.thirdParty(), request.parameter("readId"), read -> bodies.of(view(read))));
    }

    private static Map<String, Object> view(OnDemandRead read) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", read.id());
        body.put("esiid", read.esiid());
        body.put("status", read.status().name());
        body.put("requestedAt", read.requestedAt().toString());
        body.put("deadline", read.deadline().toString());
        read.registers().ifPresent(registers -> {
            body.put("readAt", registers.at().toString());
            body.put("deliveredWh", registers.deliveredWattHours());
            body.put("receivedWh", registers.receivedWattHours());
        });
        read.failure()
                .ifPresent(failure -> body.put("failure", Map.of("code", failure.code(), "detail", failure.detail())));
        return body;
    }
}
