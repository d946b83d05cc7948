package org.meterport.hub.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the server identity comes from.
 *
 * @param folder holds the sandbox authority, its certificate and the SSH host keys; nobody but the hub's own account may
 *     read it
 * @param names further DNS names or IP addresses clients reach this hub by; {@code localhost}, {@code 127.0.0.1} and
 *     {@code ::1} are always in the certificate
 * @param certificate a PEM file of the operator's own, server certificate first, issuers after it
 * @param privateKey its key, PEM, not encrypted; given exactly when {@code certificate} is
 */
public record TlsSettings(Path folder, List<String> names, Optional<Path> certificate, Optional<Path> privateKey) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9.:_-]{0,252}");

    public TlsSettings {
        names = List.copyOf(names);
        for (var name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "meterport.tls.names: \"" + name + "\" is neither a DNS name nor an IP address");
            }
        }
        if (certificate.isPresent() != privateKey.isPresent()) {
            throw new IllegalArgumentException("meterport.tls.certificate and meterport.tls.private-key go together:"
                    + " set both to use a certificate of your own, or neither");
        }
    }
}
