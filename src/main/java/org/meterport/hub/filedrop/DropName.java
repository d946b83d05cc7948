package org.meterport.hub.filedrop;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.meterport.hub.shared.Rejection;

/**
 * A file or folder name as clients may use it: one step of a path, visible, printable, at most 200 bytes in UTF-8 (so
 * that acknowledgement names, which are longer, still fit the 255 of a file system).
 */
public record DropName(String value) {

    private static final int MAX_BYTES = 200;
    private static final int FILE_SYSTEM_BYTES = 255;
    /** What a flow's file consumer takes for a lock of its own and would never pick up. */
    private static final String LOCK = ".camellock";

    private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".filepart");

    /** @throws Rejection {@link FileDropProblem#NAME_NOT_ALLOWED}, saying what is wrong with the name */
    public DropName {
        requireUsable(value, MAX_BYTES);
        if (value.toLowerCase(Locale.ROOT).endsWith(LOCK)) {
            throw refused("Names that end in .camelLock are kept for the server: choose another.");
        }
    }

    /** Asks the same of a name that is only looked up, except that it may be as long as a file system allows. */
    static void requireVisible(String name) {
        requireUsable(name, FILE_SYSTEM_BYTES);
    }

    private static void requireUsable(String name, int maxBytes) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/")) {
            throw refused("A file name is one step of a path, not empty, \".\" or \"..\".");
        }
        if (name.startsWith(".")) {
            throw refused("Names that begin with a dot are kept for the server: choose another.");
        }
        if (name.chars().anyMatch(DropName::isUnprintable)) {
            throw refused("Control characters and backslashes are not allowed in a file name.");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw refused("A file name has at most " + maxBytes + " bytes in UTF-8; this one has " + bytes + ".");
        }
    }

    /**
     * Whether the name says that its sender is not done: such a file is left alone until it is renamed. Clients that
     * upload under a name of their own first end it in {@code .tmp}, {@code .part} or {@code .filepart}.
     */
    public boolean isUnfinished() {
        var lower = value.toLowerCase(Locale.ROOT);
        return UNFINISHED.stream().anyMatch(lower::endsWith);
    }

    private static boolean isUnprintable(int character) {
        return character == '\\'
                || character == '\uFFFD'
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
    }

    private static Rejection refused(String sentence) {
        return new Rejection(FileDropProblem.NAME_NOT_ALLOWED, sentence);
    }
}
