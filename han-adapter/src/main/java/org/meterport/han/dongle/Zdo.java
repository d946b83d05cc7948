package org.meterport.han.dongle;

import java.util.ArrayList;
import java.util.List;
import org.meterport.han.sep.Eui64;

/** The few commands of the ZigBee Device Object, profile 0, that running a home needs. Numbers are little endian; a sequence number comes first. */
final class Zdo {
    static final int PROFILE = 0x0000;
    static final int ANSWER = 0x8000;

    static final int NETWORK_ADDRESS = 0x0000;
    static final int IEEE_ADDRESS = 0x0001;
    static final int NODE_DESCRIPTOR = 0x0002;
    static final int SIMPLE_DESCRIPTOR = 0x0004;
    static final int ACTIVE_ENDPOINTS = 0x0005;
    static final int ANNOUNCE = 0x0013;
    static final int LEAVE = 0x0034;
    static final int PERMIT_JOINING = 0x0036;

    /** Every router and the coordinator. */
    static final int ROUTERS = 0xFFFC;
    /** Every device that listens while idle. */
    static final int LISTENERS = 0xFFFD;

    private static final int EUI64_BYTES = 8;
    private static final int LISTENS_WHILE_IDLE = 0x08;
    private static final int NO_REPLY_CHAIN = 0;

    private Zdo() {}

    /** What an endpoint can do; the clusters are those it is a client of. */
    record Endpoint(int number, int profile, int device, List<Integer> clientOf) {}

    static int[] askAddress(int sequence, Eui64 device) {
        var out = new int[1 + EUI64_BYTES + 2];
        out[0] = sequence;
        put(out, 1, EUI64_BYTES, device.value());
        out[1 + EUI64_BYTES] = NO_REPLY_CHAIN;
        return out;
    }

    static int[] askAboutNode(int sequence, int address) {
        return new int[] {sequence, address & 0xFF, address >> 8};
    }

    static int[] askIeee(int sequence, int address) {
        return new int[] {sequence, address & 0xFF, address >> 8, NO_REPLY_CHAIN, 0};
    }

    static int[] askEndpoint(int sequence, int address, int endpoint) {
        return new int[] {sequence, address & 0xFF, address >> 8, endpoint};
    }

    static int[] leave(int sequence, Eui64 device) {
        var out = new int[2 + EUI64_BYTES];
        out[0] = sequence;
        put(out, 1, EUI64_BYTES, device.value());
        return out;
    }

    /** Lets devices in for so many seconds, 0 to 254; 0 shuts the door. */
    static int[] permitJoining(int sequence, int seconds) {
        return new int[] {sequence, seconds, 1};
    }

    static Eui64 eui64(int[] in, int offset) {
        return new Eui64(number(in, offset, EUI64_BYTES));
    }

    static int address(int[] in, int offset) {
        return (int) number(in, offset, 2);
    }

    /** Of a capability byte: it hears nothing while it sleeps. */
    static boolean sleeps(int capability) {
        return (capability & LISTENS_WHILE_IDLE) == 0;
    }

    static boolean succeeded(int[] answer) {
        return answer.length > 1 && answer[1] == 0;
    }

    /** The endpoints of an answer to {@link #ACTIVE_ENDPOINTS}. */
    static List<Integer> endpoints(int[] in) {
        var endpoints = new ArrayList<Integer>();
        for (var i = 0; i < in[4]; i++) {
            endpoints.add(in[5 + i]);
        }
        return endpoints;
    }

    /** The endpoint of an answer to {@link #SIMPLE_DESCRIPTOR}. */
    static Endpoint endpoint(int[] in) {
        var at = 5;
        var servers = in[at + 6];
        var clientsAt = at + 7 + 2 * servers;
        var clientOf = new ArrayList<Integer>();
        for (var i = 0; i < in[clientsAt]; i++) {
            clientOf.add((int) number(in, clientsAt + 1 + 2 * i, 2));
        }
        return new Endpoint(in[at], (int) number(in, at + 1, 2), (int) number(in, at + 3, 2), List.copyOf(clientOf));
    }

    private static long number(int[] in, int offset, int bytes) {
        var value = 0L;
        for (var i = 0; i < bytes; i++) {
            value |= (in[offset + i] & 0xFFL) << (Byte.SIZE * i);
        }
        return value;
    }

    private static void put(int[] out, int offset, int bytes, long value) {
        for (var i = 0; i < bytes; i++) {
            out[offset + i] = (int) (value >>> (Byte.SIZE * i)) & 0xFF;
        }
    }
}
