package org.meterport.han.sep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SepCodecTest {
    @Test
    void readsBackWhatItWroteForEveryKindOfMessage() {
        var random = new RandomMessages(7);

        for (var i = 0; i < 20_000; i++) {
            var message = random.next(i % RandomMessages.KINDS);

            var decoded = SepCodec.decode(message.cluster(), SepCodec.encode(message, i & 0xFF));

            assertThat(decoded).isInstanceOfSatisfying(Decoded.Message.class, read -> {
                assertThat(read.message()).isEqualTo(message);
                assertThat(read.surplus()).isZero();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"0,28", "1,29", "2,33", "3,34", "4,38", "5,39", "6,40", "7,41", "8,42", "9,43", "13,47"})
    void s2TakesAPriceThatEndsAfterAnyOptionalField(int count, int payloadWithoutLabel) {
        var price = price(PublishPrice.Extras.unused(count, 0));

        var frame = SepCodec.encode(price, 0);

        assertThat(frame.size()).isEqualTo(3 + payloadWithoutLabel + "PEAK".length());
        assertThat(message(Cluster.PRICE, frame)).isEqualTo(price);
    }

    @Test
    void s2RefusesAPriceThatEndsInTheMiddleOfAField() {
        var whole = SepCodec.encode(price(PublishPrice.Extras.SE_1_0), 0).toArray();

        var decoded = SepCodec.decode(Cluster.PRICE, Octets.of(Arrays.copyOf(whole, whole.length - 2)));

        assertThat(decoded)
                .isEqualTo(new Decoded.Malformed("the frame ends at byte 39, but 4 more were due at byte 36"));
    }

    @ParameterizedTest
    @CsvSource({
        "0500000010F2BA2E,8 bytes of SE 1.0",
        "0500000010F2BA2E01,with a control byte",
        "0500000010F2BA2E0103594553,with a response",
        "0500000010F2BA2E010359,with a response cut short",
        "0500000010F2BA2E01FF,with a response marked invalid"
    })
    void s2TakesAConfirmationInEveryForm(String payload, String form) {
        var decoded = SepCodec.decode(Cluster.MESSAGING, Octets.ofHex("010001" + payload));

        assertThat(decoded)
                .as(form)
                .isInstanceOfSatisfying(
                        Decoded.Message.class,
                        read -> assertThat(read.message())
                                .isInstanceOfSatisfying(
                                        MessageConfirmation.class,
                                        confirmation -> assertThat(confirmation.messageId())
                                                .isEqualTo(5)));
    }

    @ParameterizedTest
    @CsvSource({"18,0,0", "60,0,42", "61,1,42", "40,22,0"})
    void s2TakesAReportWithAndWithoutItsSignature(int payload, int surplus, int signature) {
        var bytes = Arrays.copyOf(Octets.ofHex("0100008877665502").toArray(), 3 + payload);

        var decoded = SepCodec.decode(Cluster.LOAD_CONTROL, Octets.of(bytes));

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Message.class, read -> {
            assertThat(read.surplus()).isEqualTo(surplus);
            assertThat(((ReportEventStatus) read.message()).signature().size()).isEqualTo(signature);
        });
    }

    @Test
    void s2KeepsCodesItDoesNotKnow() {
        var report = (ReportEventStatus)
                message(Cluster.LOAD_CONTROL, Octets.ofHex("01000088776655CCFFFFFFFFC8008000808000FF0000"));

        assertThat(report.status()).isEqualTo(new EventStatus(0xCC));
        assertThat(report.status().title()).isEqualTo("UNKNOWN_204");
        assertThat(report.criticalityApplied().title()).isEqualTo("RESERVED_200");
        assertThat(report.at().isInvalid()).isTrue();
    }

    @Test
    void readsTextThatIsNotUtf8WithAMarkForEachBadByte() {
        var text = (DisplayMessage)
                message(Cluster.MESSAGING, Octets.ofHex("0900000500000000000000000A00" + "04" + "61C3FF62"));

        assertThat(text.text()).isEqualTo("a??b");
    }

    @Test
    void refusesATextMarkedInvalid() {
        var decoded = SepCodec.decode(Cluster.MESSAGING, Octets.ofHex("0900000500000000000000000A00FF"));

        assertThat(decoded).isEqualTo(new Decoded.Malformed("the message is marked invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "0100", "02000A", "03000A"})
    void refusesBytesWithoutASoundHead(String hex) {
        assertThat(SepCodec.decode(Cluster.PRICE, Octets.ofHex(hex))).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void passesOnCommandsItDoesNotRead() {
        var protectedMessage = SepCodec.decode(Cluster.MESSAGING, Octets.ofHex("090102AABB"));
        var ofAMaker = SepCodec.decode(Cluster.PRICE, Octets.ofHex("0D34120100AA"));
        var elsewhere = SepCodec.decode(0x0704, Octets.ofHex("09010000"));

        assertThat(protectedMessage)
                .isInstanceOfSatisfying(
                        Decoded.Other.class,
                        read -> assertThat(read.payload().hex()).isEqualTo("AABB"));
        assertThat(ofAMaker)
                .isInstanceOfSatisfying(
                        Decoded.Other.class,
                        read -> assertThat(read.header().manufacturer()).hasValue(0x1234));
        assertThat(elsewhere).isInstanceOf(Decoded.Other.class);
    }

    @Test
    void readsAttributesOfAMeterAndTurnsThemIntoWatts() {
        // summation 1,234,567 as u48, multiplier 1 and divisor 1000 as u24, demand -1,500 as s24, one not supported
        var frame = Octets.ofHex("180501" + "00000025" + "87D612000000" + "01030022010000" + "02030022E80300"
                + "0004002A24FAFF" + "010086");

        var decoded = (Decoded.General) SepCodec.decode(Cluster.METERING, frame);

        var read = ((GeneralCommand.AttributesRead) decoded.command()).attributes();
        assertThat(Metering.inWatts(read, Metering.SUMMATION_DELIVERED)).hasValue(1_234_567);
        assertThat(Metering.inWatts(read, Metering.DEMAND)).hasValue(-1_500);
        assertThat(Metering.inWatts(read, Metering.SUMMATION_RECEIVED)).isEmpty();
        assertThat(read.get(4).status()).isEqualTo(ZclStatus.UNSUPPORTED_ATTRIBUTE);
    }

    @Test
    void doesNotDivideByAMetersZero() {
        var frame = Octets.ofHex("18050A" + "000025" + "87D612000000" + "020322000000");

        var decoded = (Decoded.General) SepCodec.decode(Cluster.METERING, frame);

        var read = ((GeneralCommand.AttributesReported) decoded.command()).attributes();
        assertThat(Metering.inWatts(read, Metering.SUMMATION_DELIVERED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "08,00,1",
        "1B,00000000,1",
        "2F,0000000000000080,1",
        "10,01,1",
        "30,01,1",
        "31,0100,1",
        "E2,01000000,1",
        "38,0000,1",
        "39,00000000,1",
        "3A,0000000000000000,1",
        "F0,0102030405060708,1",
        "42,03616263,1",
        "41,FF,1",
        "44,0200AABB,1",
        "43,FFFF,1",
        "00,,1",
        "F1,00000000000000000000000000000000,1"
    })
    void readsTheValueOfEveryTypeOfAttribute(String type, String value, int count) {
        var frame = Octets.ofHex("18050A" + "0000" + type + (value == null ? "" : value));

        var decoded = (Decoded.General) SepCodec.decode(Cluster.TIME, frame);

        assertThat(((GeneralCommand.AttributesReported) decoded.command()).attributes())
                .hasSize(count);
    }

    @Test
    void refusesAttributesWhoseLengthItCannotKnow() {
        assertThat(SepCodec.decode(Cluster.TIME, Octets.ofHex("18050A00004C0100")))
                .isEqualTo(new Decoded.Malformed("attribute type 76 has no length that is known here"));
    }

    @Test
    void writesQuestionsAndDefaultResponses() {
        var ask = SepCodec.encode(
                new GeneralCommand.ReadAttributes(List.of(Metering.SUMMATION_DELIVERED, Metering.DEMAND)),
                Direction.CLIENT_TO_SERVER,
                3);
        var answer = SepCodec.encode(
                new GeneralCommand.DefaultResponse(0, ZclStatus.NOT_FOUND), Direction.SERVER_TO_CLIENT, 4);

        assertThat(ask.hex()).isEqualTo("10030000000004");
        assertThat(answer.hex()).isEqualTo("18040B008B");
        assertThat(((Decoded.General) SepCodec.decode(Cluster.METERING, ask)).command())
                .isEqualTo(new GeneralCommand.ReadAttributes(List.of(0x0000, 0x0400)));
    }

    @Test
    void writesAttributesThatAreWholeNumbersAndReadsThemBack() {
        var time = new GeneralCommand.Attribute(
                0, 0, OptionalInt.of(0xE2), Optional.of(new AttributeValue.Whole(0x2EBAE400L)));
        var demand = new GeneralCommand.Attribute(
                0x0400, 0, OptionalInt.of(0x2A), Optional.of(new AttributeValue.Whole(-5)));
        var absent = new GeneralCommand.Attribute(2, 0x86, OptionalInt.empty(), Optional.empty());
        var answer = new GeneralCommand.AttributesRead(List.of(time, absent, demand));
        var report = new GeneralCommand.AttributesReported(List.of(demand));

        var answered = SepCodec.encode(answer, Direction.SERVER_TO_CLIENT, 4);
        var reported = SepCodec.encode(report, Direction.SERVER_TO_CLIENT, 5);

        assertThat(answered.hex()).isEqualTo("180401000000E200E4BA2E0200860004002AFBFFFF");
        assertThat(((Decoded.General) SepCodec.decode(Cluster.TIME, answered)).command())
                .isEqualTo(answer);
        assertThat(((Decoded.General) SepCodec.decode(Cluster.METERING, reported)).command())
                .isEqualTo(report);
    }

    @Test
    void writesNoAttributeThatIsNoWholeNumber() {
        var text = new GeneralCommand.Attribute(
                0, 0, OptionalInt.of(0x42), Optional.of(new AttributeValue.Bytes(Octets.ofHex("41"))));
        var mislabelled =
                new GeneralCommand.Attribute(0, 0, OptionalInt.of(0x42), Optional.of(new AttributeValue.Whole(1)));

        for (var attribute : List.of(text, mislabelled)) {
            assertThatThrownBy(() -> SepCodec.encode(
                            new GeneralCommand.AttributesRead(List.of(attribute)), Direction.SERVER_TO_CLIENT, 4))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void writesTheStepsOfKeyEstablishmentInBothDirections() {
        for (var payload : List.of(
                "00" + "0100" + "0205" + "AB".repeat(48),
                "00" + "0200" + "0205" + "AB".repeat(74),
                "01" + "02".repeat(22),
                "01" + "03".repeat(37),
                "02" + "CD".repeat(16),
                "03" + "02" + "3C" + "0100")) {
            assertThat(SepCodec.encode(keys(payload), Direction.CLIENT_TO_SERVER, 7)
                            .hex())
                    .isEqualTo("0107" + payload);
            assertThat(SepCodec.encode(keys(payload), Direction.SERVER_TO_CLIENT, 7)
                            .hex())
                    .isEqualTo("0907" + payload);
        }
    }

    @Test
    void followsTheStepsOfKeyEstablishment() {
        assertThat(keys("00" + "0100" + "0205" + "AB".repeat(48)))
                .isEqualTo(new KeyEstablishment.Initiate(1, 2, 5, Octets.ofHex("AB".repeat(48))));
        assertThat(keys("00" + "0200" + "0205" + "AB".repeat(74)))
                .isInstanceOfSatisfying(
                        KeyEstablishment.Initiate.class,
                        step -> assertThat(step.certificate().size()).isEqualTo(74));
        assertThat(keys("01" + "02".repeat(22)))
                .isEqualTo(new KeyEstablishment.EphemeralData(Octets.ofHex("02".repeat(22))));
        assertThat(keys("02" + "CD".repeat(16)))
                .isEqualTo(new KeyEstablishment.ConfirmKey(Octets.ofHex("CD".repeat(16))));
        assertThat(keys("03" + "02" + "3C" + "0100")).isEqualTo(new KeyEstablishment.Terminate(2, 60, 1));
        assertThat(SepCodec.decode(Cluster.KEY_ESTABLISHMENT, Octets.ofHex("0100077F")))
                .isInstanceOf(Decoded.Other.class);
    }

    @Test
    void s4CarriesIdsAndTimesOfTheUpperHalfOfTheirRange() {
        var cancel = new CancelLoadControlEvent(0x8000_0001L, 1, 0, 0, new SepTime(0xFFFF_FFFEL));

        assertThat(message(Cluster.LOAD_CONTROL, SepCodec.encode(cancel, 0))).isEqualTo(cancel);
    }

    @Test
    void refusesFieldsTheWireCannotCarry() {
        assertThatThrownBy(() -> new CancelMessage(0x1_0000_0000L))
                .hasMessage("message id is 4294967296, but must be 0 to 4294967295");
        assertThatThrownBy(() -> new DisplayMessage(1, MessageControl.PLAIN, SepTime.NOW, 65_536, "x"))
                .hasMessageContaining("duration in minutes is 65536");
        assertThatThrownBy(() -> new DisplayMessage(1, MessageControl.PLAIN, SepTime.NOW, 1, "é".repeat(128)))
                .hasMessageContaining("256");
        assertThatThrownBy(() -> PublishPrice.Extras.unused(7, 1)).hasMessageContaining("price control");
        assertThatThrownBy(() -> new PublishPrice.Extras(
                        0,
                        OptionalInt.of(1),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        0,
                        0))
                .hasMessageContaining("price ratio");
    }

    private static KeyEstablishment keys(String commandAndPayload) {
        return ((Decoded.Keys) SepCodec.decode(Cluster.KEY_ESTABLISHMENT, Octets.ofHex("0100" + commandAndPayload)))
                .step();
    }

    private static SepMessage message(int cluster, Octets frame) {
        return ((Decoded.Message) SepCodec.decode(cluster, frame)).message();
    }

    private static PublishPrice price(PublishPrice.Extras extras) {
        return new PublishPrice(1, "PEAK", 2, new SepTime(3), 0, 840, 0x42, 0x32, SepTime.NOW, 60, 1234, extras);
    }
}
