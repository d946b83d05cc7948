package org.meterport.hub.agreement;

import java.util.Map;
import org.meterport.hub.outbox.Outbox;

/** What both sides of an agreement are told by mail. Each happens to an agreement once at most. */
public enum Notice {
    ACCEPTED,
    REJECTED,
    WITHDRAWN,
    EXPIRED,
    ENDED,
    RENEWED;

    /** Read by the flow {@code agreement-notify}: an agreement's id. */
    public static final String QUEUE = "agreement.notice.v1";

    /** Property of its messages: the notice's name. */
    public static final String NOTICE = "notice";

    /** Property of its messages: {@link Side} by name. */
    public static final String SIDE = "side";

    /** Who is told. */
    public enum Side {
        CUSTOMER,
        THIRD_PARTY
    }

    /** Owes one mail to each side, on its own, so that trouble with one address does not hold the other one's mail. */
    void owe(Outbox outbox, AgreementId agreement) {
        for (Side side : Side.values()) {
            outbox.owe(QUEUE, agreement.value(), Map.of(NOTICE, name(), SIDE, side.name()), Outbox.ORDINARY);
        }
    }
}
