package org.meterport.han.sep;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.meterport.han.radio.AirFrame;

/** Frames that another encoder made and another decoder read, and what they mean. 784000000 is 2024-11-04T01:46:40Z. */
final class GoldenFrames {
    private static final SepTime ISSUED = new SepTime(784_000_000L);
    private static final SepTime START = new SepTime(784_003_600L);
    private static final long EVENT = 0x55667788L;
    private static final OptionalInt NO = OptionalInt.empty();

    private GoldenFrames() {}

    record Golden(String name, String hex, int sequence, SepMessage message) {
        Octets frame() {
            return Octets.ofHex(hex.toUpperCase(Locale.ROOT));
        }

        Octets zcl() {
            return Octets.ofHex(hex.substring(2 * AirFrame.HEAD));
        }

        int cluster() {
            var bytes = frame().toArray();
            return (bytes[19] & 0xFF) | ((bytes[20] & 0xFF) << 8);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Golden> all() {
        return List.of(
                new Golden(
                        "DisplayMessage",
                        "618801621a341200004800341200001e01400a030709010a01090100443322118800e4ba2e3c00195065616b20686f75727320c3a920746f64617920342d37706d",
                        1,
                        new DisplayMessage(
                                0x11223344L,
                                MessageControl.of(MessageControl.Importance.HIGH, true),
                                ISSUED,
                                60,
                                "Peak hours é today 4-7pm")),
                new Golden(
                        "CancelMessage",
                        "618802621a341200004800341200001e02400a030709010a020902014433221100",
                        2,
                        new CancelMessage(0x11223344L)),
                new Golden(
                        "MessageConfirmation",
                        "618803621a000034124800000034121e03400a030709010a03010301443322111ee4ba2e",
                        3,
                        new MessageConfirmation(0x11223344L, new SepTime(784_000_030L))),
                new Golden(
                        "GetLastMessage",
                        "618804621a000034124800000034121e04400a030709010a04010400",
                        4,
                        new GetLastMessage()),
                new Golden(
                        "PublishPrice11",
                        "618805621a341200004800341200001e05400a000709010a0509050004030201045045414b0d0c0b0a00e4ba2e004803423210f2ba2e3c00d2040000ffffffffffffffffffffffffff00",
                        5,
                        price(PublishPrice.Extras.se11(false))),
                new Golden(
                        "PublishPrice10",
                        "618806621a341200004800341200001e06400a000709010a0609060004030201045045414b0d0c0b0a00e4ba2e004803423210f2ba2e3c00d2040000ffffffffffff",
                        6,
                        price(PublishPrice.Extras.SE_1_0)),
                new Golden(
                        "PriceAck",
                        "618807621a000034124800000034121e07400a000709010a07010702040302010d0c0b0a05e4ba2e01",
                        7,
                        new PriceAcknowledgement(0x01020304L, 0x0A0B0C0DL, new SepTime(784_000_005L), 1)),
                new Golden(
                        "LoadControlEvent",
                        "618808621a341200004800341200001e08400a010709010a080908008877665505000310f2ba2e780004ff14f6090080f63203",
                        8,
                        new LoadControlEvent(
                                EVENT,
                                0x0005,
                                3,
                                START,
                                120,
                                Criticality.LEVEL_3,
                                new LoadControlEvent.Adjustment(
                                        NO,
                                        OptionalInt.of(20),
                                        OptionalInt.of(2550),
                                        NO,
                                        OptionalInt.of(-10),
                                        OptionalInt.of(50)),
                                3)),
                new Golden(
                        "CancelLCE",
                        "618809621a341200004800341200001e09400a010709010a09090901887766550500030100000000",
                        9,
                        new CancelLoadControlEvent(EVENT, 0x0005, 3, 1, SepTime.NOW)),
                new Golden(
                        "CancelAllLCE",
                        "61880a621a341200004800341200001e0a400a010709010a0a090a0201",
                        10,
                        new CancelAllLoadControlEvents(1)),
                new Golden(
                        "ReportEventStatus",
                        "61880b621a000034124800000034121e0b400a010709010a0b010b0088776655024cf2ba2e04f6090080f6320301a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9",
                        11,
                        new ReportEventStatus(
                                EVENT,
                                EventStatus.STARTED,
                                new SepTime(784_003_660L),
                                Criticality.LEVEL_3,
                                OptionalInt.of(2550),
                                NO,
                                OptionalInt.of(-10),
                                OptionalInt.of(50),
                                3,
                                1,
                                signature())),
                new Golden(
                        "GetScheduledEvents",
                        "61880c621a000034124800000034121e0c400a010709010a0c010c010000000000",
                        12,
                        new GetScheduledEvents(SepTime.NOW, 0, OptionalLong.empty())),
                new Golden(
                        "CancelLCE_effTime",
                        "618801621a341200004800341200001e01400a010709010a0109010188776655ff0f000110f2ba2e",
                        1,
                        new CancelLoadControlEvent(EVENT, 0x0FFF, 0, 1, START)),
                new Golden(
                        "ReportStatus_18B",
                        "618801621a000034124800000034121e01400a010709010a01010100887766550110f2ba2e010080008080ff0000",
                        1,
                        new ReportEventStatus(
                                EVENT,
                                EventStatus.RECEIVED,
                                START,
                                Criticality.GREEN,
                                NO,
                                NO,
                                NO,
                                NO,
                                0,
                                0,
                                Octets.NONE)),
                new Golden(
                        "DisplayMessage_12",
                        "618801621a341200004800341200001e01400a030709010a0109010005000000a400000000ffff0568656c6c6f01",
                        1,
                        new DisplayMessage(
                                5,
                                new MessageControl(0xA4),
                                SepTime.NOW,
                                DisplayMessage.UNTIL_CHANGED,
                                "hello",
                                OptionalInt.of(1))),
                new Golden(
                        "Confirmation_12",
                        "618801621a000034124800000034121e01400a030709010a010101010500000010f2ba2e0103594553",
                        1,
                        new MessageConfirmation(5, START, OptionalInt.of(1), Optional.of(Octets.ofHex("594553")))));
    }

    private static PublishPrice price(PublishPrice.Extras extras) {
        return new PublishPrice(
                0x01020304L,
                "PEAK",
                0x0A0B0C0DL,
                ISSUED,
                0,
                PublishPrice.US_DOLLAR,
                PublishPrice.nibbles(4, 2),
                PublishPrice.nibbles(3, 2),
                START,
                60,
                1234,
                extras);
    }

    private static Octets signature() {
        var bytes = new byte[ReportEventStatus.SIGNATURE_SIZE];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (0xA0 + i));
        return Octets.of(bytes);
    }
}
