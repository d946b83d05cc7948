package org.meterport.hub.agreement;

/** Names one invitation: {@code inv_} and what follows. */
public record InvitationId(String value) {

    public InvitationId {
        if (!value.startsWith("inv_") || value.length() > 64) {
            throw new IllegalArgumentException("not an invitation id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
