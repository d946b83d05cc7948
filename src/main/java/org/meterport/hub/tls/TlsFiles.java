package org.meterport.hub.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The PEM files that stand ready once the server identity has started.
 *
 * @param authority what a client must trust; empty when the operator brought a certificate of their own
 * @param certificate the server's certificate followed by its issuers
 * @param privateKey its key; the same file as {@code certificate} for a certificate made here, because one rename then
 *     replaces both and no crash can pair the new one with the old other
 */
public record TlsFiles(Optional<Path> authority, Path certificate, Path privateKey) {}
