package org.meterport.han.remote;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.meterport.han.sep.Octets;

/**
 * What travels: a length of four bytes, then a kind, a number and the contents.
 *
 * @param number of the call, of the subscription, or of the delivery
 */
record Frame(Kind kind, long number, Octets contents) {
    /** Enough for ten thousand targets several times over. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private static final int HEAD = Byte.BYTES + Long.BYTES;

    /** What a frame says; the place in this list is its byte, so new ones come at the end. */
    enum Kind {
        CAPABILITIES,
        SUBMIT,
        CANCEL,
        QUERY,
        PROVISION,
        DEPROVISION,
        DEVICES,
        PING,
        READ,
        SUBSCRIBE,
        UNSUBSCRIBE,
        ACKNOWLEDGE,
        RELEASE,
        ANSWER,
        UNAVAILABLE,
        DEFECT,
        EVENT;

        private static final Kind[] ALL = values();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(HEAD + contents.size());
        out.writeByte(code());
        out.writeLong(number);
        out.write(contents.toArray());
    }

    private int code() {
        for (var i = 0; i < Kind.ALL.length; i++) {
            if (Kind.ALL[i] == kind) {
                return i;
            }
        }
        throw new IllegalStateException("every kind is in the list");
    }

    static Frame read(DataInputStream in) throws IOException {
        var length = in.readInt();
        if (length < HEAD || length > LONGEST) {
            throw new IOException("a frame of " + length + " bytes is none of ours");
        }
        var code = in.readUnsignedByte();
        if (code >= Kind.ALL.length) {
            throw new IOException("frame kind " + code + " is of a later version");
        }
        var number = in.readLong();
        var contents = new byte[length - HEAD];
        in.readFully(contents);
        return new Frame(Kind.ALL[code], number, Octets.of(contents));
    }
}
