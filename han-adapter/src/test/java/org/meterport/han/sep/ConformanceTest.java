package org.meterport.han.sep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.han.sep.LoadControlEvent.Adjustment;

class ConformanceTest {
    private static final SepTime START = SepTime.at(Instant.parse("2024-11-04T02:46:40Z"));

    @ParameterizedTest
    @CsvSource({"58,58,0", "59,58,1", "113,113,0", "114,113,1", "42,42,0", "43,42,1", "0,58,1"})
    void s3CountsTheTextInUtf8Bytes(int letters, int most, int faults) {
        var ascii = "x".repeat(letters);
        var text = new DisplayMessage(1, MessageControl.PLAIN, SepTime.NOW, 10, ascii);

        assertThat(Conformance.faults(text, most)).hasSize(faults);
    }

    @Test
    void s3SaysHowLongATextIsThatEndsBeyondTheLimitWithItsLastLetter() {
        var text = new DisplayMessage(1, MessageControl.PLAIN, SepTime.NOW, 10, "x".repeat(55) + "🔌");

        assertThat(Conformance.faults(text, Conformance.USUAL_TEXT_BYTES))
                .containsExactly("text has 59 UTF-8 bytes, at most 58 can be carried");
    }

    @Test
    void refusesControlBitsThatReachTheNeighbours() {
        var text = new DisplayMessage(1, new MessageControl(0x01), SepTime.INVALID, 10, "x", OptionalInt.of(1));

        assertThat(Conformance.faults(text, 58)).hasSize(3);
    }

    @Test
    void passesAnEventThatADeviceWillTake() {
        var event = event(DeviceClass.ALL_BITS, 1440, Criticality.EMERGENCY, Adjustment.dutyCycle(100), 3);

        assertThat(Conformance.faults(event, 58)).isEmpty();
        assertThat(Conformance.faults(CancelLoadControlEvent.of(event), 58)).isEmpty();
        assertThat(Conformance.faults(new CancelAllLoadControlEvents(0), 58)).isEmpty();
        assertThat(Conformance.faults(new CancelMessage(1), 58)).isEmpty();
    }

    @Test
    void namesEveryFaultOfAnEvent() {
        var impossible = new Adjustment(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.of(-27_316),
                OptionalInt.of(-27_316),
                OptionalInt.of(-101),
                OptionalInt.of(101));

        assertThat(Conformance.faults(event(0xF000, 1441, new Criticality(16), impossible, 4), 58))
                .hasSize(8);
        assertThat(Conformance.faults(event(0, 0, new Criticality(0), Adjustment.averageLoad(-100), 0), 58))
                .hasSize(3);
        assertThat(Conformance.faults(new CancelLoadControlEvent(1, 1, 0, 0, START), 58))
                .containsExactly("effective time must be now: devices refuse any other");
    }

    @Test
    void refusesAPriceInAFormOfLaterRevisions() {
        assertThat(Conformance.faults(price("PEAK", PublishPrice.Extras.SE_1_0), 58))
                .isEmpty();
        assertThat(Conformance.faults(price("PEAK", PublishPrice.Extras.se11(true)), 58))
                .isEmpty();
        assertThat(Conformance.faults(price("critical peak", PublishPrice.Extras.unused(13, 0)), 58))
                .hasSize(2);
        assertThat(Conformance.faults(price("PEAK", PublishPrice.Extras.unused(0, 0)), 58))
                .hasSize(1);
    }

    @Test
    void s4ConvertsTimesOnlyWhereTheyAreMoments() {
        assertThat(START.seconds()).isEqualTo(784_003_600L);
        assertThat(START.instant()).contains(Instant.parse("2024-11-04T02:46:40Z"));
        assertThat(SepTime.NOW.instant()).isEmpty();
        assertThat(SepTime.INVALID.instant()).isEmpty();
        assertThat(SepTime.at(Instant.parse("2136-02-07T06:28:14Z")).seconds()).isEqualTo(0xFFFF_FFFEL);
        assertThatThrownBy(() -> SepTime.at(Instant.parse("2136-02-07T06:28:15Z")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SepTime.at(Instant.parse("2000-01-01T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void callsLevelsAndClassesByTheirNames() {
        assertThat(Criticality.named("level 3")).contains(Criticality.LEVEL_3);
        assertThat(Criticality.named("planned-outage")).contains(Criticality.PLANNED_OUTAGE);
        assertThat(Criticality.named("reserved_0")).isEmpty();
        assertThat(Criticality.named("loud")).isEmpty();
        assertThat(Criticality.LEVEL_3.code()).isEqualTo(4);
        assertThat(Criticality.EMERGENCY.isMandatory()).isTrue();
        assertThat(Criticality.LEVEL_5.isMandatory()).isFalse();
        assertThat(new Criticality(10).isMandatory()).isFalse();
        assertThat(DeviceClass.bits(EnumSet.allOf(DeviceClass.class))).isEqualTo(DeviceClass.ALL_BITS);
        assertThat(DeviceClass.of(0xF005))
                .containsExactly(DeviceClass.HVAC_COMPRESSOR_OR_FURNACE, DeviceClass.WATER_HEATER);
        assertThat(ZclStatus.title(0x8B)).isEqualTo("NOT_FOUND");
        assertThat(ZclStatus.title(0xC3)).isEqualTo("0xC3");
        assertThat(EventStatus.OPTED_OUT.title()).isEqualTo("OPTED_OUT");
        assertThat(MessageControl.of(MessageControl.Importance.CRITICAL, false).importance())
                .isEqualTo(MessageControl.Importance.CRITICAL);
        assertThat(new MessageControl(0x80).confirmationRequired()).isTrue();
        assertThat(Adjustment.setPoints(OptionalInt.of(1), OptionalInt.empty()).coolingSetPoint())
                .hasValue(1);
        assertThat(Adjustment.offsets(OptionalInt.empty(), OptionalInt.of(20)).heatingOffset())
                .hasValue(20);
        assertThat(LoadControlEvent.randomised(true, false)).isEqualTo(1);
    }

    private static LoadControlEvent event(
            int classes, int minutes, Criticality level, Adjustment adjustment, int control) {
        return new LoadControlEvent(1, classes, 0, START, minutes, level, adjustment, control);
    }

    private static PublishPrice price(String label, PublishPrice.Extras extras) {
        return new PublishPrice(1, label, 2, START, 0, 840, 0x42, 0x32, SepTime.NOW, 60, 1234, extras);
    }
}
