package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Priority;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Criticality;
import org.meterport.han.sep.DeviceClass;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.han.sep.PublishPrice;
import org.meterport.han.sep.SepTime;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.DispatchQueue;
import org.meterport.hub.shared.Rejection;

/** Prices and load-control events from the call to the batch and what devices report. */
class PriceAndEventIT extends EventsOnRecord {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    PriceAndEventIT() {
        super(DATABASE);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void gSendsAPriceInTheFormDevicesRead() {
        String id = price(body(HOME)
                .put("price", "0.1234")
                .put("label", "Peak")
                .put("tier", 2)
                .put("tiers", 3));

        Batch batch = prepared(id);

        assertThat(batch.priority()).isEqualTo(Priority.PRICE);
        assertThat(batch.message()).isInstanceOfSatisfying(PublishPrice.class, price -> {
            assertThat(price.price()).isEqualTo(1234);
            assertThat(price.trailingDigitAndTier()).isEqualTo(0x42);
            assertThat(price.tiersAndRegister()).isEqualTo(0x30);
            assertThat(price.currency()).isEqualTo(PublishPrice.US_DOLLAR);
            assertThat(price.rateLabel()).isEqualTo("Peak");
            assertThat(price.start()).isEqualTo(SepTime.at(Samples.NOW));
            assertThat(price.durationMinutes()).isEqualTo(60);
            assertThat(price.extras()).isEqualTo(PublishPrice.Extras.se11(true));
        });
    }

