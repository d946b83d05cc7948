package org.meterport.hub.premise;

/** Names one customer: {@code cus_} and what follows. */
public record CustomerId(String value) {

    public CustomerId {
        if (!value.startsWith("cus_") || value.length() > 64) {
            throw new IllegalArgumentException("not a customer id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
