package org.meterport.han.headend;

import java.util.regex.Pattern;

/**
 * The premise a meter serves, as the market numbers it.
 *
 * @param value 1 to 40 ASCII letters, digits or hyphens; in Texas 17 or 22 digits, which a head-end elsewhere need not use
 */
public record Esiid(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z-]{1,40}");

    public Esiid {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an ESIID has 1 to 40 letters, digits or hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
