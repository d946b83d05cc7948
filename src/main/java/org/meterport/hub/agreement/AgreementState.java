package org.meterport.hub.agreement;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where an agreement stands, and which {@link Cause} may take it where. This table is the whole machine: what is not in
 * it is refused by name.
 */
public enum AgreementState {
    /** An item of a request, not judged yet; never stored. */
    DRAFT,
    /** Judged good and stored; its mail is owed. */
    VALIDATED,
    /** The mail server took the invitation. */
    INVITED,
    /** The customer said yes. */
    ACTIVE,
    REJECTED,
    INVITE_EXPIRED,
    WITHDRAWN,
    /** The term is over, or the one-time data was delivered. */
    COMPLETED,
    TERMINATED_BY_CUSTOMER,
    TERMINATED_BY_TP,
    TERMINATED_MOVE_OUT,
    TERMINATED_TP_REVOKED;

    private static final Map<AgreementState, Map<Cause, AgreementState>> TABLE = table();

    /** Where the cause leads from here; empty when the machine does not allow it. */
    public Optional<AgreementState> after(Cause cause) {
        return Optional.ofNullable(TABLE.getOrDefault(this, Map.of()).get(cause));
    }

    /** Whether the invitation waits for the customer's answer. The mail may have arrived before it is recorded as sent. */
    public boolean isOpen() {
        return this == VALIDATED || this == INVITED;
    }

    /** Whether nothing can happen to the agreement any more. */
    public boolean isFinal() {
        return !TABLE.containsKey(this);
    }

    /** Whether the customer once said yes. */
    public boolean wasGranted() {
        return switch (this) {
            case DRAFT, VALIDATED, INVITED, REJECTED, INVITE_EXPIRED, WITHDRAWN -> false;
            case ACTIVE,
                    COMPLETED,
                    TERMINATED_BY_CUSTOMER,
                    TERMINATED_BY_TP,
                    TERMINATED_MOVE_OUT,
                    TERMINATED_TP_REVOKED -> true;
        };
    }

    private static Map<AgreementState, Map<Cause, AgreementState>> table() {
        Map<AgreementState, Map<Cause, AgreementState>> table = new EnumMap<>(AgreementState.class);
        table.put(DRAFT, new EnumMap<>(Map.of(Cause.JUDGED_GOOD, VALIDATED, Cause.RENEWED, ACTIVE)));
        Map<Cause, AgreementState> open = Map.of(
                Cause.ACCEPTED, ACTIVE,
                Cause.REJECTED, REJECTED,
                Cause.WITHDRAWN, WITHDRAWN,
                Cause.NOT_ANSWERED, INVITE_EXPIRED,
                Cause.MOVED_OUT, INVITE_EXPIRED,
                Cause.THIRD_PARTY_REVOKED, WITHDRAWN);
        Map<Cause, AgreementState> validated = new EnumMap<>(open);
        validated.put(Cause.MAILED, INVITED);
        table.put(VALIDATED, validated);
        Map<Cause, AgreementState> invited = new EnumMap<>(open);
        invited.put(Cause.REMINDED, INVITED);
        table.put(INVITED, invited);
        Map<Cause, AgreementState> active = new EnumMap<>(Cause.class);
        active.put(Cause.TERM_REACHED, COMPLETED);
        active.put(Cause.DELIVERED_ONCE, COMPLETED);
        active.put(Cause.RENEWED, COMPLETED);
        active.put(Cause.ESIID_LEFT, ACTIVE);
        active.put(Cause.ENDED_BY_CUSTOMER, TERMINATED_BY_CUSTOMER);
        active.put(Cause.ENDED_BY_THIRD_PARTY, TERMINATED_BY_TP);
        active.put(Cause.MOVED_OUT, TERMINATED_MOVE_OUT);
        active.put(Cause.THIRD_PARTY_REVOKED, TERMINATED_TP_REVOKED);
        table.put(ACTIVE, active);
        return table;
    }

    /** Why an agreement changed. */
    public enum Cause {
        JUDGED_GOOD,
        MAILED,
        REMINDED,
        ACCEPTED,
        REJECTED,
        WITHDRAWN,
        NOT_ANSWERED,
        RENEWED,
        TERM_REACHED,
        DELIVERED_ONCE,
        /** The customer moved out of one of several premises; the agreement goes on for the others. */
        ESIID_LEFT,
        ENDED_BY_CUSTOMER,
        ENDED_BY_THIRD_PARTY,
        MOVED_OUT,
        THIRD_PARTY_REVOKED
    }
}
