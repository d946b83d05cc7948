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
 * @param bytes how much leaves of this ESIID, before compression and encryption: of an answer its whole body, as UTF-8; of
 *     a file the ESIID's own rows with their line ends or separators, in the file's layout, without what belongs to the
 *     file as a whole, such as a header line or an archive's index. Empty in rows of versions that did not count yet
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

    /** How the data leaves. */
    public enum Way {
        /** To a program, in the answer to its call. */
        API,
        FILE,
        /** To a person of the Third Party, on a page of the portal. */
        PORTAL,
        /** It did not: takes back an earlier row of the same reference, whose file was thrown away before it left. */
        WITHHELD
    }
}
