package org.meterport.han.sep;

/** What became of a frame that came in. */
public sealed interface Decoded {
    /**
     * A command of Price, Load Control or Messaging.
     *
     * @param surplus bytes after the last field known here: a later revision's, or a fault of the sender that does no harm
     */
    record Message(ZclHeader header, SepMessage message, int surplus) implements Decoded {}

    /** A general command, such as a Default Response. */
    record General(ZclHeader header, GeneralCommand command) implements Decoded {}

    /** A step of Key Establishment; the head-end follows it, it does not take part in it. */
    record Keys(ZclHeader header, KeyEstablishment step) implements Decoded {}

    /** A frame with a sound head whose command is not one of those read here. */
    record Other(ZclHeader header, Octets payload) implements Decoded {}

    /**
     * Bytes that are no frame, or too few for the command they name.
     *
     * @param reason for the log: what is wrong and where, without the contents
     */
    record Malformed(String reason) implements Decoded {}
}
