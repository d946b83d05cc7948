package org.meterport.hub.tls.adapter;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/**
 * What one PEM file holds: certificates in their order, and at most one key.
 *
 * @param publicKey present when the file carries it beside the private key
 */
record PemFile(
        List<X509Certificate> certificates,
        @Nullable PrivateKey privateKey,
        @Nullable PublicKey publicKey) {

    static PemFile of(PrivateKey key, List<X509Certificate> certificates) {
        return new PemFile(List.copyOf(certificates), key, null);
    }

    static PemFile of(KeyPair keys) {
        return new PemFile(List.of(), keys.getPrivate(), keys.getPublic());
    }

    /** Understands PKCS#8, and PKCS#1 and SEC 1 as well, because operators bring whatever their authority gave them. */
    static PemFile read(Path file) throws IOException {
        var certificates = new ArrayList<X509Certificate>();
        PrivateKey privateKey = null;
        PublicKey publicKey = null;
        var keys = new JcaPEMKeyConverter();
        try (var parser = new PEMParser(new StringReader(Files.readString(file, StandardCharsets.US_ASCII)))) {
            for (var item = parser.readObject(); item != null; item = parser.readObject()) {
                if (item instanceof X509CertificateHolder certificate) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
                } else if (item instanceof PrivateKeyInfo info) {
                    privateKey = keys.getPrivateKey(info);
                } else if (item instanceof SubjectPublicKeyInfo info) {
                    publicKey = keys.getPublicKey(info);
                } else if (item instanceof PEMKeyPair pair) {
                    privateKey = keys.getPrivateKey(pair.getPrivateKeyInfo());
                }
            }
        } catch (CertificateException | RuntimeException unreadable) {
            throw new IOException(file + " is not a readable PEM file", unreadable);
        }
        return new PemFile(List.copyOf(certificates), privateKey, publicKey);
    }

    byte[] encoded() throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            if (privateKey != null) {
                writer.writeObject(new JcaPKCS8Generator(privateKey, null));
            }
            if (publicKey != null) {
                writer.writeObject(new PemObject("PUBLIC KEY", publicKey.getEncoded()));
            }
            for (var certificate : certificates) {
                writer.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (CertificateException unencodable) {
            throw new IOException("a certificate could not be written as PEM", unencodable);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
