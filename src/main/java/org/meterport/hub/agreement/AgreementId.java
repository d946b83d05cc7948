package org.meterport.hub.agreement;

/** Names one agreement for ever: {@code agr_} and what follows. */
public record AgreementId(String value) {

    public AgreementId {
        if (!value.startsWith("agr_") || value.length() > 64) {
            throw new IllegalArgumentException("not an agreement id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
