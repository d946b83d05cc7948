package org.meterport.hub.tls.adapter;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;
import org.jspecify.annotations.Nullable;

/**
 * Signs the sandbox's certificates. RSA-2048 with SHA-256 throughout (docs/decisions/0040), because the clients that
 * utilities and partners bring include ones that know nothing newer.
 */
final class SandboxAuthority {

    /** A new authority must be trusted anew by every client, so it is made seldom. */
    static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

    /** The longest that browsers accept of a server certificate. */
    static final Duration SERVER_LIFE = Duration.ofDays(397);

    /** A year: a company changes its certificate with an overlap, and may forget to once. */
    static final Duration CLIENT_LIFE = Duration.ofDays(365);

    private static final List<String> ALWAYS = List.of("localhost", "127.0.0.1", "::1");
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final SecureRandom random;
    private final Duration renewBefore;

    SandboxAuthority(SecureRandom random, Duration renewBefore) {
        this.random = random;
        this.renewBefore = renewBefore;
    }

    /** An authority must outlive what it signs. */
    boolean authorityServes(@Nullable PemFile authority, Instant now) {
        return authority != null
                && authority.privateKey() != null
                && authority.certificates().size() == 1
                && expiry(authority).isAfter(now.plus(SERVER_LIFE));
    }

    boolean serverServes(@Nullable PemFile server, PemFile authority, List<String> names, Instant now)
            throws IOException {
        return server != null
                && server.privateKey() != null
                && server.certificates().size() == 2
                && server.certificates().get(1).equals(authority.certificates().get(0))
                && expiry(server).isAfter(now.plus(renewBefore))
                && namesIn(server.certificates().get(0)).equals(canonical(names));
    }

    PemFile makeAuthority(Instant now) throws IOException {
        try {
            var keys = rsaKeys();
            var name = new X500Name("CN=Meterport sandbox authority " + serial().toString(36));
            var builder = builder(name, name, keys.getPublic(), now, AUTHORITY_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return PemFile.of(keys.getPrivate(), List.of(sign(builder, keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException unsupported) {
            throw new IOException("this Java cannot make an RSA certificate", unsupported);
        }
    }

    PemFile makeServer(PemFile authority, List<String> names, Instant now) throws IOException {
        var authorityKey = authority.privateKey();
        if (authorityKey == null) {
            throw new IOException("the sandbox authority has no key");
        }
        try {
            var keys = rsaKeys();
            var issuer = authority.certificates().get(0);
            var builder = builder(
                    X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
                    new X500Name("CN=Meterport sandbox"),
                    keys.getPublic(),
                    now,
                    SERVER_LIFE);
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuer));
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            return PemFile.of(keys.getPrivate(), List.of(sign(builder, authorityKey), issuer));
        } catch (GeneralSecurityException | OperatorCreationException unsupported) {
            throw new IOException("this Java cannot make an RSA certificate", unsupported);
        }
    }

    /** For a client whose key we never have. */
    X509Certificate makeClient(PemFile authority, String company, PublicKey key, Instant now) throws IOException {
        var authorityKey = authority.privateKey();
        if (authorityKey == null) {
            throw new IOException("the sandbox authority has no key");
        }
        try {
            var issuer = authority.certificates().get(0);
            var builder = builder(
                    X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
                    new X500NameBuilder(BCStyle.INSTANCE)
                            .addRDN(BCStyle.O, company)
                            .addRDN(BCStyle.CN, company)
                            .build(),
                    key,
                    now,
                    CLIENT_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer));
            return sign(builder, authorityKey);
        } catch (GeneralSecurityException | OperatorCreationException unsupported) {
            throw new IOException("this Java cannot make a certificate", unsupported);
        }
    }

    KeyPair rsaKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048, random);
        return generator.generateKeyPair();
    }

    private BigInteger serial() {
        return new BigInteger(63, random).setBit(63);
    }

    /** The one place where the certificate library wants the old date type. */
    @SuppressWarnings("JavaUtilDate")
    private X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Duration life)
            throws GeneralSecurityException, IOException {
        var builder = new JcaX509v3CertificateBuilder(
                issuer, serial(), Date.from(now.minus(CLOCK_SKEW)), Date.from(now.plus(life)), subject, key);
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
        return builder;
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key)));
    }

    private static GeneralNames alternativeNames(List<String> names) {
        var all = new LinkedHashSet<>(ALWAYS);
        all.addAll(names);
        return new GeneralNames(all.stream()
                .map(name ->
                        new GeneralName(IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    /** Compared through the encoding itself, because a certificate prints an IPv6 address in another form. */
    private static Set<String> canonical(List<String> names) {
        var canonical = new LinkedHashSet<String>();
        for (var name : alternativeNames(names).getNames()) {
            canonical.add(name.toString());
        }
        return canonical;
    }

    private static Set<String> namesIn(X509Certificate certificate) throws IOException {
        try {
            var holder = new JcaX509CertificateHolder(certificate);
            var names = GeneralNames.fromExtensions(holder.getExtensions(), Extension.subjectAlternativeName);
            var all = new ArrayList<String>();
            if (names != null) {
                for (var name : names.getNames()) {
                    all.add(name.toString());
                }
            }
            return new LinkedHashSet<>(all);
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("the sandbox certificate cannot be read", unreadable);
        }
    }

    @SuppressWarnings("JavaUtilDate")
    static Instant expiry(PemFile file) {
        return file.certificates().stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH)
                .truncatedTo(ChronoUnit.SECONDS);
    }
}
