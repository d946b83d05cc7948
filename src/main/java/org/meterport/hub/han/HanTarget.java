package org.meterport.hub.han;

import java.time.Instant;
import java.util.Optional;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Target;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.shared.ProblemCode;

/**
 * One address of a request.
 *
 * @param ordinal place in the request, from 0
 * @param device MAC address as sixteen upper-case hexadecimal digits; empty for the whole home
 * @param code why the hub or the head-end refused it; a warning where the status says that it went on; the doubt a
 *     {@link TargetStatus#QUEUED} target is in when it may have been sent and may not be sent any more
 * @param token the head-end's name for it, once it has been taken
 * @param cancels in a cancel: what it takes back at this address
 */
public record HanTarget(
        int ordinal,
        String esiid,
        Optional<String> device,
        TargetStatus status,
        Optional<String> code,
        Optional<String> detail,
        Optional<String> token,
        Instant updatedAt,
        Optional<Place> cancels) {

    /** A target by its request and its place there. */
    public record Place(String requestId, int ordinal) {}

    /** On record and not yet looked at, or refused where it is no address. */
    static HanTarget received(int ordinal, Address address, Instant now, Optional<Place> cancels) {
        Optional<String> fault = address.fault();
        var target = new HanTarget(
                ordinal,
                address.esiid(),
                address.device(),
                TargetStatus.RECEIVED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                cancels);
        return fault.isEmpty()
                ? target
                : target.ended(TargetStatus.REJECTED_BY_HUB, HanProblem.ADDRESS_INVALID.code(), fault.get(), now);
    }

    /** On its way, with a warning if there is one. */
    HanTarget queued(Optional<String> warning, Instant now) {
        return with(TargetStatus.QUEUED, warning.map(w -> HanProblem.OVERLAP.code()), warning, token, now);
    }

    /** It may have been sent, but may not be any more: the head-end is asked which of the two it was. */
    HanTarget doubted(ProblemCode doubt, String sentence, Instant now) {
        return with(TargetStatus.QUEUED, Optional.of(doubt.code()), Optional.of(sentence), token, now);
    }

    HanTarget taken(String token, Instant now) {
        boolean warned = code.filter(HanProblem.OVERLAP.code()::equals).isPresent();
        return with(
                TargetStatus.HEADEND_ACCEPTED,
                warned ? code : Optional.empty(),
                warned ? detail : Optional.empty(),
                Optional.of(token),
                now);
    }

    HanTarget ended(TargetStatus status, String code, String sentence, Instant now) {
        return with(status, Optional.of(code), Optional.of(sentence), token, now);
    }

    HanTarget moved(TargetStatus status, Instant now) {
        return with(status, code, detail, token, now);
    }

    /** The final status of a target that turned out not to have been sent, by the doubt it was in. */
    Optional<TargetStatus> unsent() {
        return code.flatMap(doubt -> {
            if (doubt.equals(HanProblem.NO_SERVICES_GRANT.code())) {
                return Optional.of(TargetStatus.REJECTED_BY_HUB);
            }
            if (doubt.equals(HanProblem.EXPIRED.code())) {
                return Optional.of(TargetStatus.EXPIRED);
            }
            return doubt.equals(HanProblem.TAKEN_BACK.code()) ? Optional.of(TargetStatus.CANCELLED) : Optional.empty();
        });
    }

    boolean isTakenBack() {
        return code.filter(HanProblem.TAKEN_BACK.code()::equals).isPresent();
    }

    Target address() {
        return new Target(new Esiid(esiid), device.map(Eui64::parse));
    }

    private HanTarget with(
            TargetStatus status, Optional<String> code, Optional<String> detail, Optional<String> token, Instant now) {
        return new HanTarget(ordinal, esiid, device, status, code, detail, token, now, cancels);
    }
}
