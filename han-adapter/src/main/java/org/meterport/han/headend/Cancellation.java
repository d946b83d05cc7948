package org.meterport.han.headend;

/** What came of taking a message back before its delivery. */
public enum Cancellation {
    /** It will not be delivered; a {@link Level#CANCELLED} event follows. Also the answer to repeating the call. */
    CANCELLED,
    /** It is in the meter, on its way there, or at its end: only a cancel message helps now. */
    TOO_LATE,
    UNKNOWN_TOKEN
}
