package org.meterport.hub.agreement;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.meterport.hub.shared.Question;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * The one question before anything leaves the hub: is there a live grant now? No usage, report, file or device message
 * goes to or for a Third Party without an answer from here, on no path, and the answer is asked for in the very
 * transaction that writes the disclosure or hands the message on.
 *
 * <p>Every method must be called inside that transaction. The grants it answers with are share-locked until it ends, so
 * an end of the agreement and a disclosure under it cannot cross: whichever commits first is seen by the other.
 */
public interface Grants {

    /**
     * Which of the ESIIDs the Third Party has a live grant of this kind for: active, begun, its term not over by the
     * injected clock, and the Third Party not suspended.
     *
     * @param esiids at most some ten thousand; those without a grant are simply not in the answer, whether they exist
     *     or not
     * @return agreement id by ESIID
     */
    Map<String, String> live(ThirdPartyId thirdParty, Collection<String> esiids, AgreementKind kind);

    /**
     * As {@link #live}, for energy data of one granularity: an agreement on monthly data is no grant for intervals.
     * Agreements on one-time data are locked against every other reader, because only one delivery is allowed; one that
     * has a disclosure on record for an ESIID already is readable there for that same reference only, so that a report
     * which broke off between its disclosure and its delivery can still be delivered, and nothing else instead of it.
     *
     * @param reference id of the request or report that the usage is for, as the disclosure will name it
     */
    Map<String, String> readable(ThirdPartyId thirdParty, Collection<String> esiids, DataKind data, String reference);

    /**
     * As {@link #readable}, under agreements with a term only: one-time agreements are no grant for what comes again or is
     * yet to be made, and they lock out every other reader, so whoever asks for many readers in one transaction leaves
     * them to transactions of their own.
     */
    Map<String, String> continuous(ThirdPartyId thirdParty, Collection<String> esiids, DataKind data);

    /** {@link #continuous}, to be asked when the transaction begins. */
    Question<Map<String, String>> continuousFirst(ThirdPartyId thirdParty, Collection<String> esiids, DataKind data);

    /** The devices an agreement is for, by MAC address; empty when it is for any. */
    List<String> devices(String agreementId);

    /**
     * Says that usage of these ESIIDs has been delivered; their disclosures are on record, from this transaction or an
     * earlier one. An agreement on one-time data is over for that ESIID with this, and completed when it was the last
     * one; agreements with a term are not touched, nor is one that has ended meanwhile.
     *
     * @param agreementByEsiid what {@link #readable} answered, or the part of it that was disclosed
     */
    void delivered(ThirdPartyId thirdParty, Map<String, String> agreementByEsiid);
}
