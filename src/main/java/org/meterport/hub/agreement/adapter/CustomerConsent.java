package org.meterport.hub.agreement.adapter;

import java.time.InstantSource;
import java.util.List;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementId;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.AnswerInvitation;
import org.meterport.hub.agreement.EndAgreement;
import org.meterport.hub.agreement.RateThirdParty;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.shared.Rejection;

/** What customers do by link, for the flows {@code consent-answer} and {@code customer-change}. */
public final class CustomerConsent {

    private final AnswerInvitation answerInvitation;
    private final EndAgreement endAgreement;
    private final RateThirdParty rateThirdParty;
    private final SignedLinks links;
    private final InstantSource clock;

    CustomerConsent(
            AnswerInvitation answerInvitation,
            EndAgreement endAgreement,
            RateThirdParty rateThirdParty,
            SignedLinks links,
            InstantSource clock) {
        this.answerInvitation = answerInvitation;
        this.endAgreement = endAgreement;
        this.rateThirdParty = rateThirdParty;
        this.links = links;
        this.clock = clock;
    }

    /**
     * A yes or no to the invitation the token belongs to.
     *
     * @param signedIn whom the account speaks for that has signed in; empty without one
     */
    public record Answered(String token, AnswerInvitation.Answer answer, List<CustomerId> signedIn) {

        @Override
        public String toString() {
            return "Answered[" + answer + "]";
        }
    }

    /** A wish about one of the agreements of the customer the token belongs to. */
    public record Wish(String token, String agreement, boolean renew) {

        @Override
        public String toString() {
            return "Wish[" + agreement + "]";
        }
    }

    /** What the customer the token belongs to thinks of the company behind one of her agreements. */
    public record Opinion(String token, String agreement, int stars) {

        @Override
        public String toString() {
            return "Opinion[" + agreement + "]";
        }
    }

    public Agreement answer(Answered answered) {
        return answerInvitation.answer(answered.token(), answered.answer(), answered.signedIn());
    }

    /** @throws Rejection when the link is not good for it, or the agreement not in a state for it */
    public Agreement change(Wish wish) {
        CustomerId customer = links.customer(wish.token(), clock.instant());
        AgreementId id = id(wish.agreement());
        return wish.renew() ? endAgreement.renew(customer, id) : endAgreement.byCustomer(customer, id);
    }

    /** @throws Rejection when the link is not good for it, or the company was never given access */
    public Agreement rate(Opinion opinion) {
        CustomerId customer = links.customer(opinion.token(), clock.instant());
        return rateThirdParty.rate(customer, id(opinion.agreement()), opinion.stars());
    }

    private static AgreementId id(String text) {
        if (!text.startsWith("agr_") || text.length() > 64) {
            throw new Rejection(AgreementProblem.AGREEMENT_UNKNOWN, "There is no such agreement here.");
        }
        return new AgreementId(text);
    }
}
