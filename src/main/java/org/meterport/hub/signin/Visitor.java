package org.meterport.hub.signin;

/**
 * Somebody who has signed in.
 *
 * @param owner whose data it is about: the id of the Third Party, or of the customer
 * @param name of the person within that: the user name, or the customer's address
 */
public record Visitor(Kind kind, String owner, String name) {

    /** Each kind has pages of its own, and none sees another's. */
    public enum Kind {
        THIRD_PARTY,
        CUSTOMER
    }

    @Override
    public String toString() {
        return "Visitor[" + kind + " " + owner + "]";
    }
}
