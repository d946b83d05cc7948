package org.meterport.hub.premise;

import java.util.Locale;
import java.util.Optional;

/** The languages in which the hub writes to customers. */
public enum Language {
    EN("en"),
    ES("es");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** BCP 47. */
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /** By tag, or by the word SMT's calls use ({@code ENGLISH}, {@code SPANISH}), in any case. */
    public static Optional<Language> of(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "en", "english" -> Optional.of(EN);
            case "es", "spanish" -> Optional.of(ES);
            default -> Optional.empty();
        };
    }
}
