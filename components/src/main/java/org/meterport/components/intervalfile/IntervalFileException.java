package org.meterport.components.intervalfile;

/**
 * A file refused whole, with the first thing that is wrong in it.
 *
 * <p>The {@linkplain #sentence() sentence} is for the sender and quotes the file, so it belongs into the report beside
 * the file and not into a log; {@link #getMessage()} holds reason and place only.
 */
public final class IntervalFileException extends Exception {
    private final FaultReason reason;
    private final long line;
    private final String sentence;

    /**
     * A fault found in a file.
     *
     * @param line from 1; 0 when the fault is the whole file's
     */
    public IntervalFileException(FaultReason reason, long line, String sentence) {
        super(line == 0 ? reason.name() : reason + " at line " + line);
        this.reason = reason;
        this.line = line;
        this.sentence = sentence;
    }

    public FaultReason reason() {
        return reason;
    }

    /** From 1, in the unpacked file; 0 when the fault is the whole file's. */
    public long line() {
        return line;
    }

    /** What is wrong and what would be right, in one or two English sentences. */
    public String sentence() {
        return sentence;
    }
}
