package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.Address;
import org.meterport.hub.han.CancelMessages;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.DispatchChunk.Overlap;
import org.meterport.hub.han.HanMessage.CancelScope;
import org.meterport.hub.han.HanMessage.Text;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.SendMessage;
import org.meterport.hub.shared.ThirdPartyId;

/** A text on a real database, with a head-end of a few lines: what its tests share. */
abstract class TextsOnRecord extends MessagesOnRecord {

    static final String DISPLAY = "000D6F000A9069E7";

    final SendMessage sendText;
    final DispatchChunk dispatch;
    final HanApi api;

    TextsOnRecord(TestDatabase database) {
        super(database);
        sendText = new SendMessage(requests, queue, ids, clock, 80);
        dispatch = new DispatchChunk(transactions, requests, grants, queue, clock, Overlap.WARN);
        api = new HanApi(
                sendText,
                new CancelMessages(requests, queue, ids, clock, CancelScope.OWN_EVENTS),
                requests,
                new FirstAnswers(transactions, database.jdbc(), json, clock),
                transactions,
                1,
                true);
    }

    @BeforeEach
    void aHomeWithServices() {
        granted(Samples.BLUEBONNET, HOME);
    }

    void told(String id, String device, Level level) {
        record(new HeadEndEvent.OfMessage(
                id,
                new Token("t-1"),
                new Esiid(HOME),
                Optional.of(Eui64.parse(device)),
                level,
                Samples.NOW,
                OptionalInt.empty(),
                ""));
    }

    HanRequest accepted(List<Address> addresses) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> sendText.accept(
                        Samples.BLUEBONNET,
                        new Text("Power is cheap", "HIGH", true),
                        addresses,
                        Optional.empty(),
                        Duration.ofMinutes(60)));
    }

    HanRequest accepted(String text) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> sendText.accept(
                        Samples.BLUEBONNET,
                        new Text(text, "LOW", false),
                        List.of(home(HOME)),
                        Optional.empty(),
                        Duration.ofMinutes(60)));
    }

    HanRequest accepted(Optional<Instant> start, Duration shownFor) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> sendText.accept(
                        Samples.BLUEBONNET, new Text("Hi", "LOW", false), List.of(home(HOME)), start, shownFor));
    }

    HanRequest taken(String token) {
        HanRequest request = accepted(List.of(home(HOME)));
        dispatch.answered(chunk(request), prepared(request), List.of(new Answer.Accepted(new Token(token))));
        return request;
    }

    Batch prepared(HanRequest request) {
        return dispatch.prepare(chunk(request)).orElseThrow();
    }

    static Chunk chunk(HanRequest request) {
        return new Chunk(request.id(), 0, request.targets(), false);
    }

    void record(HeadEndEvent.OfMessage event) {
        recordOutcome.record(event);
    }

    static HeadEndEvent.OfMessage event(String id, String token, Optional<String> device, Level level) {
        return new HeadEndEvent.OfMessage(
                id,
                new Token(token),
                new Esiid(HOME),
                device.map(Eui64::parse),
                level,
                Samples.NOW,
                OptionalInt.empty(),
                "");
    }

    HanRequest find(HanRequest request) {
        return find(request.id());
    }

    HanRequest find(String id) {
        return requests.find(id).orElseThrow();
    }

    List<HanTarget> targets(HanRequest request) {
        return requests.page(request.id(), -1, 10_000, Optional.empty());
    }

    static Address home(String esiid) {
        return new Address(esiid, Optional.empty());
    }

    static Address device(String esiid, String mac) {
        return new Address(esiid, Optional.of(mac));
    }

    ApiRequest calling(JsonNode body) {
        return new ApiRequest(
                "send-text-message",
                Optional.of(new ApiCaller(Samples.BLUEBONNET, "any")),
                Map.of(),
                body,
                Optional.of("k-1"),
                "req_1");
    }

    ApiRequest asking(ThirdPartyId thirdParty, Map<String, String> parameters) {
        return new ApiRequest(
                "asking",
                Optional.of(new ApiCaller(thirdParty, "any")),
                parameters,
                json.missingNode(),
                Optional.empty(),
                "req_2");
    }

    static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
