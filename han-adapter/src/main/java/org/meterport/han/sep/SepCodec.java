package org.meterport.han.sep;

/** The edge between Java values and ZCL frames: a head of three bytes, then the payload. */
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

    /**
     * A general command; no Default Response is wanted for it. Of attribute values, whole numbers of up to eight bytes can be sent.
     *
     * @throws IllegalArgumentException for another value of an attribute
     */
    public static Octets encode(GeneralCommand command, Direction direction, int sequence) {
        var control = NO_DEFAULT_RESPONSE | (direction == Direction.SERVER_TO_CLIENT ? FROM_SERVER : 0);
        var out = new Encoder().u8(control).u8(Wire.u8("sequence", sequence)).u8(command.command());
        if (command instanceof GeneralCommand.DefaultResponse response) {
            out.u8(response.answered()).u8(response.status());
        } else if (command instanceof GeneralCommand.ReadAttributes read) {
            read.ids().forEach(out::u16);
        } else if (command instanceof GeneralCommand.AttributesRead read) {
            read.attributes().forEach(one -> {
                out.u16(one.id()).u8(one.status());
                value(out, one);
            });
        } else if (command instanceof GeneralCommand.AttributesReported reported) {
            reported.attributes().forEach(one -> value(out.u16(one.id()), one));
        }
        return out.done();
    }

    /** A step of Key Establishment, a Default Response wanted. */
    public static Octets encode(KeyEstablishment step, Direction direction, int sequence) {
        var control = CLUSTER_SPECIFIC | (direction == Direction.SERVER_TO_CLIENT ? FROM_SERVER : 0);
        return new Encoder()
                .u8(control)
                .u8(Wire.u8("sequence", sequence))
                .u8(step.command())
                .payload(step)
                .done();
    }

    private static void value(Encoder out, GeneralCommand.Attribute attribute) {
        if (attribute.type().isEmpty()) {
            return;
        }
        var type = attribute.type().getAsInt();
        if (!(attribute.value().orElse(null) instanceof AttributeValue.Whole whole)) {
            throw new IllegalArgumentException("only whole numbers are sent as attributes");
        }
        out.u8(type).whole(whole.value(), AttributeValue.width(type));
    }

    /**
     * Reads a frame of the Smart Energy profile. Any bytes give a value, none an exception.
     *
     * @param cluster from the APS header, see {@link Cluster}
     */
    public static Decoded decode(int cluster, Octets frame) {
        var in = new Reader(frame.toArray());
        try {
            var header = ZclHeader.read(in);
            if (header.manufacturer().isPresent()) {
                return new Decoded.Other(header, in.raw(in.left()));
            }
            if (!header.clusterSpecific()) {
                var general = GeneralCommand.read(header.command(), in);
                return general == null
                        ? new Decoded.Other(header, in.raw(in.left()))
                        : new Decoded.General(header, general);
            }
            if (cluster == Cluster.KEY_ESTABLISHMENT) {
                var step = KeyEstablishment.read(header.command(), in);
                return step == null ? new Decoded.Other(header, in.raw(in.left())) : new Decoded.Keys(header, step);
            }
            var message = new Decoder(in).message(cluster, header.direction(), header.command());
            return message == null
                    ? new Decoded.Other(header, in.raw(in.left()))
                    : new Decoded.Message(header, message, in.left());
        } catch (Reader.Nonsense nonsense) {
            return new Decoded.Malformed(String.valueOf(nonsense.getMessage()));
        }
    }
}
