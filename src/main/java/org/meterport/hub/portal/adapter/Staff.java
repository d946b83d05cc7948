package org.meterport.hub.portal.adapter;

import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.party.User;
import org.meterport.hub.party.User.Right;
import org.meterport.hub.shared.Rejection;

/** Who is at the portal, as pages see it: it decides what is shown, never what is allowed. */
public record Staff(User user, ThirdParty company) {

    /** Request attribute; absent on pages for everybody. */
    static final String ATTRIBUTE = "staff";

    public boolean mayAgreements() {
        return user.may(Right.AGREEMENTS);
    }

    public boolean mayReports() {
        return user.may(Right.REPORTS);
    }

    public boolean mayDevices() {
        return user.may(Right.DEVICES);
    }

    public boolean mayApiKeys() {
        return user.may(Right.API_KEYS);
    }

    /** @throws Rejection as the flows themselves would, before a form is shown that could only be refused */
    void require(Right right) {
        if (!user.may(right)) {
            throw new Rejection(
                    PartyProblem.RIGHT_MISSING,
                    "You lack the right " + right + "; ask an administrator of your company for it.");
        }
    }

    /** @throws Rejection for an ordinary user */
    void requireAdministrator() {
        if (!user.administrator()) {
            throw new Rejection(
                    PartyProblem.RIGHT_MISSING, "Only administrators see and change users; ask one of your company.");
        }
    }
}
