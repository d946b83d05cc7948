package org.meterport.han.sep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The general commands a head-end meets: answers to what it sent, and attributes of Metering and Time. */
public sealed interface GeneralCommand {
    /** Command id. */
    int command();

    /**
     * 0x0B: what a device made of a command.
     *
     * @param answered id of the command it answers
     * @param status see {@link ZclStatus}
     */
    record DefaultResponse(int answered, int status) implements GeneralCommand {
        public static final int COMMAND = 0x0B;

        public DefaultResponse {
            Wire.u8("command", answered);
            Wire.u8("status", status);
        }

        @Override
        public int command() {
            return COMMAND;
        }
    }

    /** 0x00: asks for attributes by id, 0 to 65,535 each. */
    record ReadAttributes(List<Integer> ids) implements GeneralCommand {
        public static final int COMMAND = 0x00;

        public ReadAttributes {
            ids = List.copyOf(ids);
            ids.forEach(id -> Wire.u16("attribute", id));
        }

        @Override
        public int command() {
            return COMMAND;
        }
    }

    /** 0x01: the answer to {@link ReadAttributes}. */
    record AttributesRead(List<Attribute> attributes) implements GeneralCommand {
        public static final int COMMAND = 0x01;

        public AttributesRead {
            attributes = List.copyOf(attributes);
        }

        @Override
        public int command() {
            return COMMAND;
        }
    }

    /** 0x0A: attributes a device sends on its own. */
    record AttributesReported(List<Attribute> attributes) implements GeneralCommand {
        public static final int COMMAND = 0x0A;

        public AttributesReported {
            attributes = List.copyOf(attributes);
        }

        @Override
        public int command() {
            return COMMAND;
        }
    }

    /**
     * One attribute.
     *
     * @param status other than {@link ZclStatus#SUCCESS} when there is no value
     * @param type data type byte of the value
     * @param value empty without success
     */
    record Attribute(int id, int status, OptionalInt type, Optional<AttributeValue> value) {}

    /** Null for a command that is not read here. */
    static @Nullable GeneralCommand read(int command, Reader in) {
        return switch (command) {
            case DefaultResponse.COMMAND -> new DefaultResponse(in.u8(), in.u8());
            case ReadAttributes.COMMAND -> {
                var ids = new ArrayList<Integer>();
                while (in.has(Short.BYTES)) {
                    ids.add(in.u16());
                }
                yield new ReadAttributes(ids);
            }
            case AttributesRead.COMMAND -> new AttributesRead(attributes(in, true));
            case AttributesReported.COMMAND -> new AttributesReported(attributes(in, false));
            default -> null;
        };
    }

    private static List<Attribute> attributes(Reader in, boolean withStatus) {
        var attributes = new ArrayList<Attribute>();
        while (in.has(1)) {
            var id = in.u16();
            var status = withStatus ? in.u8() : ZclStatus.SUCCESS;
            if (status == ZclStatus.SUCCESS) {
                var type = in.u8();
                attributes.add(
                        new Attribute(id, status, OptionalInt.of(type), Optional.of(AttributeValue.read(type, in))));
            } else {
                attributes.add(new Attribute(id, status, OptionalInt.empty(), Optional.empty()));
            }
        }
        return attributes;
    }
}
