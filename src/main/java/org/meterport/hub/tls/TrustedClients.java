package org.meterport.hub.tls;

import java.nio.file.Path;
import java.util.Optional;

/** Whose certificates a client may show when it connects. */
@FunctionalInterface
public interface TrustedClients {

    /** PEM file of the authorities; empty where clients show none. */
    Optional<Path> trusted();
}
