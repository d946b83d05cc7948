package org.meterport.han.sep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever arrives, decoding gives a value. An exception fails the test and names its seed by the number of the frame. */
class MutatedFramesTest {
    private static final int[] CLUSTERS = {
        Cluster.PRICE,
        Cluster.LOAD_CONTROL,
        Cluster.MESSAGING,
        Cluster.METERING,
        Cluster.TIME,
        Cluster.KEY_ESTABLISHMENT
    };

    @Test
    void s2NeverThrowsOnAHundredThousandMutatedFrames() {
        assertThat(kindsOfResult(100_000)).hasSize(5);
    }

    @Test
    @Tag("nightly")
    void s2NeverThrowsOnTenMillionMutatedFrames() {
        assertThat(kindsOfResult(10_000_000)).hasSize(5);
    }

    private static Set<Class<?>> kindsOfResult(int frames) {
        var random = new Random(42);
        var messages = new RandomMessages(43);
        var kinds = new HashSet<Class<?>>();
        for (var i = 0; i < frames; i++) {
            var message = messages.next(i % RandomMessages.KINDS);
            var cluster = random.nextInt(4) == 0 ? CLUSTERS[random.nextInt(CLUSTERS.length)] : message.cluster();
            var frame = mutated(SepCodec.encode(message, i & 0xFF).toArray(), random);
            try {
                kinds.add(SepCodec.decode(cluster, Octets.of(frame)).getClass());
            } catch (RuntimeException e) {
                throw new AssertionError("frame " + i + " in cluster " + cluster + ": " + Octets.of(frame), e);
            }
        }
        return kinds;
    }

    private static byte[] mutated(byte[] frame, Random random) {
        var mutations = random.nextInt(4);
        var bytes = frame;
        for (var i = 0; i < mutations; i++) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] frame, Random random) {
        if (frame.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        var at = random.nextInt(frame.length);
        switch (Mutation.ALL[random.nextInt(Mutation.ALL.length)]) {
            case FLIP -> frame[at] ^= (byte) (1 << random.nextInt(8));
            case SET -> frame[at] = (byte) random.nextInt();
            case HEAD -> frame[Math.min(at, random.nextInt(3))] = (byte) random.nextInt(16);
            case CUT -> {
                return Arrays.copyOf(frame, at);
            }
            case GROW -> {
                return Arrays.copyOf(frame, frame.length + random.nextInt(40));
            }
            case ALL_ONES -> Arrays.fill(frame, at, frame.length, (byte) 0xFF);
        }
        return frame;
    }

    private enum Mutation {
        FLIP,
        SET,
        HEAD,
        CUT,
        GROW,
        ALL_ONES;

        private static final Mutation[] ALL = EnumSet.allOf(Mutation.class).toArray(Mutation[]::new);
    }
}
