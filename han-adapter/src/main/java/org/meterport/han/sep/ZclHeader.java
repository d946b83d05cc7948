package org.meterport.han.sep;

import java.util.OptionalInt;

/**
 * The head of a ZCL frame.
 *
 * @param clusterSpecific {@code false} for the general commands, which mean the same in every cluster
 * @param noDefaultResponse the sender wants none when all goes well
 * @param manufacturer code of a command outside the standard
 * @param sequence 0 to 255; a Default Response repeats that of the command
 * @param command 0 to 255
 */
public record ZclHeader(
        boolean clusterSpecific,
        Direction direction,
        boolean noDefaultResponse,
        OptionalInt manufacturer,
        int sequence,
        int command) {
    private static final int TYPE = 0x03;
    private static final int MANUFACTURER = 0x04;

    static ZclHeader read(Reader in) {
        var control = in.u8();
        if ((control & TYPE) > 1) {
            throw new Reader.Nonsense("frame type " + (control & TYPE) + " is reserved");
        }
        return new ZclHeader(
                (control & TYPE) == SepCodec.CLUSTER_SPECIFIC,
                (control & SepCodec.FROM_SERVER) != 0 ? Direction.SERVER_TO_CLIENT : Direction.CLIENT_TO_SERVER,
                (control & SepCodec.NO_DEFAULT_RESPONSE) != 0,
                (control & MANUFACTURER) != 0 ? OptionalInt.of(in.u16()) : OptionalInt.empty(),
                in.u8(),
                in.u8());
    }
}
