package org.meterport.components.intervalfile;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The layouts that can be read. */
public enum IntervalFileFormat {
    SMT_CSV,
    LSE,
    GREEN_BUTTON;

    /** Bytes worth showing to {@link #detect}. */
    public static final int BYTES_TO_LOOK_AT = 512;

    /**
     * What the content says, and only if it says nothing, the name.
     *
     * @param firstBytes of the layout itself, unpacked; {@link #BYTES_TO_LOOK_AT} of them or the whole file
     */
    public static Optional<IntervalFileFormat> detect(String fileName, byte[] firstBytes) {
        // One byte, one character: enough to recognise ASCII, and it cannot fail.
        String head = new String(firstBytes, StandardCharsets.ISO_8859_1);
        String text = (head.startsWith("\u00EF\u00BB\u00BF") ? head.substring(3) : head).stripLeading();
        if (text.startsWith("<")) {
            return Optional.of(GREEN_BUTTON);
        }
        if (text.startsWith("00000001,")) {
            return Optional.of(LSE);
        }
        if (text.toUpperCase(Locale.ROOT).startsWith("ESIID")) {
            return Optional.of(SMT_CSV);
        }
        return byName(fileName.toLowerCase(Locale.ROOT));
    }

    /** LSE files may carry more after their ending, so only the name as a whole is asked. */
    private static Optional<IntervalFileFormat> byName(String name) {
        if (name.contains(".lse")) {
            return Optional.of(LSE);
        }
        if (name.contains(".csv")) {
            return Optional.of(SMT_CSV);
        }
        if (name.contains(".xml")) {
            return Optional.of(GREEN_BUTTON);
        }
        return Optional.empty();
    }
}
