package org.meterport.hub.filedrop;

import java.nio.file.Path;

/**
 * Who may sign in to the file servers, and what they find there.
 *
 * @param name as the client types it; case counts
 * @param home the one folder, with everything below it, that this account ever sees
 */
public record FileAccount(String name, Path home, Kind kind) {

    /** What an account may do in its folder. */
    public enum Kind {
        /** A utility: uploads into {@code inbound/}, and may rename and remove there; reads the rest. */
        TDSP,
        /** Reads everything in its folder, changes nothing. */
        THIRD_PARTY
    }

    public FileAccount {
        home = home.toAbsolutePath().normalize();
    }
}
