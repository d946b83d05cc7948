package org.meterport.hub.premise;

/**
 * Somebody who takes electricity at one or more premises.
 *
 * @param email where the hub writes to; also what tells that an invitation is meant for this customer
 */
public record Customer(CustomerId id, String email, String name, Language language) {

    /** Mail addresses are compared without regard to case, as every mail system in use does. */
    public boolean hasEmail(String candidate) {
        return email.equalsIgnoreCase(candidate.strip());
    }

    /** Whether nothing is left of the person but the id; nobody can be written to then. */
    public boolean isErased() {
        return email.isEmpty();
    }

    @Override
    public String toString() {
        return "Customer[" + id + "]";
    }
}
