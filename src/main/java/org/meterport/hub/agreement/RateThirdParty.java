package org.meterport.hub.agreement;

import java.time.InstantSource;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** A customer's opinion of a company that once had a grant of hers; the latest replaces the one before. */
public final class RateThirdParty {

    private final Transactions transactions;
    private final Agreements agreements;
    private final ThirdParties thirdParties;
    private final InstantSource clock;

    public RateThirdParty(
            Transactions transactions, Agreements agreements, ThirdParties thirdParties, InstantSource clock) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.thirdParties = thirdParties;
        this.clock = clock;
    }

    /**
     * @param stars 1 to 5
     * @return the agreement through which the company is known
     * @throws Rejection {@link AgreementProblem#AGREEMENT_UNKNOWN} for another customer's too; {@link
     *     AgreementProblem#NOT_IN_FORCE} for one that was never in force; {@link AgreementProblem#SCOPE_UNCLEAR} for
     *     other numbers of stars
     */
    public Agreement rate(CustomerId customer, AgreementId id, int stars) {
        if (stars < 1 || stars > 5) {
            throw new Rejection(AgreementProblem.SCOPE_UNCLEAR, "A rating has 1 to 5 stars.");
        }
        return transactions.asOperator(() -> {
            Agreement known = agreements
                    .find(id)
                    .filter(agreement -> agreement.customer().equals(customer))
                    .orElseThrow(() -> new Rejection(
                            AgreementProblem.AGREEMENT_UNKNOWN, "There is no agreement " + id + " here."));
            if (!known.state().wasGranted()) {
                throw new Rejection(AgreementProblem.NOT_IN_FORCE, "A company can be rated once it was given access.");
            }
            thirdParties.rate(known.thirdParty(), customer.value(), stars, clock.instant());
            return known;
        });
    }
}
