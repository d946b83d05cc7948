package org.meterport.han.sep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterport.han.radio.AirFrame;

class GoldenFramesTest {
    static List<GoldenFrames.Golden> golden() {
        return GoldenFrames.all();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void s1EncodesTheFrameByteForByte(GoldenFrames.Golden golden) {
        var encoded = SepCodec.encode(golden.message(), golden.sequence());

        assertThat(encoded).isEqualTo(golden.zcl());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void s1DecodesTheFrameFieldByField(GoldenFrames.Golden golden) {
        var decoded = SepCodec.decode(golden.cluster(), golden.zcl());

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Message.class, read -> {
            assertThat(read.message()).isEqualTo(golden.message());
            assertThat(read.header().direction()).isEqualTo(golden.message().direction());
            assertThat(read.header().sequence()).isEqualTo(golden.sequence());
            assertThat(read.surplus()).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("golden")
    void putsTheHeadsOfTheLowerLayersAroundIt(GoldenFrames.Golden golden) {
        var fromMeter = golden.message().direction() == Direction.SERVER_TO_CLIENT;

        var air = new AirFrame(
                0x1A62,
                fromMeter ? 0x1234 : AirFrame.COORDINATOR,
                fromMeter ? AirFrame.COORDINATOR : 0x1234,
                golden.sequence(),
                golden.message().cluster(),
                SepCodec.encode(golden.message(), golden.sequence()));

        assertThat(air.bytes()).isEqualTo(golden.frame());
    }

    @Test
    void s1ReadsDefaultResponses() {
        var taken = SepCodec.decode(Cluster.LOAD_CONTROL, Octets.ofHex("00010B0000"));
        var refused = SepCodec.decode(Cluster.LOAD_CONTROL, Octets.ofHex("00010B0081"));

        assertThat(taken)
                .isInstanceOfSatisfying(
                        Decoded.General.class,
                        read -> assertThat(read.command()).isEqualTo(new GeneralCommand.DefaultResponse(0, 0x00)));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Decoded.General.class,
                        read -> assertThat(read.command()).isEqualTo(new GeneralCommand.DefaultResponse(0, 0x81)));
    }
}
