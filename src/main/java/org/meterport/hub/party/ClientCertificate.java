package org.meterport.hub.party;

import java.time.Instant;
import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * A certificate that a company's programs show when they connect.
 *
 * @param id begins with {@code crt_}
 * @param fingerprint SHA-256 of the certificate, 64 hexadecimal digits
 * @param notAfter the last moment it is good
 * @param certificate X.509, PEM
 * @param addedBy the user who asked for it or uploaded it
 * @param revokedAt from then on it is good no more
 */
public record ClientCertificate(
        String id,
        ThirdPartyId thirdParty,
        String fingerprint,
        String subject,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        String certificate,
        String addedBy,
        Instant addedAt,
        Optional<Instant> revokedAt) {

    /** What can be said of it at that moment. */
    public Status status(Instant now) {
        if (revokedAt.isPresent()) {
            return Status.REVOKED;
        }
        return now.isAfter(notAfter) ? Status.EXPIRED : Status.ACTIVE;
    }

    /** Only an ACTIVE one opens anything. */
    public enum Status {
        ACTIVE,
        EXPIRED,
        REVOKED
    }
}
