package org.meterport.hub.portal.adapter;

import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.CallerStanding;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.Users;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.signin.Visitor;
import org.meterport.hub.signin.VisitorStanding;

/** Looks staff up at every click, by the rule that calls of the API go by. */
final class StaffDirectory implements VisitorStanding {

    private final CallerStanding standing;
    private final ThirdParties thirdParties;
    private final Users users;
    private final Transactions transactions;

    StaffDirectory(CallerStanding standing, ThirdParties thirdParties, Users users, Transactions transactions) {
        this.standing = standing;
        this.thirdParties = thirdParties;
        this.users = users;
        this.transactions = transactions;
    }

    @Override
    public void require(Visitor visitor) {
        standing.require(new ApiCaller(new ThirdPartyId(visitor.owner()), visitor.name()), "");
    }

    Staff staff(Visitor visitor) {
        return transactions.asOperator(() -> new Staff(
                users.find(visitor.name()).orElseThrow(),
                thirdParties.find(new ThirdPartyId(visitor.owner())).orElseThrow()));
    }
}
