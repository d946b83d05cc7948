package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.han.HanDeviceOrder;
import org.meterport.hub.han.HanDeviceOrder.State;
import org.meterport.hub.han.HanDevices;
import org.meterport.hub.han.ManageDevices;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** The API's calls for devices in homes, and its view of them. */
public final class HanDeviceApi {

    private static final int LONGEST_WINDOW_DAYS = 30;

    private final ManageDevices manageDevices;
    private final HanDevices devices;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;

    public HanDeviceApi(
            ManageDevices manageDevices, HanDevices devices, FirstAnswers firstAnswers, Transactions transactions) {
        this.manageDevices = manageDevices;
        this.devices = devices;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
    }

    /** Operation {@code add-device}. */
    public ApiReply addDevice(ApiRequest request) {
        JsonNode body = request.body();
        return firstAnswers.once(request, () -> {
            HanDeviceOrder order = manageDevices.add(
                    request.thirdParty(),
                    body.path("esiid").asText().strip(),
                    body.path("device").asText(),
                    body.path("installCode").asText(),
                    Duration.ofDays(body.path("joinDays").asInt(LONGEST_WINDOW_DAYS)));
            return accepted(order);
        });
    }

    /** Operation {@code remove-device}. */
    public ApiReply removeDevice(ApiRequest request) {
        return firstAnswers.once(request, () -> accepted(manageDevices.remove(request.parameter("deviceId"))));
    }

    /** Operation {@code get-device}: where it stands, and every state it was in. */
    public ApiReply getDevice(ApiRequest request) {
        String id = request.parameter("deviceId");
        return transactions.asPartner(
                request.thirdParty(),
                () -> ApiReply.ok(view(devices.find(id)
                        .orElseThrow(() ->
                                new Rejection(ApiProblem.NOT_FOUND, "There is no device " + id + " of yours.")))));
    }

    /** Operation {@code list-devices}. */
    public ApiReply listDevices(ApiRequest request) {
        Map<String, String> parameters = request.parameters();
        int limit = HanApi.number(parameters, "limit", 100, 1, 500);
        Optional<State> state = Optional.ofNullable(parameters.get("state")).map(HanDeviceApi::state);
        return transactions.asPartner(request.thirdParty(), () -> {
            List<HanDeviceOrder> page = devices.page(
                    parameters.getOrDefault("cursor", ""),
                    limit + 1,
                    Optional.ofNullable(parameters.get("esiid")),
                    state);
            List<HanDeviceOrder> shown = page.subList(0, Math.min(limit, page.size()));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("items", shown.stream().map(this::view).toList());
            if (page.size() > limit) {
                body.put("nextCursor", shown.get(shown.size() - 1).id());
            }
            return ApiReply.ok(body);
        });
    }

    private ApiReply accepted(HanDeviceOrder order) {
        return ApiReply.accepted("/api/v1/han/devices/" + order.id(), view(order));
    }

    private Map<String, Object> view(HanDeviceOrder order) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", order.id());
        body.put("esiid", order.esiid());
        body.put("device", order.device());
        body.put("joinDays", order.joinWindow().toDays());
        body.put("state", order.state().name());
        order.reason().ifPresent(reason -> body.put("reason", reason));
        order.source().ifPresent(source -> body.put("source", source.name()));
        order.detail().ifPresent(detail -> body.put("detail", detail));
        body.put("requestedAt", order.requestedAt().toString());
        body.put("updatedAt", order.updatedAt().toString());
        body.put(
                "history",
                devices.history(order.id()).stream().map(HanDeviceApi::event).toList());
        return body;
    }

    private static Map<String, Object> event(HanDevices.Event event) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("state", event.state().name());
        event.reason().ifPresent(reason -> shown.put("reason", reason));
        shown.put("source", event.source().name());
        if (!event.detail().isEmpty()) {
            shown.put("detail", event.detail());
        }
        shown.put("at", event.at().toString());
        return shown;
    }

    private static State state(String name) {
        try {
            return State.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new Rejection(ApiProblem.CONTRACT_BROKEN, "There is no state of that name; see the contract.");
        }
    }
}
