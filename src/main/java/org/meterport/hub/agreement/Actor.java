package org.meterport.hub.agreement;

import org.meterport.hub.premise.CustomerId;

/**
 * Who does something to an agreement, and through what.
 *
 * @param name the API user, the customer's id, or the flow
 */
public record Actor(Kind kind, String name, Channel channel) {

    /** On whose side an actor is. */
    public enum Kind {
        CUSTOMER,
        THIRD_PARTY,
        OPERATOR,
        HUB
    }

    /** How an act reached the hub. */
    public enum Channel {
        API,
        PORTAL,
        MAIL_LINK,
        FLOW
    }

    /** The customer, by a signed link from one of our mails. */
    public static Actor customer(CustomerId customer) {
        return new Actor(Kind.CUSTOMER, customer.value(), Channel.MAIL_LINK);
    }

    public static Actor thirdParty(String apiUser) {
        return new Actor(Kind.THIRD_PARTY, apiUser, Channel.API);
    }

    /** A person of the Third Party. */
    public static Actor thirdPartyAtPortal(String user) {
        return new Actor(Kind.THIRD_PARTY, user, Channel.PORTAL);
    }

    public static Actor operator(String name) {
        return new Actor(Kind.OPERATOR, name, Channel.FLOW);
    }

    /** The hub itself, when time or a delivery moves an agreement on. */
    public static Actor hub(String flow) {
        return new Actor(Kind.HUB, flow, Channel.FLOW);
    }
}
