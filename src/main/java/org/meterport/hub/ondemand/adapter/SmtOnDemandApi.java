package org.meterport.hub.ondemand.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.meterport.components.intervalfile.RegisterCsvWriter;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.ondemand.OnDemandRead;
import org.meterport.hub.ondemand.RequestOnDemandRead;
import org.meterport.hub.ondemand.ShowOnDemandRead;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.usage.UsageProblem;

/** SMT's calls {@code odr/} and {@code odrstatus/}: {@code PEN} while the meter is asked, {@code 0} with its answer. */
public final class SmtOnDemandApi {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("America/Chicago"));

    private final RequestOnDemandRead requestOnDemandRead;
    private final ShowOnDemandRead showOnDemandRead;
    private final FirstAnswers firstAnswers;
    private final JsonBodies bodies;

    SmtOnDemandApi(
            RequestOnDemandRead requestOnDemandRead,
            ShowOnDemandRead showOnDemandRead,
            FirstAnswers firstAnswers,
            JsonBodies bodies) {
        this.requestOnDemandRead = requestOnDemandRead;
        this.showOnDemandRead = showOnDemandRead;
        this.firstAnswers = firstAnswers;
        this.bodies = bodies;
    }

    /** Operation {@code smt-on-demand-read}. */
    public ApiReply request(ApiRequest request) {
        requireOwnUser(request);
        JsonNode named = request.body().has("ESIID")
                ? request.body().path("ESIID")
                : request.body().path("esiid");
        if (named.isArray() && named.size() != 1) {
            throw new Rejection(
                    UsageProblem.TOO_MANY_ESIIDS, "One meter is read at a time; send a call for each ESIID.");
        }
        String esiid = (named.isArray() ? named.path(0) : named).asText();
        return firstAnswers.once(request, () -> {
            OnDemandRead read = requestOnDemandRead.accept(request.thirdParty(), esiid);
            Map<String, Object> answer = begun(request, read);
            answer.put("statusCode", "0");
            answer.put("statusReason", "Request submitted successfully for further processing");
            return ApiReply.ok(answer);
        });
    }

    /** Operation {@code smt-on-demand-read-status}. */
    public ApiReply status(ApiRequest request) {
        requireOwnUser(request);
        String id = request.body().path("correlationId").asText().strip();
        if (id.isEmpty()) {
            throw new Rejection(
                    ApiProblem.CONTRACT_BROKEN, "Send the correlationId of the read that odr answered with.");
        }
        return ApiReply.ok(showOnDemandRead.show(request.thirdParty(), id, read -> bodies.of(answer(request, read))));
    }

    private static Map<String, Object> answer(ApiRequest request, OnDemandRead read) {
        Map<String, Object> answer = begun(request, read);
        switch (read.status()) {
            case PENDING -> {
                answer.put("statusCode", "PEN");
                answer.put("statusReason", "Pending - the meter is being asked");
            }
            case COMPLETED -> {
                var registers = read.registers().orElseThrow();
                answer.put("statusCode", "0");
                answer.put("statusReason", "Completed");
                answer.put("ESIID", read.esiid());
                Map<String, Object> value = new LinkedHashMap<>();
                value.put("registeredRead", RegisterCsvWriter.thousandths(registers.deliveredWattHours()));
                value.put("receivedRead", RegisterCsvWriter.thousandths(registers.receivedWattHours()));
                value.put("readDate", MOMENT.format(registers.at()));
                answer.put("odrRead", value);
            }
            case FAILED -> {
                var failure = read.failure().orElseThrow();
                answer.put("statusCode", failure.code());
                answer.put("statusReason", "Failed - " + failure.detail());
            }
        }
        return answer;
    }

    private static Map<String, Object> begun(ApiRequest request, OnDemandRead read) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", request.body().path("trans_id").asText());
        answer.put("correlationId", read.id());
        return answer;
    }

    private static void requireOwnUser(ApiRequest request) {
        String requester = request.body().path("requestorID").asText("");
        if (!requester.isEmpty()
                && !requester.equalsIgnoreCase(request.caller().orElseThrow().userName())) {
            throw new Rejection(
                    UsageProblem.OTHER_REQUESTER, "requestorID must be the user the token was issued to; it is not.");
        }
    }
}
