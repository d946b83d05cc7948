/**
 * Who the hub is to a client: the certificate behind HTTPS and FTPS, and the host keys behind SFTP.
 *
 * <p>A newcomer gets both without asking. On the first start the hub makes a certificate authority of its own, lets it
 * sign a certificate for this machine, and keeps everything under the data folder, so that a client that once trusted
 * {@code ca.crt} goes on trusting it. An operator names certificate files of their own instead; then nothing is made.
 *
 * <p>{@link org.meterport.hub.tls.TlsSettings} says which of the two holds, {@link org.meterport.hub.tls.TlsFiles} where
 * the result stands for those who read files (the HTTPS connector); the adapter holds the authority and the key manager
 * that FTPS serves from, which follows a renewal without a restart.
 */
@NullMarked
package org.meterport.hub.tls;

import org.jspecify.annotations.NullMarked;
