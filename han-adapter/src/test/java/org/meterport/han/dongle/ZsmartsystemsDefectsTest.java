package org.meterport.han.dongle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zsmartsystems.zigbee.serialization.DefaultDeserializer;
import com.zsmartsystems.zigbee.serialization.DefaultSerializer;
import com.zsmartsystems.zigbee.zcl.ZclCommand;
import com.zsmartsystems.zigbee.zcl.ZclFieldDeserializer;
import com.zsmartsystems.zigbee.zcl.ZclFieldSerializer;
import com.zsmartsystems.zigbee.zcl.clusters.demandresponseandloadcontrol.CancelAllLoadControlEvents;
import com.zsmartsystems.zigbee.zcl.clusters.demandresponseandloadcontrol.LoadControlEventCommand;
import com.zsmartsystems.zigbee.zcl.clusters.demandresponseandloadcontrol.ReportEventStatus;
import com.zsmartsystems.zigbee.zcl.clusters.messaging.CancelMessageCommand;
import com.zsmartsystems.zigbee.zcl.clusters.messaging.DisplayMessageCommand;
import com.zsmartsystems.zigbee.zcl.clusters.messaging.GetLastMessage;
import com.zsmartsystems.zigbee.zcl.clusters.messaging.MessageConfirmation;
import com.zsmartsystems.zigbee.zcl.clusters.price.PriceAcknowledgementCommand;
import com.zsmartsystems.zigbee.zcl.clusters.price.PublishPriceCommand;
import com.zsmartsystems.zigbee.zcl.field.ByteArray;
import com.zsmartsystems.zigbee.zcl.protocol.ZclCommandDirection;
import com.zsmartsystems.zigbee.zcl.protocol.ZclDataType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.meterport.han.sep.Octets;

/** The defects of docs/zsmartsystems-defects.md as they are in the release we use. A test that fails here says that one has been mended upstream. */
@SuppressWarnings("deprecation")
class ZsmartsystemsDefectsTest {
    private static final Instant NOON = Instant.parse("2024-11-04T12:00:00Z");
    private static final String REPORT =
            "0088776655024cf2ba2e04f6090080f6320301a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9";

    @Test
    void defect1AUtcTimeIsNoByteAtAll() {
        var out = new DefaultSerializer();

        out.appendZigBeeType(calendar(), ZclDataType.UTCTIME);

        assertThat(out.getPayload()).isEmpty();
        Object read = new DefaultDeserializer(new int[] {1, 2, 3, 4}).readZigBeeType(ZclDataType.UTCTIME);
        assertThat(read).isNull();
    }

    @Test
    void defect1AnEventIsFourBytesShort() {
        var event = new LoadControlEventCommand();
        event.setIssuerEventId(1);
        event.setDeviceClass(1);
        event.setUtilityEnrollmentGroup(0);
        event.setStartTime(calendar());
        event.setDurationInMinutes(60);
        event.setCriticalityLevel(1);
        event.setCoolingTemperatureOffset(0xFF);
        event.setHeatingTemperatureOffset(0xFF);
        event.setCoolingTemperatureSetPoint(0x8000);
        event.setHeatingTemperatureSetPoint(0x8000);
        event.setAverageLoadAdjustmentPercentage(0x80);
        event.setDutyCycle(50);
        event.setEventControl(0);

        assertThat(payload(event)).hasSize(23 - 4);
    }

    @Test
    void defect2TheDirectionsOfMessagingAreInverted() {
        assertThat(new DisplayMessageCommand().getCommandDirection()).isEqualTo(ZclCommandDirection.CLIENT_TO_SERVER);
        assertThat(new CancelMessageCommand().getCommandDirection()).isEqualTo(ZclCommandDirection.CLIENT_TO_SERVER);
        assertThat(new MessageConfirmation().getCommandDirection()).isEqualTo(ZclCommandDirection.SERVER_TO_CLIENT);
        assertThat(new PublishPriceCommand().getCommandDirection()).isEqualTo(ZclCommandDirection.SERVER_TO_CLIENT);
    }

    @Test
    void defect3TheEventIdOfAPriceAcknowledgementHasOneByte() {
        var acknowledgement = new PriceAcknowledgementCommand(0x01020304, 0x0A0B0C0D, calendar(), 1);

        assertThat(payload(acknowledgement)).hasSize(13 - 3 - 4).containsExactly(4, 3, 2, 1, 0x0D, 1);
    }

    @Test
    void defect4APriceOfTheFirstRevisionCannotBeMade() {
        var price = new PublishPriceCommand();
        price.setProviderId(1);
        price.setRateLabel(new ByteArray(new byte[] {'P'}));
        price.setIssuerEventId(2);
        price.setCurrentTime(calendar());
        price.setUnitOfMeasure(0);
        price.setCurrency(840);
        price.setPriceTrailingDigitAndTier(0x42);
        price.setNumberOfPriceTiers(0);
        price.setStartTime(calendar());
        price.setDuration(60);
        price.setPrice(1234);

        assertThatThrownBy(() -> payload(price)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void defect5ASignedReportThrowsOutOfTheReader() {
        var report = new ReportEventStatus();

        assertThatThrownBy(() -> report.deserialize(
                        new ZclFieldDeserializer(new DefaultDeserializer(ints(REPORT.substring(2))))))
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void defect6AFieldOfALaterRevisionIsCompulsory() {
        var text = new DisplayMessageCommand(1, 0, calendar(), 60, "Hi", null);

        assertThatThrownBy(() -> payload(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void defect7GetLastMessageWantsTheFieldsOfItsAnswer() {
        assertThatThrownBy(() -> payload(new GetLastMessage())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void defect8TheLengthOfATextCountsLettersAndNotBytes() {
        var out = new DefaultSerializer();

        out.appendZigBeeType("\u00e9", ZclDataType.CHARACTER_STRING);

        assertThat(out.getPayload()[0]).isEqualTo(1);
    }

    @Test
    void defect9ALongTextDoesNotFitTheBuffer() {
        var out = new DefaultSerializer();

        assertThatThrownBy(() -> out.appendZigBeeType("x".repeat(131), ZclDataType.CHARACTER_STRING))
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void defect10AnIdOfTheUpperHalfHasToBeNegative() {
        var out = new DefaultSerializer();

        assertThatThrownBy(() -> out.appendZigBeeType(0xF0000001L, ZclDataType.UNSIGNED_32_BIT_INTEGER))
                .isInstanceOf(ClassCastException.class);
    }

    @Test
    void cancelAllIsSound() {
        assertThat(payload(new CancelAllLoadControlEvents(1))).containsExactly(1);
    }

    private static int[] payload(ZclCommand command) {
        var out = new DefaultSerializer();
        command.serialize(new ZclFieldSerializer(out));
        return out.getPayload();
    }

    private static GregorianCalendar calendar() {
        return GregorianCalendar.from(ZonedDateTime.ofInstant(NOON, ZoneOffset.UTC));
    }

    private static int[] ints(String hex) {
        var bytes = Octets.ofHex(hex.toUpperCase(Locale.ROOT)).toArray();
        var ints = new int[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            ints[i] = bytes[i] & 0xFF;
        }
        return ints;
    }
}
