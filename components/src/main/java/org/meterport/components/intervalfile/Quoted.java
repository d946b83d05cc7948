package org.meterport.components.intervalfile;

/** Text of a foreign file, made safe to stand in a sentence: short, on one line, printable ASCII. */
public final class Quoted {
    private static final int SHOWN = 40;

    private Quoted() {}

    /** The text in quotation marks, cut after 40 characters, with anything unprintable as a question mark. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < text.length() && i < SHOWN; i++) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c < 127 ? c : '?');
        }
        return shown.append(text.length() > SHOWN ? "...\"" : "\"").toString();
    }
}
