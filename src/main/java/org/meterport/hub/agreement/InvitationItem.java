package org.meterport.hub.agreement;

import java.util.List;
import java.util.Optional;

/**
 * One customer to be asked, as the Third Party wrote it; nothing in it has been judged.
 *
 * @param data empty means all granularities
 * @param termMonths empty for one-time data and for the device kinds
 * @param devices MAC addresses; empty for any device
 * @param language a tag or SMT's word; empty for the customer's own
 */
public record InvitationItem(
        String kind,
        List<String> esiids,
        String customerEmail,
        List<String> data,
        boolean oneTime,
        Optional<Integer> termMonths,
        List<String> devices,
        String purpose,
        Optional<String> language) {

    /** An item without devices of its own. */
    public InvitationItem(
            String kind,
            List<String> esiids,
            String customerEmail,
            List<String> data,
            boolean oneTime,
            Optional<Integer> termMonths,
            String purpose,
            Optional<String> language) {
        this(kind, esiids, customerEmail, data, oneTime, termMonths, List.of(), purpose, language);
    }

    @Override
    public String toString() {
        return "InvitationItem[" + kind + " for " + esiids.size() + "]";
    }
}
