package org.meterport.hub.party.adapter;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.BasicSignIn;
import org.meterport.hub.party.ApiCredentials.ApiCredential;
import org.meterport.hub.party.ClientCertificate.Status;
import org.meterport.hub.party.ClientCertificates;
import org.meterport.hub.party.IssueToken;
import org.meterport.hub.party.ManageCertificates;
import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** A user's password, and a certificate of the same company. */
final class CertifiedSignIn implements BasicSignIn {

    private final IssueToken issueToken;
    private final ClientCertificates certificates;
    private final Transactions transactions;
    private final InstantSource clock;

    CertifiedSignIn(
            IssueToken issueToken, ClientCertificates certificates, Transactions transactions, InstantSource clock) {
        this.issueToken = issueToken;
        this.certificates = certificates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The password first: whoever does not know it learns nothing about certificates. */
    @Override
    public ApiCaller signIn(
            String user, String password, String address, Optional<X509Certificate> certificate, boolean exempt) {
        ApiCredential known = issueToken.signIn(user, password, address);
        if (certificate.isEmpty() && !exempt) {
            throw new Rejection(
                    PartyProblem.CERTIFICATE_MISSING,
                    "Connect over HTTPS with a client certificate of your company, or use /v2 with a token.");
        }
        if (certificate.isPresent() && !isGood(known, certificate.get())) {
            throw new Rejection(
                    PartyProblem.CERTIFICATE_NOT_YOURS,
                    "The client certificate is none of your company's, or was revoked, or has expired.");
        }
        return new ApiCaller(known.thirdParty(), known.userName());
    }

    private boolean isGood(ApiCredential known, X509Certificate shown) {
        Instant now = clock.instant();
        return transactions
                .asOperator(() -> certificates.find(known.thirdParty(), ManageCertificates.fingerprint(shown)))
                .filter(one -> one.status(now) == Status.ACTIVE)
                .isPresent();
    }
}
