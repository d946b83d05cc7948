package org.meterport.han.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.han.sim.TestStreet.DISPLAY;
import static org.meterport.han.sim.TestStreet.HVAC;
import static org.meterport.han.sim.TestStreet.START;
import static org.meterport.han.sim.TestStreet.SWITCH;
import static org.meterport.han.sim.TestStreet.THERMOSTAT;
import static org.meterport.han.sim.TestStreet.WATER_HEATER;
import static org.meterport.han.sim.TestStreet.event;
import static org.meterport.han.sim.TestStreet.home;
import static org.meterport.han.sim.TestStreet.price;
import static org.meterport.han.sim.TestStreet.text;
import static org.meterport.han.sim.TestStreet.to;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.CancelAllLoadControlEvents;
import org.meterport.han.sep.CancelLoadControlEvent;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.Criticality;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.han.sep.SepTime;

/** What displays, thermostats and switches make of the bytes, and what of that reaches the listener. */
class DevicesTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final TestStreet street = TestStreet.with(RadioModel.ideal());

    @AfterEach
    void tearDown() {
        street.close();
    }

    @Test
    void everyScreenOfAHomeShowsATextOnce() {
        var token = street.send(text(5, false), home());
        street.send(text(5, false), to(DISPLAY));
        street.pass(A_MINUTE);

        assertThat(devicesAt(token, Level.DEVICE_DELIVERED)).containsExactlyInAnyOrder(DISPLAY, THERMOSTAT);
        assertThat(kinds(DISPLAY)).containsExactly(Act.Kind.TEXT_SHOWN);
        assertThat(kinds(SWITCH)).isEmpty();
    }

    @Test
    void aDisplayClearsATextThatIsTakenBack() {
        street.send(text(5, false), home());
        street.pass(A_MINUTE);

        var cancel = street.send(new CancelMessage(5), to(DISPLAY));
        street.pass(A_MINUTE);

        assertThat(street.ear().levels(cancel)).contains(Level.DEVICE_DELIVERED);
        assertThat(kinds(DISPLAY)).containsExactly(Act.Kind.TEXT_SHOWN, Act.Kind.TEXT_CLEARED);
    }

    @Test
    void aUserConfirmsATextByPressingTheButton() {
        var token = street.send(text(5, true), home());
        street.pass(A_MINUTE);

        street.hands().confirm(DISPLAY);
        street.hands().confirm(DISPLAY);
        street.pass(A_MINUTE);

        assertThat(street.ear().levels(token)).containsOnlyOnce(Level.USER_CONFIRMED);
        assertThat(kinds(DISPLAY)).containsExactly(Act.Kind.TEXT_SHOWN, Act.Kind.TEXT_CONFIRMED);
    }

    @Test
    void aPriceIsAcknowledgedWhereItAsksForThat() {
        var plain = street.send(price(8, false), to(DISPLAY));
        var acknowledged = street.send(price(0xFFFF_FFFFL, true), to(DISPLAY));
        street.pass(A_MINUTE);

        assertThat(street.ear().levels(plain)).containsOnlyOnce(Level.DEVICE_DELIVERED);
        assertThat(street.ear().levels(acknowledged)).containsOnlyOnce(Level.DEVICE_DELIVERED);
        assertThat(street.hands().acts(DISPLAY)).extracting(Act::id).containsExactly(8L, 0xFFFF_FFFFL);
    }

    @Test
    void anEventIsTakenStartedAndCompleted() {
        var token = street.send(event(9, HVAC | WATER_HEATER, START.plus(AN_HOUR), 60), home());
        street.pass(A_MINUTE);
        assertThat(street.ear().levels(token))
                .containsExactlyInAnyOrder(Level.ESI_DELIVERED, Level.DEVICE_DELIVERED, Level.DEVICE_DELIVERED);

        street.pass(Duration.ofHours(3));

        for (var device : List.of(THERMOSTAT, SWITCH)) {
            assertThat(raw(token, device)).containsExactly(1, 2, 3);
            assertThat(kinds(device))
                    .containsExactly(Act.Kind.EVENT_TAKEN, Act.Kind.EVENT_STARTED, Act.Kind.EVENT_ENDED);
        }
        assertThat(standing(token)).isEqualTo(Level.COMPLETED);
    }

    @Test
    void anEventForOtherDevicesIsHeardAndLeftAlone() {
        var token = street.send(event(9, HVAC, START.plus(AN_HOUR), 60), to(SWITCH));
        street.pass(Duration.ofHours(3));

        assertThat(street.ear().levels(token)).containsExactly(Level.ESI_DELIVERED, Level.DEVICE_DELIVERED);
        assertThat(kinds(SWITCH)).isEmpty();
    }

    @Test
    void theSameIdAgainIsNoSecondEvent() {
        street.send(event(9, HVAC, START.plus(AN_HOUR), 60), to(THERMOSTAT));
        street.pass(Duration.ofMinutes(90));

        var again = street.send(event(9, HVAC, START.plus(AN_HOUR), 60), home());
        street.pass(Duration.ofHours(3));

        assertThat(street.ear().levels(again)).contains(Level.ESI_DELIVERED);
        assertThat(kinds(THERMOSTAT))
                .containsExactly(Act.Kind.EVENT_TAKEN, Act.Kind.EVENT_STARTED, Act.Kind.EVENT_ENDED);
    }

    @Test
    void s5ANewerEventTakesThePlaceOfAnOverlappingOneWhole() {
        var older = street.send(event(9, HVAC, START, 120), to(THERMOSTAT));
        street.pass(AN_HOUR);
        var newer = street.send(event(10, HVAC, START.plus(AN_HOUR), 10), to(THERMOSTAT));
        street.pass(Duration.ofHours(3));

        assertThat(raw(older, THERMOSTAT)).containsExactly(1, 2, 7);
        assertThat(raw(newer, THERMOSTAT)).containsExactly(1, 2, 3);
        assertThat(standing(older)).isEqualTo(Level.SUPERSEDED);
    }

    @Test
    void anEventThatBeginsWhereAnotherEndsLeavesItAlone() {
        var first = street.send(event(9, HVAC, START.plus(AN_HOUR), 60), to(THERMOSTAT));
        var second = street.send(event(10, HVAC, START.plus(Duration.ofHours(2)), 60), to(THERMOSTAT));
        street.pass(Duration.ofHours(4));

        assertThat(raw(first, THERMOSTAT)).containsExactly(1, 2, 3);
        assertThat(raw(second, THERMOSTAT)).containsExactly(1, 2, 3);
    }

    @Test
    void aCustomerDeclinesBeforeTheEventAndInItsMidst() {
        var before = street.send(event(9, HVAC, START.plus(AN_HOUR), 60), to(THERMOSTAT));
        var midst = street.send(event(10, WATER_HEATER, START, 60), to(SWITCH));
        street.pass(A_MINUTE);

        street.hands().optOut(THERMOSTAT, 9);
        street.hands().optOut(SWITCH, 10);
        street.pass(Duration.ofHours(3));

        assertThat(raw(before, THERMOSTAT)).startsWith(1, 4).endsWith(0x0A);
        assertThat(raw(midst, SWITCH)).containsExactly(1, 2, 4, 8);
        assertThat(kinds(THERMOSTAT)).containsExactly(Act.Kind.EVENT_TAKEN);
    }

    @Test
    void aCustomerWhoComesBackTakesPartFromThen() {
        var token = street.send(event(9, HVAC, START.plus(AN_HOUR), 60), to(THERMOSTAT));
        street.pass(A_MINUTE);
        street.hands().optOut(THERMOSTAT, 9);
        street.pass(Duration.ofMinutes(80));

        street.hands().optIn(THERMOSTAT, 9);
        street.pass(Duration.ofHours(3));

        assertThat(street.ear().levels(token)).contains(Level.OPTED_IN, Level.STARTED, Level.COMPLETED);
    }

    @Test
    void anEmergencyCannotBeDeclined() {
        var emergency = new LoadControlEvent(
                9,
                HVAC,
                0,
                SepTime.at(START.plus(AN_HOUR)),
                60,
                Criticality.EMERGENCY,
                LoadControlEvent.Adjustment.dutyCycle(0),
                0);
        var token = street.send(emergency, to(THERMOSTAT));
        street.pass(A_MINUTE);

        street.hands().optOut(THERMOSTAT, 9);
        street.pass(Duration.ofHours(3));

        assertThat(raw(token, THERMOSTAT)).containsExactly(1, 2, 3);
    }

    @Test
    void aCancelEndsARunningEvent() {
        var event = event(9, HVAC, START, 60);
        var token = street.send(event, to(THERMOSTAT));
        street.pass(A_MINUTE);

        var cancel = street.send(CancelLoadControlEvent.of(event), to(THERMOSTAT));
        street.pass(Duration.ofHours(3));

        assertThat(raw(token, THERMOSTAT)).containsExactly(1, 2, 6);
        assertThat(standing(token)).isEqualTo(Level.CANCELLED);
        assertThat(standing(cancel)).isEqualTo(Level.DEVICE_DELIVERED);
    }

    @Test
    void aCancelThatFitsNoEventIsRefusedByTheDevice() {
        street.send(event(9, HVAC, START, 60), to(THERMOSTAT));
        street.pass(A_MINUTE);

        var unknown = street.send(new CancelLoadControlEvent(77, HVAC, 0, 0, SepTime.NOW), to(THERMOSTAT));
        var otherClass = street.send(new CancelLoadControlEvent(9, WATER_HEATER, 0, 0, SepTime.NOW), to(THERMOSTAT));
        street.pass(A_MINUTE);

        assertThat(raw(unknown, THERMOSTAT)).containsExactly(0xFD);
        assertThat(raw(otherClass, THERMOSTAT)).containsExactly(0xF8);
        assertThat(standing(otherClass)).isEqualTo(Level.DEVICE_REJECTED);
    }

    @Test
    void s5CancelAllEndsEveryEventOfTheHomeAlsoThoseOfOthers() {
        var mine = street.send(event(9, HVAC, START, 60), to(THERMOSTAT));
        var theirs = street.send(event(10, WATER_HEATER, START, 60), to(SWITCH));
        street.pass(A_MINUTE);

        var all = street.send(new CancelAllLoadControlEvents(0), home());
        street.pass(A_MINUTE);

        assertThat(standing(mine)).isEqualTo(Level.CANCELLED);
        assertThat(standing(theirs)).isEqualTo(Level.CANCELLED);
        assertThat(devicesAt(all, Level.DEVICE_DELIVERED)).containsExactlyInAnyOrder(THERMOSTAT, SWITCH);
    }

    @Test
    void anEventThatIsOverIsRefusedAsExpired() {
        var token = street.send(event(9, HVAC, START.minus(Duration.ofHours(3)), 60), to(THERMOSTAT));
        street.pass(A_MINUTE);

        assertThat(raw(token, THERMOSTAT)).containsExactly(0xFB);
        assertThat(standing(token)).isEqualTo(Level.EXPIRED);
    }

    @Test
    void aFullTableIsRefusedAndSaysSo() {
        for (var i = 0; i < 16; i++) {
            street.send(event(100 + i, HVAC, START.plus(Duration.ofHours(2L + i)), 60), to(THERMOSTAT));
        }

        var tooMany = street.send(event(200, HVAC, START.plus(Duration.ofDays(3)), 60), to(THERMOSTAT));
        street.pass(A_MINUTE);

        assertThat(raw(tooMany, THERMOSTAT)).containsExactly(0x89);
        assertThat(standing(tooMany)).isEqualTo(Level.DEVICE_REJECTED);
    }

    @Test
    void aRandomisedStartIsWithinHalfAnHour() {
        var token = street.send(event(9, HVAC | WATER_HEATER, START.plus(AN_HOUR), 60, 3), home());
        street.pass(Duration.ofHours(4));

        assertThat(street.ear().messages())
                .filteredOn(told -> told.token().equals(token) && told.level() == Level.STARTED)
                .hasSize(2)
                .extracting(HeadEndEvent.OfMessage::at)
                .allMatch(at -> !at.isBefore(START.plus(AN_HOUR)) && at.isBefore(START.plus(Duration.ofMinutes(91))));
        assertThat(standing(token)).isEqualTo(Level.COMPLETED);
    }

    @Test
    void aCancelWithRandomisationEndsTheEventBetweenNowAndItsEnd() {
        var event = event(9, HVAC, START, 60, LoadControlEvent.RANDOMISE_END);
        var token = street.send(event, to(THERMOSTAT));
        street.pass(A_MINUTE);

        street.send(new CancelLoadControlEvent(9, HVAC, 0, 1, SepTime.NOW), to(THERMOSTAT));
        street.pass(Duration.ofHours(2));

        assertThat(raw(token, THERMOSTAT)).containsExactly(1, 2, 6);
    }

    @Test
    void aDeviceRefusesAClusterItDoesNotHave() {
        var token = street.send(text(5, false), to(SWITCH));
        street.pass(A_MINUTE);

        assertThat(raw(token, SWITCH)).containsExactly(0x81);
        assertThat(standing(token)).isEqualTo(Level.DEVICE_REJECTED);
    }

    private List<Act.Kind> kinds(Eui64 device) {
        return street.hands().acts(device).stream().map(Act::kind).toList();
    }

    private Level standing(Token token) {
        return TestStreet.ask(street.headEnd().query(List.of(token)))
                .get(0)
                .level()
                .orElseThrow();
    }

    private List<Eui64> devicesAt(Token token, Level level) {
        return street.ear().messages().stream()
                .filter(told -> told.token().equals(token) && told.level() == level)
                .map(told -> told.device().orElseThrow())
                .toList();
    }

    private List<Integer> raw(Token token, Eui64 device) {
        return street.ear().messages().stream()
                .filter(told -> told.token().equals(token)
                        && told.device().filter(device::equals).isPresent())
                .map(HeadEndEvent.OfMessage::rawStatus)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .toList();
    }
}
