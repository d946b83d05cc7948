package org.meterport.hub.rebranding;

import java.time.LocalDate;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.UsageStore.Channels;

/**
 * What a customer, or a Third Party's staff, wants to see.
 *
 * @param to last local day, included
 * @param channels matters for intervals
 * @param way how the answer leaves, for the disclosure log
 */
public record UsageQuestion(
        ThirdPartyId thirdParty,
        String esiid,
        View view,
        LocalDate from,
        LocalDate to,
        Channels channels,
        Disclosure.Way way) {

    /** A question of a program. */
    public UsageQuestion(
            ThirdPartyId thirdParty, String esiid, View view, LocalDate from, LocalDate to, Channels channels) {
        this(thirdParty, esiid, view, from, to, channels, Disclosure.Way.API);
    }

    /** The two views there are. */
    public enum View {
        /** 15-minute readings. */
        INTERVAL,
        /** Billing months. */
        MONTHLY
    }

    @Override
    public String toString() {
        return "UsageQuestion[" + view + " " + from + " to " + to + "]";
    }
}
