package org.meterport.han.sep;

import org.jspecify.annotations.Nullable;

/**
 * The frames of cluster 0x0800, without the mathematics inside them: they pass between the meter and the device, and a head-end that sees them learns
 * only how far a join has come. The same ids are used in both directions.
 */
public sealed interface KeyEstablishment {
    /**
     * 0x00.
     *
     * @param suite bit 0: ECMQV over sect163k1, of SE 1.0 and 1.1; bit 1: over sect283k1
     * @param ephemeralSeconds how long the sender takes to make its ephemeral key
     * @param confirmSeconds how long it takes to make its confirmation
     * @param certificate 48 bytes for the first suite, 74 for the second
     */
    record Initiate(int suite, int ephemeralSeconds, int confirmSeconds, Octets certificate)
            implements KeyEstablishment {}

    /** 0x01: a compressed point of 22 or 37 bytes. */
    record EphemeralData(Octets point) implements KeyEstablishment {}

    /** 0x02: a MAC of 16 bytes. */
    record ConfirmKey(Octets mac) implements KeyEstablishment {}

    /**
     * 0x03: the sender gives up.
     *
     * @param status 1 unknown issuer, 2 bad key confirmation, 3 bad message, 4 no resources, 5 unsupported suite, 6 invalid key usage
     * @param waitSeconds before the next attempt
     */
    record Terminate(int status, int waitSeconds, int suite) implements KeyEstablishment {}

    /** Command id, the same in both directions. */
    default int command() {
        if (this instanceof Initiate) {
            return 0x00;
        }
        if (this instanceof EphemeralData) {
            return 0x01;
        }
        return this instanceof ConfirmKey ? 0x02 : 0x03;
    }

    /** Null for a command that is not read here. */
    static @Nullable KeyEstablishment read(int command, Reader in) {
        return switch (command) {
            case 0x00 -> {
                var suite = in.u16();
                yield new Initiate(suite, in.u8(), in.u8(), in.raw((suite & 2) != 0 && (suite & 1) == 0 ? 74 : 48));
            }
            case 0x01 -> new EphemeralData(in.raw(in.has(37) ? 37 : 22));
            case 0x02 -> new ConfirmKey(in.raw(16));
            case 0x03 -> new Terminate(in.u8(), in.u8(), in.u16());
            default -> null;
        };
    }
}
