package org.meterport.hub.shared;

/** Names one Third Party: {@code tp_} and what follows. Opaque to callers. */
public record ThirdPartyId(String value) {

    public ThirdPartyId {
        if (!value.startsWith("tp_") || value.length() > 64) {
            throw new IllegalArgumentException("not a Third Party id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
