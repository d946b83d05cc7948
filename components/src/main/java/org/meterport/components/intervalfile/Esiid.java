package org.meterport.components.intervalfile;

import java.util.Optional;

/**
 * The number of a premise's electric service in Texas: digits only, 17 or 22 of them as its utility's
 * {@linkplain EsiidPrefix prefix} demands. It stays a string everywhere: 22 digits fit no integer type, and a cut one
 * names another premise.
 */
public record Esiid(String value) implements Comparable<Esiid> {

    /**
     * For a value known to be right; foreign text goes through {@link #parse}.
     *
     * @throws IllegalArgumentException for what {@link #parse} would refuse
     */
    public Esiid {
        Optional<Refused> refused = refusal(value);
        if (refused.isPresent()) {
            throw new IllegalArgumentException(refused.get().sentence());
        }
    }

    /** What became of a text that should be an ESIID. */
    public sealed interface Parsed permits Accepted, Refused {}

    /** A text that is one. */
    public record Accepted(Esiid esiid) implements Parsed {}

    /**
     * A text that is none.
     *
     * @param sentence for the sender; it quotes the text, at most its first 40 characters
     */
    public record Refused(Fault fault, String sentence) implements Parsed {}

    /** Codes are part of the partner contract: add new ones, never rename. */
    public enum Fault {
        ESIID_EMPTY,
        ESIID_NOT_DIGITS,
        ESIID_PREFIX_UNKNOWN,
        ESIID_LENGTH
    }

    /** Takes the text as it stands: blanks and a spreadsheet's apostrophe are the caller's to remove. */
    public static Parsed parse(String text) {
        Optional<Refused> refused = refusal(text);
        if (refused.isPresent()) {
            return refused.get();
        }
        return new Accepted(new Esiid(text));
    }

    public EsiidPrefix prefix() {
        return EsiidPrefix.of(value).orElseThrow();
    }

    @Override
    public int compareTo(Esiid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static Optional<Refused> refusal(String text) {
        if (text.isEmpty()) {
            return Optional.of(new Refused(Fault.ESIID_EMPTY, "The ESIID is empty; give its 17 or 22 digits."));
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return Optional.of(new Refused(
                        Fault.ESIID_NOT_DIGITS,
                        "The ESIID " + Quoted.of(text) + " has a character that is not a digit."));
            }
        }
        Optional<EsiidPrefix> prefix = EsiidPrefix.of(text);
        if (prefix.isEmpty()) {
            return Optional.of(new Refused(
                    Fault.ESIID_PREFIX_UNKNOWN,
                    "The ESIID " + Quoted.of(text) + " begins with no known utility's prefix."));
        }
        if (!prefix.get().allowsLength(text.length())) {
            return Optional.of(new Refused(
                    Fault.ESIID_LENGTH,
                    "The ESIID " + Quoted.of(text) + " has " + text.length() + " digits; "
                            + prefix.get().utility() + " uses " + prefix.get().lengthInWords() + "."));
        }
        return Optional.empty();
    }
}
