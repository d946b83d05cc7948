package org.meterport.hub.party.adapter;

import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.CallerStanding;
import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.party.User;
import org.meterport.hub.party.User.Right;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** Looks company and user up at every call. */
final class JdbcCallerStanding implements CallerStanding {

    private final Transactions transactions;
    private final JdbcParties parties;

    JdbcCallerStanding(Transactions transactions, JdbcParties parties) {
        this.transactions = transactions;
        this.parties = parties;
    }

    @Override
    public boolean require(ApiCaller caller, String right) {
        return transactions.asOperator(() -> {
            ThirdParty company = parties.find(caller.thirdParty()).orElseThrow(JdbcCallerStanding::gone);
            company.requireActive();
            User user = parties.find(caller.userName())
                    .filter(found -> found.thirdParty().equals(caller.thirdParty()))
                    .filter(found -> found.status() == User.Status.ACTIVE)
                    .orElseThrow(JdbcCallerStanding::gone);
            if (!right.isEmpty() && !user.may(Right.valueOf(right))) {
                throw new Rejection(
                        PartyProblem.RIGHT_MISSING,
                        "The user " + user.name() + " lacks the right " + right
                                + "; ask an administrator of your company for it.");
            }
            return company.conformant();
        });
    }

    private static Rejection gone() {
        return new Rejection(
                PartyProblem.USER_SUSPENDED,
                "This user was suspended or removed; ask an administrator of your company.");
    }
}