    @Test
    void replacesAPriceByALaterOne() {
        long first = sepId(price(body(HOME).put("price", "0.10")));
        long second = sepId(price(body(HOME).put("price", "0.12")));

        assertThat(second).isGreaterThan(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5000000000", "4.294967296", "0.1234567890123456"})
    void refusesAPriceThatNoFrameHolds(String price) {
        assertThatThrownBy(() -> price(body(HOME).put("price", price)))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-105");
    }

    @Test
    void refusesALabelOfTwelveBytes() {
        assertThatThrownBy(() -> price(body(HOME).put("price", "1").put("label", "Abenddämmer")))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("12 UTF-8 bytes");
        assertThatThrownBy(() -> price(body(HOME).put("price", "1").put("currency", "XXZ")))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void gSendsALoadControlEventWithAllItsFields() {
        ObjectNode body = event(HOME)
                .put("criticality", "LEVEL_3")
                .put("enrollmentGroup", 7)
                .put("coolingOffset", 2)
                .put("heatingSetPoint", 18.555)
                .put("averageLoadPercent", -10)
                .put("dutyCyclePercent", 50)
                .put("randomiseEnd", true)
                .put("startsAt", "2026-02-10T18:00:00Z");
        String id = loadControl(body);

        Batch batch = prepared(id);

        assertThat(batch.priority()).isEqualTo(Priority.LOAD_CONTROL);
        assertThat(batch.notBefore()).isEqualTo(Samples.NOW);
        assertThat(batch.message()).isInstanceOfSatisfying(LoadControlEvent.class, event -> {
            assertThat(DeviceClass.of(event.deviceClasses())).containsExactly(DeviceClass.WATER_HEATER);
            assertThat(event.enrollmentGroup()).isEqualTo(7);
            assertThat(event.criticality()).isEqualTo(new Criticality(4));
            assertThat(event.adjustment())
                    .isEqualTo(new LoadControlEvent.Adjustment(
                            OptionalInt.of(20),
                            OptionalInt.empty(),
                            OptionalInt.empty(),
                            OptionalInt.of(1856),
                            OptionalInt.of(-10),
                            OptionalInt.of(50)));
            assertThat(event.control()).isEqualTo(LoadControlEvent.RANDOMISE_END);
            assertThat(event.durationMinutes()).isEqualTo(60);
        });
        assertThat(prepared(id).zcl()).isEqualTo(batch.zcl());
    }

    @ParameterizedTest
    @CsvSource({"coolingSetPoint, 77, 2500", "heatingSetPoint, 32, 0", "coolingSetPoint, 78.5, 2583"})
    void gTakesSetPointsInFahrenheit(String field, double fahrenheit, int hundredths) {
        String id = loadControl(event(HOME).put("temperatureUnit", "FAHRENHEIT").put(field, fahrenheit));

        var event = (LoadControlEvent) prepared(id).message();

        OptionalInt sent = field.startsWith("cooling")
                ? event.adjustment().coolingSetPoint()
                : event.adjustment().heatingSetPoint();
        assertThat(sent).hasValue(hundredths);
    }

    @Test
    void gTakesAnOffsetInFahrenheitAsADifference() {
        String id = loadControl(event(HOME).put("temperatureUnit", "FAHRENHEIT").put("coolingOffset", 4));

        assertThat(((LoadControlEvent) prepared(id).message()).adjustment().coolingOffset())
                .hasValue(22);
    }

    @ParameterizedTest
    @CsvSource({"coolingOffset, 25.5", "coolingSetPoint, -300", "heatingSetPoint, 400"})
    void refusesATemperatureThatNoFrameHolds(String field, double value) {
        assertThatThrownBy(() -> loadControl(event(HOME).put(field, value)))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-106");
    }

    @Test
    void endsAnEventWithinADay() {
        assertThatThrownBy(() -> loadControl(event(HOME).put("durationMinutes", 1441)))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-103");
    }

    @Test
    void spreadsManyDevicesOverTimeUnlessToldOtherwise() {
        String[] many = IntStream.range(0, 100)
                .mapToObj(i -> "1044372000000" + (1_000 + i))
                .toArray(String[]::new);
        granted(Samples.BLUEBONNET, many[0]);

        assertThat(((LoadControlEvent) prepared(loadControl(event(many))).message()).control())
                .isEqualTo(3);
        assertThat(((LoadControlEvent) prepared(loadControl(
                                        event(many).put("randomiseStart", false).put("randomiseEnd", false)))
                                .message())
                        .control())
                .isZero();
    }

    @Test
    void gRefusesTenThousandAndOneAddressesOfEveryKind() {
        String[] tooMany = IntStream.range(0, 10_001)
                .mapToObj(i -> "104437200000" + (10_000 + i))
                .toArray(String[]::new);
        List<Runnable> calls = List.of(
                () -> price(body(tooMany).put("price", "1")),
                () -> loadControl(event(tooMany)),
                () -> api.cancelAll(calling("cancel-all-load-control", "", body(tooMany))));

        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(Rejection.class).hasMessageContaining("10001");
        }
        assertThat(rows("han_request")).isZero();
    }

    @Test
    void gTellsWhatDevicesReportOfAnEvent() {
        String event = taken(loadControl(event(HOME)));
        String token = targets(event).get(0).token().orElseThrow();
        record("e-1", token, Level.DEVICE_DELIVERED, 1);
        record("e-2", token, Level.STARTED, 2);
        record("e-3", token, Level.OPTED_OUT, 4);
        record("e-4", token, Level.SUPERSEDED, 7);

        JsonNode line = tree(api.targets(new ApiRequest(
                                "list-han-targets",
                                Optional.of(new ApiCaller(Samples.BLUEBONNET, "any")),
                                Map.of("requestId", event),
                                json.missingNode(),
                                Optional.empty(),
                                "req_2"))
                        .body())
                .path("items")
                .path(0);

        assertThat(line.path("status").asText()).isEqualTo("SUPERSEDED");
        assertThat(line.path("events").findValuesAsText("rawStatus")).containsExactly("1", "2", "4", "7");
    }

    @Test
    void givesUpOnWordOfUnknownWorkAfterADay() {
        var old = new HeadEndEvent.OfMessage(
                "e-9",
                new Token("t-nobodys"),
                new Esiid(HOME),
                Optional.empty(),
                Level.ESI_DELIVERED,
                Samples.NOW.minus(Duration.ofDays(1)).minusSeconds(1),
                OptionalInt.empty(),
                "");

        assertThatThrownBy(() -> recordOutcome.record(old))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-301");
    }

    @Test
    void gOrdersLargeCallsByTheirKindAndGivesSmallOnesAQueueOfTheirOwn() {
        String[] eleven = IntStream.range(0, 11)
                .mapToObj("104437200000001%02d"::formatted)
                .toArray(String[]::new);
        loadControl(event(eleven));
        price(body(eleven).put("price", "0.1234"));
        price(body(Arrays.copyOf(eleven, 10)).put("price", "0.1234"));

        assertThat(priorities()).containsExactly(7, 5, 5);
        assertThat(column("SELECT queue FROM outbox ORDER BY id", Function.identity()))
                .containsExactly(DispatchQueue.NAME, DispatchQueue.NAME, DispatchQueue.FEW_NAME);
    }

    @Test
    void gSendsPricesAndEventsToAWholeHomeAndToOneDeviceOfAnother() {
        String price = price(devices(body(HOME).put("price", "0.1234"), NEIGHBOUR, THERMOSTAT));
        String event = loadControl(devices(event(HOME), NEIGHBOUR, THERMOSTAT));

        assertThat(List.of(prepared(price), prepared(event)))
                .extracting(Batch::targets)
                .containsOnly(List.of(
                        Target.home(new Esiid(HOME)), Target.device(new Esiid(NEIGHBOUR), Eui64.parse(THERMOSTAT))));
    }
}
