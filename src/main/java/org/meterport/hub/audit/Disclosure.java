package org.meterport.hub.audit;

import java.time.LocalDate;
import java.util.OptionalLong;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * One ESIID's data leaving the hub.
 *
 * @param agreementId the live grant it leaves under
 * @param kind what leaves, for example {@code INTERVALS}
 * @param fromDay first usage day, local
 * @param toDay last usage day, included
 * @param reference id of the request or report
 * @param bytes what leaves of this ESIID; empty where it is not known before it leaves
 */
public record Disclosure(
        ThirdPartyId thirdParty,
        String agreementId,
        String esiid,
        String kind,
        LocalDate fromDay,
        LocalDate toDay,
        Way way,
        String reference,
        OptionalLong bytes) {

    /** One of unknown size. */
    public Disclosure(
            ThirdPartyId thirdParty,
            String agreementId,
            String esiid,
            String kind,
            LocalDate fromDay,
            LocalDate toDay,
            Way way,
            String reference) {
        this(thirdParty, agreementId, esiid, kind, fromDay, toDay, way, reference, OptionalLong.empty());
    }

    /** How the data leaves. */
    public enum Way {
        API,
        FILE
    }
}
