package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.shared.Rejection;

/** What the API shows of messages to devices, and to whom. */
class HanApiIT extends TextsOnRecord {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    HanApiIT() {
        super(DATABASE);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void hidesRequestsTargetsAndEventsFromEveryOtherThirdParty() {
        HanRequest request = taken("t-1");
        record(event("e-1", "t-1", Optional.empty(), Level.ESI_DELIVERED));

        assertThat(transactions.<Boolean>asPartner(
                        Samples.LONESTAR,
                        () -> requests.find(request.id()).isEmpty()
                                && requests.page(request.id(), -1, 10, Optional.empty())
                                        .isEmpty()
                                && requests.counts(request.id()).isEmpty()
                                && requests.history(request.id(), 0).isEmpty()
                                && requests.lockByTokens(List.of("t-1")).isEmpty()))
                .isTrue();
        for (String id : List.of(request.id(), "han_0")) {
            for (var call : List.<java.util.function.Function<ApiRequest, ApiReply>>of(api::get, api::targets)) {
                assertThatThrownBy(() -> call.apply(asking(Samples.LONESTAR, Map.of("requestId", id))))
                        .isInstanceOf(Rejection.class)
                        .hasMessage("API-301: There is no request " + id + " of yours.");
            }
        }
    }

    @Test
    void gAcceptsACallOnceAndShowsHowFarItCame() throws Exception {
        ObjectNode body = json.createObjectNode().put("text", "Hi").put("durationMinutes", 5);
        body.putArray("addresses")
                .add(json.createObjectNode().put("esiid", HOME))
                .add(json.createObjectNode().put("esiid", NEIGHBOUR).put("device", DISPLAY));

        ApiReply first = api.sendText(calling(body));
        ApiReply again = api.sendText(calling(body));

        JsonNode summary = json.readTree(json.writeValueAsString(first.body()));
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.headers())
                .isEqualTo(Map.of(
                        "Location", "/api/v1/han/requests/" + summary.path("id").asText()));
        assertThatObject(json.readTree(json.writeValueAsString(again.body()))).isEqualTo(summary);
        assertThat(rows("han_request")).isOne();
        assertThat(summary.path("targets").asInt()).isEqualTo(2);
        assertThat(summary.path("dispatchedPercent").asInt()).isZero();
        assertThat(summary.path("counts")).hasToString("{\"RECEIVED\":2}");

        var request = find(summary.path("id").asText());
        dispatch.answered(chunk(request), prepared(request), List.of(new Answer.Accepted(new Token("t-1"))));

        JsonNode later = json.valueToTree(api.get(asking(Samples.BLUEBONNET, Map.of("requestId", request.id())))
                .body());
        assertThat(later.path("dispatchedPercent").asInt()).isEqualTo(100);
        assertThat(later.path("counts")).hasToString("{\"HEADEND_ACCEPTED\":1,\"REJECTED_BY_HUB\":1}");
    }

    @Test
    void pagesThroughTargetsByCursorAndStatus() {
        HanRequest request = accepted(IntStream.range(0, 7)
                .mapToObj(i -> home("1044372000000001" + i))
                .toList());
        List<Integer> seen = new ArrayList<>();
        Map<String, String> parameters = Map.of("requestId", request.id(), "limit", "3");
        JsonNode page;
        do {
            page = json.valueToTree(
                    api.targets(asking(Samples.BLUEBONNET, parameters)).body());
            page.path("items").forEach(item -> seen.add(item.path("index").asInt()));
            parameters = Map.of(
                    "requestId",
                    request.id(),
                    "limit",
                    "3",
                    "cursor",
                    page.path("nextCursor").asText());
        } while (page.has("nextCursor"));

        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(json.<JsonNode>valueToTree(
                        api.targets(asking(Samples.BLUEBONNET, Map.of("requestId", request.id(), "status", "EXPIRED")))
                                .body()))
                .hasToString("{\"items\":[]}");
    }

