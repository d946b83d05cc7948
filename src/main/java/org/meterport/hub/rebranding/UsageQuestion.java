package org.meterport.hub.rebranding;

import java.time.LocalDate;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.UsageStore.Channels;

/**
 * What a customer wants to see.
 *
 * @param to last local day, included
 * @param channels matters for intervals
 */
public record UsageQuestion(
        ThirdPartyId thirdParty, String esiid, View view, LocalDate from, LocalDate to, Channels channels) {

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
