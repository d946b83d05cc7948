package org.meterport.hub.agreement;

import java.util.List;
import java.util.Map;
import org.meterport.hub.outbox.Outbox;

/** What both sides of an agreement are told by mail. Each happens to an agreement once at most. */
public enum Notice {
    ACCEPTED,
    REJECTED,
    WITHDRAWN,
    EXPIRED,
    ENDED,
    RENEWED,
    /** The term is over in 30, 7 or 1 days; only the customer is told, who can renew. */
    ENDING_30,
    ENDING_7,
    ENDING_1;

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
        for (Side side : sides()) {
            outbox.owe(QUEUE, agreement.value(), Map.of(NOTICE, name(), SIDE, side.name()), Outbox.ORDINARY);
        }
    }

    /** The notice so many days before the end. */
    static Notice ending(int days) {
        return valueOf("ENDING_" + days);
    }

    private List<Side> sides() {
        return switch (this) {
            case ENDING_30, ENDING_7, ENDING_1 -> List.of(Side.CUSTOMER);
            case ACCEPTED, REJECTED, WITHDRAWN, EXPIRED, ENDED, RENEWED -> List.of(Side.CUSTOMER, Side.THIRD_PARTY);
        };
    }
}
