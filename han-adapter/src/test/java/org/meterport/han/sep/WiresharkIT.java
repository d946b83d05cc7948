package org.meterport.han.sep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.han.radio.AirFrame;
import org.meterport.han.radio.CaptureFile;

/** An independent reader of Smart Energy judges the encoder: TShark must find every field where it belongs, with its value, and nothing else. */
class WiresharkIT {
    private static final int MESSAGES = 5_000;
    private static final long SEED = 20_260_101L;
    /** Trailing fields of Publish Price that TShark 4 names; it leaves those of SE 1.2a unread, and their bytes are compared by length. */
    private static final int PRICE_EXTRAS_READ = 8;
    /** TShark takes the first three optional fields of Publish Price for granted. */
    private static final int PRICE_EXTRAS_ASSUMED = 3;

    @TempDir
    Path folder;

    @Test
    @TsharkIsThere
    void s1AgreesWithWiresharkOnRandomMessagesOfEveryKind() throws IOException {
        var messages = new ArrayList<SepMessage>();
        var random = new RandomMessages(SEED);
        for (var i = 0; messages.size() < MESSAGES; i++) {
            var message = random.next(i % RandomMessages.KINDS);
            if (!(message instanceof PublishPrice price && price.extras().count() < PRICE_EXTRAS_ASSUMED)) {
                messages.add(message);
            }
        }

        var readings = WiresharkReading.of(capture(messages));

        assertThat(readings).hasSameSizeAs(messages);
        for (var i = 0; i < messages.size(); i++) {
            agree(messages.get(i), readings.get(i), "message " + i + " of seed " + SEED);
        }
    }

    @Test
    @TsharkIsThere
    void wiresharkFindsAnEventThatIsOneByteShortMalformed() throws IOException {
        var event = SepCodec.encode(new RandomMessages(SEED).next(8), 1).toArray();
        var file = folder.resolve("short.pcap");

        try (var capture = CaptureFile.open(file)) {
            var zcl = Octets.of(Arrays.copyOf(event, event.length - 1));
            capture.write(Instant.EPOCH, new AirFrame(1, 2, 0, 1, Cluster.LOAD_CONTROL, zcl).bytes());
        }

        assertThat(WiresharkReading.of(file)).singleElement().matches(WiresharkReading::malformed);
    }

    private Path capture(List<SepMessage> messages) throws IOException {
        var file = folder.resolve("messages.pcap");
        try (var capture = CaptureFile.open(file)) {
            for (var i = 0; i < messages.size(); i++) {
                var message = messages.get(i);
                var toDevice = message.direction() == Direction.SERVER_TO_CLIENT;
                var frame = new AirFrame(
                        0x1A62,
                        toDevice ? 0x1234 : 0,
                        toDevice ? 0 : 0x1234,
                        i & 0xFF,
                        message.cluster(),
                        SepCodec.encode(message, i & 0xFF));
                capture.write(Instant.ofEpochSecond(i), frame.bytes());
            }
        }
        return file;
    }

    private static void agree(SepMessage message, WiresharkReading reading, String which) {
        var expected = WiresharkExpectation.of(message);
        var named = named(message, expected);

        assertThat(reading.malformed()).as(which + " malformed: " + message).isFalse();
        assertThat(reading.fromServer()).as(which).isEqualTo(message.direction() == Direction.SERVER_TO_CLIENT);
        assertThat(reading.values()).as(which + ": " + message).containsAllEntriesOf(named);
        var bytes = expected.values().stream().mapToInt(hex -> hex.length() / 2).sum();
        assertThat(SepCodec.encode(message, 0).size())
                .as(which + " length: " + message)
                .isEqualTo(2 + bytes);
    }

    private static Map<String, String> named(SepMessage message, Map<String, String> expected) {
        if (!(message instanceof PublishPrice price) || price.extras().count() <= PRICE_EXTRAS_READ) {
            return expected;
        }
        return expected.entrySet().stream()
                .filter(field -> !field.getKey().contains("tier_block."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
