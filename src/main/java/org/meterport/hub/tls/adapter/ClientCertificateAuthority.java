package org.meterport.hub.tls.adapter;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.meterport.hub.tls.ClientAuthority;
import org.meterport.hub.tls.TrustedClients;

/**
 * Client certificates by the sandbox authority, or by authorities of the operator's choice. With authorities configured
 * the hub signs none itself.
 */
final class ClientCertificateAuthority implements ClientAuthority, TrustedClients {

    private static final int SHORTEST_RSA_KEY = 2048;
    private static final int SHORTEST_EC_KEY = 256;
    private static final int LONGEST_TEXT = 20_000;
    private static final String FOR_CLIENTS = "1.3.6.1.5.5.7.3.2";

    private final Path trusted;
    private final Optional<Path> signer;
    private final SandboxAuthority authority;

    /**
     * @param trusted PEM file of the authorities
     * @param signer PEM file of the sandbox authority with its key; empty where others sign
     */
    ClientCertificateAuthority(Path trusted, Optional<Path> signer, SandboxAuthority authority) {
        this.trusted = trusted;
        this.signer = signer;
        this.authority = authority;
    }

    @Override
    public X509Certificate sign(String signingRequest, String company, Instant now) throws Unacceptable {
        Path issuer = signer.orElseThrow(() -> new Unacceptable(
                "This hub signs no certificates; upload one of an authority that the operator trusts."));
        PublicKey key = requestedKey(signingRequest);
        requireStrong(key);
        try {
            return authority.makeClient(PemFile.read(issuer), company, key, now);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the sandbox authority cannot sign", unreadable);
        }
    }

    private static PublicKey requestedKey(String signingRequest) throws Unacceptable {
        try (var parser = parser(signingRequest)) {
            if (parser.readObject() instanceof PKCS10CertificationRequest found) {
                var request = new JcaPKCS10CertificationRequest(found);
                PublicKey key = request.getPublicKey();
                if (request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                    return key;
                }
                throw new Unacceptable("The signing request is not signed with the key it names.");
            }
            throw new Unacceptable("signingRequest is a PKCS#10 request in PEM (BEGIN CERTIFICATE REQUEST).");
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | RuntimeException unreadable) {
            throw new Unacceptable("The signing request cannot be read as PKCS#10 in PEM.");
        }
    }

    @Override
    public X509Certificate read(String certificate, Instant now) throws Unacceptable {
        List<X509Certificate> chain = certificates(certificate);
        X509Certificate own = chain.get(0);
        requireStrong(own.getPublicKey());
        if (own.getBasicConstraints() >= 0) {
            throw new Unacceptable("This is an authority's certificate; upload the client's own first.");
        }
        if (own.getSubjectX500Principal().getName().contains("*")) {
            throw new Unacceptable("A certificate with a wildcard stands for too many; upload one of the company's.");
        }
        try {
            List<String> purposes = own.getExtendedKeyUsage();
            if (purposes != null && !purposes.contains(FOR_CLIENTS)) {
                throw new Unacceptable("The certificate is not made for clients (extended key usage clientAuth).");
            }
            var parameters = new PKIXParameters(anchors());
            parameters.setRevocationEnabled(false);
            parameters.setDate(date(now));
            var unused = CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
            return own;
        } catch (CertPathValidatorException notTrusted) {
            throw new Unacceptable(
                    "The certificate is expired, not yet valid, or of an authority that is not trusted here: "
                            + notTrusted.getReason() + ".");
        } catch (GeneralSecurityException unreadable) {
            throw new Unacceptable("The certificate cannot be checked.");
        }
    }

    private static List<X509Certificate> certificates(String text) throws Unacceptable {
        List<X509Certificate> chain = new ArrayList<>();
        try (var parser = parser(text)) {
            for (var item = parser.readObject(); item != null; item = parser.readObject()) {
                if (item instanceof X509CertificateHolder holder) {
                    chain.add(new JcaX509CertificateConverter().getCertificate(holder));
                } else {
                    throw new Unacceptable("Send certificates only; keep the key to yourself.");
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            throw new Unacceptable("The certificate cannot be read as PEM.");
        }
        if (chain.isEmpty()) {
            throw new Unacceptable("certificate is an X.509 certificate in PEM (BEGIN CERTIFICATE).");
        }
        return chain;
    }

    private static PEMParser parser(String text) throws Unacceptable {
        if (text.length() > LONGEST_TEXT) {
            throw new Unacceptable("PEM text of at most " + LONGEST_TEXT + " characters, please.");
        }
        return new PEMParser(new StringReader(text));
    }

    private static void requireStrong(PublicKey key) throws Unacceptable {
        boolean strong = (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= SHORTEST_RSA_KEY)
                || (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= SHORTEST_EC_KEY);
        if (!strong) {
            throw new Unacceptable(
                    "The key is weak; take RSA of 2048 bits or more, or an elliptic curve of 256 or more.");
        }
    }

    private Set<TrustAnchor> anchors() {
        try {
            return PemFile.read(trusted).certificates().stream()
                    .map(certificate -> new TrustAnchor(certificate, null))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new IllegalStateException("the authorities in " + trusted + " cannot be read", unreadable);
        }
    }

    /** The certificate library wants the old date type. */
    @SuppressWarnings("JavaUtilDate")
    private static Date date(Instant time) {
        return Date.from(time);
    }

    @Override
    public Optional<Path> trusted() {
        return Files.exists(trusted) ? Optional.of(trusted) : Optional.empty();
    }
}
