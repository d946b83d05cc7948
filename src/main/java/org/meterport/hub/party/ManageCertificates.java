package org.meterport.hub.party;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.party.ClientCertificate.Status;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Sha256;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.tls.ClientAuthority;
import org.meterport.hub.tls.ClientAuthority.Unacceptable;

/**
 * What a company does with its certificates. Several are good at the same time, so that programs change from one to the
 * next one by one. Every method is called inside a transaction of that company.
 */
public final class ManageCertificates {

    /** More than that at once is no rotation. */
    private static final int MOST_ACTIVE = 20;

    private final ClientCertificates certificates;
    private final ThirdParties thirdParties;
    private final ClientAuthority authority;
    private final Ids ids;
    private final InstantSource clock;

    public ManageCertificates(
            ClientCertificates certificates,
            ThirdParties thirdParties,
            ClientAuthority authority,
            Ids ids,
            InstantSource clock) {
        this.certificates = certificates;
        this.thirdParties = thirdParties;
        this.authority = authority;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Has the hub's authority sign a request. The key never comes here.
     *
     * @throws Rejection {@link PartyProblem#CERTIFICATE_INVALID}, {@link PartyProblem#CERTIFICATES_TOO_MANY}
     */
    public ClientCertificate request(ThirdPartyId thirdParty, String actor, String signingRequest) {
        String company = thirdParties.find(thirdParty).orElseThrow().legalName();
        try {
            return add(thirdParty, actor, authority.sign(signingRequest, company, clock.instant()));
        } catch (Unacceptable refused) {
            throw new Rejection(PartyProblem.CERTIFICATE_INVALID, refused.sentence());
        }
    }

    /**
     * Takes a certificate that a configured authority signed. Whoever uploads somebody else's gains nothing by it: it is
     * good only together with its key and with a user's password of the same company.
     *
     * @throws Rejection {@link PartyProblem#CERTIFICATE_INVALID}, {@link PartyProblem#CERTIFICATE_KNOWN}, {@link
     *     PartyProblem#CERTIFICATES_TOO_MANY}
     */
    public ClientCertificate upload(ThirdPartyId thirdParty, String actor, String certificate) {
        try {
            return add(thirdParty, actor, authority.read(certificate, clock.instant()));
        } catch (Unacceptable refused) {
            throw new Rejection(PartyProblem.CERTIFICATE_INVALID, refused.sentence());
        }
    }

    public List<ClientCertificate> list(ThirdPartyId thirdParty) {
        return certificates.of(thirdParty);
    }

    /**
     * Ends a certificate at once, on every node.
     *
     * @throws Rejection {@link PartyProblem#CERTIFICATE_UNKNOWN}
     */
    public ClientCertificate revoke(ThirdPartyId thirdParty, String id) {
        if (!certificates.revoke(thirdParty, id, clock.instant())) {
            throw new Rejection(PartyProblem.CERTIFICATE_UNKNOWN, "Your company has no certificate " + id + ".");
        }
        return certificates.of(thirdParty).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private ClientCertificate add(ThirdPartyId thirdParty, String actor, X509Certificate x509) {
        Instant now = clock.instant();
        long active = certificates.of(thirdParty).stream()
                .filter(one -> one.status(now) == Status.ACTIVE)
                .count();
        if (active >= MOST_ACTIVE) {
            throw new Rejection(
                    PartyProblem.CERTIFICATES_TOO_MANY,
                    "The company has " + active + " certificates; revoke one that is not used any more.");
        }
        var made = new ClientCertificate(
                ids.next("crt_"),
                thirdParty,
                fingerprint(x509),
                String.valueOf(x509.getSubjectX500Principal()),
                String.valueOf(x509.getIssuerX500Principal()),
                notBefore(x509),
                notAfter(x509),
                pem(x509),
                actor,
                now,
                Optional.empty());
        if (!certificates.add(made)) {
            throw new Rejection(PartyProblem.CERTIFICATE_KNOWN, "The company has this certificate already.");
        }
        return made;
    }

    /** SHA-256 over the whole certificate. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(Sha256.of(certificate.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a certificate that was read can be encoded", impossible);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            var text = new ByteArrayOutputStream();
            text.writeBytes("-----BEGIN CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
            text.writeBytes(Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(certificate.getEncoded()));
            text.writeBytes("\n-----END CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
            return text.toString(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a certificate that was read can be encoded", impossible);
        }
    }

    @SuppressWarnings("JavaUtilDate")
    private static Instant notBefore(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant();
    }

    @SuppressWarnings("JavaUtilDate")
    private static Instant notAfter(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }
}
