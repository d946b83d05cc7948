package org.meterport.hub.agreement;

import java.util.Optional;
import org.meterport.hub.agreement.DispatchInvitation.Letter;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Transactions;

/** Finds what a notice to one side is written from. */
public final class NotifyParties {

    private final Transactions transactions;
    private final Agreements agreements;
    private final ThirdParties thirdParties;
    private final Premises premises;

    public NotifyParties(
            Transactions transactions, Agreements agreements, ThirdParties thirdParties, Premises premises) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.thirdParties = thirdParties;
        this.premises = premises;
    }

    /** @return empty when a side is not known any more, so that nobody can be told */
    public Optional<Letter> letter(AgreementId id) {
        return transactions.asOperator(() -> agreements
                .find(id)
                .flatMap(agreement -> thirdParties
                        .find(agreement.thirdParty())
                        .flatMap(party -> premises.customer(agreement.customer())
                                .map(customer -> new Letter(agreement, party, customer)))));
    }
}
