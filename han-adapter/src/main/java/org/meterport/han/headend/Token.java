package org.meterport.han.headend;

/**
 * The head-end's name for one accepted message to one target, or for one accepted order about a device. The hub only keeps and compares it.
 *
 * @param value 1 to 200 characters, unique for ever within one head-end
 */
public record Token(String value) {
    private static final int LONGEST = 200;

    public Token {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("a token has 1 to " + LONGEST + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
