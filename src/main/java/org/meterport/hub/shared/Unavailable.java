package org.meterport.hub.shared;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A system the hub needs did not do its part, and the same attempt may succeed later. Nothing was taken by that system:
 * whoever throws this vouches that trying again repeats nothing a customer or a device can notice.
 */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String dependency;

    /**
     * @param dependency the system as an operator calls it ("mail server", "head-end", "file server"); health groups
     *     parked work by it
     * @param sentence what was seen, without payload, address or secret ("refused the connection")
     */
    public Unavailable(String dependency, String sentence, @Nullable Throwable cause) {
        super(requireNonNull(dependency, "dependency") + ": " + requireNonNull(sentence, "sentence"), cause);
        this.dependency = dependency;
    }

    public String dependency() {
        return dependency;
    }
}
