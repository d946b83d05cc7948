package org.meterport.hub.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** Says which certificates clients may show: those the hub's own sandbox authority signed, or those of the configured ones. */
public interface ClientAuthority {

    /**
     * Signs a request, whose own signature proves that its sender has the key.
     *
     * @param signingRequest PKCS#10, PEM
     * @param company goes into the certificate's subject
     * @throws Unacceptable when it cannot be signed, or this hub signs none
     */
    X509Certificate sign(String signingRequest, String company, Instant now) throws Unacceptable;

    /**
     * Reads a certificate that another authority signed.
     *
     * @param certificate PEM, the client's own first; issuers between it and a configured authority after it
     * @throws Unacceptable when it is none, not for clients, or of an authority that is not trusted here
     */
    X509Certificate read(String certificate, Instant now) throws Unacceptable;

    /** What was handed in cannot be taken; the message is a sentence for its sender. */
    final class Unacceptable extends Exception {

        private static final long serialVersionUID = 1L;

        private final String sentence;

        public Unacceptable(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }
}
