package org.meterport.hub.agreement.adapter;

import org.meterport.hub.account.AccountProblem;
import org.meterport.hub.account.ManageAccounts;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.signin.Visitor;
import org.meterport.hub.signin.VisitorStanding;

/** Asked at every click of a customer who is signed in. */
final class AccountStanding implements VisitorStanding {

    private final ManageAccounts accounts;

    AccountStanding(ManageAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void require(Visitor visitor) {
        if (accounts.members(visitor.owner()).isEmpty()) {
            throw new Rejection(AccountProblem.GONE, "This account is not there any more.");
        }
    }
}
