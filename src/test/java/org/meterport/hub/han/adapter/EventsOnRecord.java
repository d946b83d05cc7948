package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.CancelMessages;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.DispatchChunk.Overlap;
import org.meterport.hub.han.HanMessage.CancelScope;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.SendMessage;
import org.meterport.hub.shared.ThirdPartyId;

/** Prices, load-control events and cancels on a real database: what their tests share. */
abstract class EventsOnRecord extends MessagesOnRecord {

    static final String THERMOSTAT = "000D6F000A9069E7";
    static final String SWITCH = "000D6F000A9069E8";

    final DispatchChunk dispatch;
    final HanApi api;
    int tokens;

    EventsOnRecord(TestDatabase database) {
        super(database);
        dispatch = dispatch(Overlap.WARN);
        api = api(CancelScope.OWN_EVENTS);
    }

    @BeforeEach
    void twoHomesWithServices() {
        granted(Samples.BLUEBONNET, HOME);
        granted(Samples.BLUEBONNET, NEIGHBOUR);
    }

    void record(String id, String token, Level level, int raw) {
        recordOutcome.record(new HeadEndEvent.OfMessage(
                id,
                new Token(token),
                new Esiid(HOME),
                Optional.of(Eui64.parse(THERMOSTAT)),
                level,
                Samples.NOW,
                OptionalInt.of(raw),
                ""));
    }

    DispatchChunk dispatch(Overlap overlap) {
        return new DispatchChunk(transactions, requests, grants, queue, clock, overlap);
    }

    HanApi api(CancelScope scope) {
        return new HanApi(
                new SendMessage(requests, queue, ids, clock, 80),
                new CancelMessages(requests, queue, ids, clock, scope),
                requests,
                new FirstAnswers(transactions, database.jdbc(), json, clock),
                transactions,
                1,
                true);
    }

    ObjectNode body(String... homes) {
        ObjectNode body = json.createObjectNode().put("durationMinutes", 60);
        Arrays.stream(homes)
                .forEach(home ->
                        body.withArray("addresses").add(json.createObjectNode().put("esiid", home)));
        return body;
    }

    ObjectNode event(String... homes) {
        ObjectNode body = body(homes).put("criticality", "GREEN").put("dutyCyclePercent", 50);
        body.putArray("deviceClasses").add("WATER_HEATER");
        return body;
    }

    ObjectNode devices(String home, String... devices) {
        return devices(json.createObjectNode(), home, devices);
    }

    ObjectNode devices(ObjectNode body, String home, String... devices) {
        Arrays.stream(devices)
                .forEach(device -> body.withArray("addresses")
                        .add(json.createObjectNode().put("esiid", home).put("device", device)));
        return body;
    }

    String price(ObjectNode body) {
        return accepted(api.sendPrice(calling("send-price", "", body)));
    }

    String loadControl(ObjectNode body) {
        return loadControl(Samples.BLUEBONNET, body);
    }

    String loadControl(ThirdPartyId party, ObjectNode body) {
        return accepted(api.sendLoadControl(calling(party, "send-load-control", "", body)));
    }

    String cancelEvent(String event, ObjectNode body) {
        return accepted(api.cancelLoadControl(calling("cancel-load-control", event, body)));
    }

    String cancelAll(HanApi at, String... homes) {
        ObjectNode body = body(homes);
        body.remove("durationMinutes");
        return accepted(at.cancelAll(calling("cancel-all-load-control", "", body)));
    }

    ApiRequest calling(String operation, String requestId, JsonNode body) {
        return calling(Samples.BLUEBONNET, operation, requestId, body);
    }

    static ApiRequest calling(ThirdPartyId party, String operation, String requestId, JsonNode body) {
        return new ApiRequest(
                operation,
                Optional.of(new ApiCaller(party, "any")),
                Map.of("requestId", requestId),
                body,
                Optional.empty(),
                "req_1");
    }

    String accepted(ApiReply reply) {
        assertThat(reply.status()).isEqualTo(202);
        return tree(reply.body()).path("id").asText();
    }

    List<Answer> accepted(Batch batch) {
        List<Answer> answers = new ArrayList<>();
        batch.targets().forEach(target -> answers.add(new Answer.Accepted(new Token("t-" + ++tokens))));
        return answers;
    }

    String taken(String id) {
        Batch batch = prepared(id);
        dispatch.answered(chunk(id), batch, accepted(batch));
        return id;
    }

    JsonNode summary(String id) {
        return tree(api.get(calling("get-han-request", id, json.missingNode())).body());
    }

    JsonNode tree(Object body) {
        try {
            return json.readTree(json.writeValueAsString(body));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Batch prepared(String id) {
        return dispatch.prepare(chunk(id)).orElseThrow();
    }

    Batch inDoubt(String id) {
        assertThat(owed(id)).contains(doubt(id));
        return dispatch.prepare(doubt(id)).orElseThrow();
    }

    Chunk chunk(String id) {
        return new Chunk(id, 0, requests.find(id).orElseThrow().targets(), false);
    }

    Chunk doubt(String id) {
        return new Chunk(id, 0, requests.find(id).orElseThrow().targets(), true);
    }

    long sepId(String id) {
        return requests.find(id).orElseThrow().sepId();
    }

    List<HanTarget> targets(String id) {
        return requests.page(id, -1, 10_000, Optional.empty());
    }

    List<Chunk> owed(String id) {
        return column("SELECT body FROM outbox WHERE body LIKE '" + id + "%' ORDER BY id", Chunk::parse);
    }

    List<Integer> priorities() {
        return column("SELECT priority FROM outbox ORDER BY id", Integer::valueOf);
    }

    <T> List<T> column(String query, Function<String, T> reading) {
        return database.jdbc().queryForList(query, String.class).stream()
                .map(reading)
                .toList();
    }
}
