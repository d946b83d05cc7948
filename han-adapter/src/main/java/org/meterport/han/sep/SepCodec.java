package org.meterport.han.sep;

/** The edge between Java values and ZCL frames: header of three bytes, then the payload. */
public final class SepCodec {
    static final int CLUSTER_SPECIFIC = 0x01;
    static final int FROM_SERVER = 0x08;
    static final int NO_DEFAULT_RESPONSE = 0x10;

    private SepCodec() {}

    /**
     * The frame as it goes on the air, a Default Response wanted.
     *
     * @param sequence 0 to 255, the second byte of the frame: the only one that differs between two sendings of the same message
     */
    public static Octets encode(SepMessage message, int sequence) {
        var control = CLUSTER_SPECIFIC | (message.direction() == Direction.SERVER_TO_CLIENT ? FROM_SERVER : 0);
        return new Encoder()
                .u8(control)
                .u8(Wire.u8("sequence", sequence))
                .u8(message.command())
                .payload(message)
                .done();
    }
}
