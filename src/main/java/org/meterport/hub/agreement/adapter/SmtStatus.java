package org.meterport.hub.agreement.adapter;

import java.time.Instant;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState;

/**
 * An agreement's status as SMT's clients read it. Code and reason always belong together: both are made here, from one
 * state at one moment. PEN, ACT and the texts of those two and of the Third Party's end are SMT's; the other texts are
 * ours, in the same manner.
 */
enum SmtStatus {
    PENDING("PEN", "Pending - Customer Authorization"),
    ACTIVE("ACT", "Active - Authorization Confirmed"),
    COMPLETED("COM", "Non Active - Completed"),
    ENDED_BY_CSP("COM", "Non Active - Terminated by CSP"),
    ENDED_BY_CUSTOMER("COM", "Non Active - Terminated by Customer"),
    MOVED_OUT("COM", "Non Active - Customer Moved Out"),
    CSP_SUSPENDED("COM", "Non Active - CSP Suspended"),
    REJECTED("NACOM", "Not Accepted - Declined by Customer"),
    EXPIRED("NACOM", "Not Accepted - Invitation Expired"),
    WITHDRAWN("NACOM", "Not Accepted - Withdrawn by CSP");

    private final String code;
    private final String reason;

    SmtStatus(String code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    String code() {
        return code;
    }

    String reason() {
        return reason;
    }

    static SmtStatus of(Agreement agreement, Instant now) {
        AgreementState state = agreement.state();
        return switch (state) {
            case DRAFT, VALIDATED, INVITED ->
                agreement.invitation().filter(i -> now.isBefore(i.expiresAt())).isPresent() ? PENDING : EXPIRED;
            case ACTIVE -> agreement.isLive(now) ? ACTIVE : COMPLETED;
            case REJECTED -> REJECTED;
            case INVITE_EXPIRED -> EXPIRED;
            case WITHDRAWN -> WITHDRAWN;
            case COMPLETED -> COMPLETED;
            case TERMINATED_BY_CUSTOMER -> ENDED_BY_CUSTOMER;
            case TERMINATED_BY_TP -> ENDED_BY_CSP;
            case TERMINATED_MOVE_OUT -> MOVED_OUT;
            case TERMINATED_TP_REVOKED -> CSP_SUSPENDED;
        };
    }
}