    @Test
    void showsATargetWithWhatWasToldOfIt() {
        HanRequest request = taken("t-1");
        record(new HeadEndEvent.OfMessage(
                "e-1",
                new Token("t-1"),
                new Esiid(HOME),
                Optional.of(Eui64.parse(DISPLAY)),
                Level.DEVICE_REJECTED,
                Samples.NOW,
                OptionalInt.of(0x86),
                "said no"));

        assertThat(json.<JsonNode>valueToTree(api.targets(asking(Samples.BLUEBONNET, Map.of("requestId", request.id())))
                        .body()))
                .hasToString("{\"items\":[{\"index\":0,\"esiid\":\"10443720000000011\",\"status\":\"DEVICE_REJECTED\","
                        + "\"updatedAt\":\"2026-02-10T15:04:05Z\",\"devices\":[{\"device\":\"000D6F000A9069E7\","
                        + "\"status\":\"DEVICE_REJECTED\"}],\"events\":[{\"device\":\"000D6F000A9069E7\","
                        + "\"level\":\"DEVICE_REJECTED\",\"rawStatus\":134,\"at\":\"2026-02-10T15:04:05Z\"}]}]}");
    }

    @Test
    void gCountsTheDevicesOfAWholeHomeEachByItsOwnStatus() {
        HanRequest request = taken("t-1");
        told("e-1", "000D6F0000000001", Level.DEVICE_DELIVERED);
        told("e-2", "000D6F0000000001", Level.USER_CONFIRMED);
        told("e-3", "000D6F0000000002", Level.DEVICE_DELIVERED);
        told("e-4", "000D6F0000000002", Level.DEVICE_REJECTED);
        told("e-5", "000D6F0000000003", Level.DEVICE_REJECTED);
        told("e-6", "000D6F0000000003", Level.COMPLETED);
        told("e-7", "000D6F0000000004", Level.OPTED_OUT);
        told("e-8", "000D6F0000000005", Level.DEVICE_DELIVERED);

        JsonNode summary = json.valueToTree(api.get(asking(Samples.BLUEBONNET, Map.of("requestId", request.id())))
                .body());
        JsonNode line = json.<JsonNode>valueToTree(
                        api.targets(asking(Samples.BLUEBONNET, Map.of("requestId", request.id())))
                                .body())
                .at("/items/0");

        assertThat(summary.path("counts")).hasToString("{\"COMPLETED\":1}");
        assertThat(summary.path("deviceCounts"))
                .hasToString("{\"HEADEND_ACCEPTED\":1,\"DEVICE_DELIVERED\":2,\"COMPLETED\":1,\"DEVICE_REJECTED\":1}");
        assertThat(line.path("devices").findValuesAsText("status"))
                .containsExactly(
                        "DEVICE_DELIVERED", "DEVICE_REJECTED", "COMPLETED", "HEADEND_ACCEPTED", "DEVICE_DELIVERED");
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 501", "limit, x", "cursor, -2", "cursor, x", "status, NO_SUCH"})
    void refusesAPageThatCannotBe(String parameter, String value) {
        HanRequest request = taken("t-1");

        assertThatThrownBy(() ->
                        api.targets(asking(Samples.BLUEBONNET, Map.of("requestId", request.id(), parameter, value))))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("API-102");
    }

    @Test
    void takesAStartInAnyOffsetAndRefusesOtherTexts() {
        ObjectNode body = json.createObjectNode()
                .put("text", "Hi")
                .put("durationMinutes", 5)
                .put("startsAt", "2026-02-10T18:00:00+02:00");
        body.putArray("addresses").add(json.createObjectNode().put("esiid", HOME));

        JsonNode summary = json.valueToTree(api.sendText(calling(body)).body());

        assertThat(summary.path("startsAt").asText()).isEqualTo("2026-02-10T16:00:00Z");
        assertThatThrownBy(() -> api.sendText(calling(body.deepCopy().put("startsAt", "tomorrow"))))
                .isInstanceOf(Rejection.class);
    }
}
