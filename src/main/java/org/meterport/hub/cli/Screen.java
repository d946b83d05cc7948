package org.meterport.hub.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a command shows. Colour and moving lines only where a person looks on. */
final class Screen {

    private final PrintStream out;
    private final boolean terminal;
    private volatile @Nullable Thread only;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The script says whether a terminal is there: {@code System.console()} tells different things on different JDKs. */
    static Screen ofProcess() {
        return new Screen(System.out, Boolean.getBoolean("meterport.terminal") && System.getenv("NO_COLOR") == null);
    }

    /** Shows nothing: for commands whose output others read. */
    static Screen silent() {
        return new Screen(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
    }

    /** From now on shows what this thread says, and nothing of others: their work is being taken from under them. */
    void onlyThisThread() {
        only = Thread.currentThread();
    }

    void line(String text) {
        if (mayShow()) {
            out.println(text);
            out.flush();
        }
    }

    void heading(String text) {
        line("");
        line(styled("1", text));
    }

    void good(String text) {
        line(styled("32", "  ok    ") + text);
    }

    void bad(String text) {
        line(styled("31", "  FAIL  ") + text);
    }

    /** What went over the wire. */
    void wire(String arrow, String text) {
        text.lines().limit(12).forEach(one -> line("    " + styled("2", arrow + " " + shortened(one))));
    }

    /** A line that the next one replaces; nothing where nobody looks on. */
    void passing(String text) {
        if (terminal && mayShow()) {
            out.print("\r\u001b[K" + text);
            out.flush();
        }
    }

    void clearPassing() {
        if (terminal && mayShow()) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private boolean mayShow() {
        Thread one = only;
        return one == null || one == Thread.currentThread();
    }

    private String styled(String code, String text) {
        return terminal ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static String shortened(String text) {
        return text.length() <= 150 ? text : text.substring(0, 147) + "...";
    }
}
