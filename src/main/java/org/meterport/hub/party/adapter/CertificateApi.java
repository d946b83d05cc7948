package org.meterport.hub.party.adapter;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.party.ClientCertificate;
import org.meterport.hub.party.ManageCertificates;
import org.meterport.hub.shared.Transactions;

/** The own API's operations on a company's certificates: bean {@code certificateApi}. */
public final class CertificateApi {

    private final ManageCertificates manageCertificates;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;
    private final InstantSource clock;

    CertificateApi(
            ManageCertificates manageCertificates,
            FirstAnswers firstAnswers,
            Transactions transactions,
            InstantSource clock) {
        this.manageCertificates = manageCertificates;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Operation {@code add-certificate}: a request to be signed, or a certificate that was signed elsewhere. */
    public ApiReply add(ApiRequest request) {
        String actor = request.caller().orElseThrow().userName();
        return firstAnswers.once(request, () -> {
            ClientCertificate added = request.body().has("signingRequest")
                    ? manageCertificates.request(
                            request.thirdParty(),
                            actor,
                            request.body().path("signingRequest").asText())
                    : manageCertificates.upload(
                            request.thirdParty(),
                            actor,
                            request.body().path("certificate").asText());
            return new ApiReply(201, Map.of(), view(added));
        });
    }

    /** Operation {@code list-certificates}. */
    public ApiReply list(ApiRequest request) {
        return transactions.asPartner(
                request.thirdParty(),
                () -> ApiReply.ok(Map.of(
                        "items",
                        manageCertificates.list(request.thirdParty()).stream()
                                .map(this::view)
                                .toList())));
    }

    /** Operation {@code revoke-certificate}. */
    public ApiReply revoke(ApiRequest request) {
        return firstAnswers.once(
                request,
                () -> ApiReply.ok(
                        view(manageCertificates.revoke(request.thirdParty(), request.parameter("certificateId")))));
    }

    private Map<String, Object> view(ClientCertificate certificate) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", certificate.id());
        view.put("status", certificate.status(clock.instant()).name());
        view.put("fingerprint", certificate.fingerprint());
        view.put("subject", certificate.subject());
        view.put("issuer", certificate.issuer());
        view.put("notBefore", certificate.notBefore().toString());
        view.put("notAfter", certificate.notAfter().toString());
        view.put("addedBy", certificate.addedBy());
        view.put("addedAt", certificate.addedAt().toString());
        certificate.revokedAt().ifPresent(at -> view.put("revokedAt", at.toString()));
        view.put("certificate", certificate.certificate());
        return view;
    }
}
