package org.meterport.hub.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.Invitation.Delivery;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * A customer's permission for one Third Party, from the question to its end. Every change is a {@link Change}: the
 * agreement after it and the event that says why.
 *
 * @param number counts from 1; what SMT's calls name an agreement by; 0 before it is stored
 * @param stateSince when it came into its state
 * @param startsAt empty until the customer said yes
 * @param endsAt the first moment after the term; empty before the yes, for one-time data, and for open-ended kinds
 * @param termsVersion of the terms the customer is shown
 * @param invitation empty for a renewal
 * @param renews the agreement this one continues
 */
public record Agreement(
        AgreementId id,
        long number,
        ThirdPartyId thirdParty,
        CustomerId customer,
        Scope scope,
        Language language,
        AgreementState state,
        Instant stateSince,
        Instant madeAt,
        Optional<Instant> startsAt,
        Optional<Instant> endsAt,
        String termsVersion,
        Optional<Invitation> invitation,
        Optional<AgreementId> renews) {

    /** An agreement after one step, and the step. */
    public record Change(Agreement agreement, AgreementEvent event) {}

    /** A question that was judged good and will be mailed. */
    public static Change invite(
            AgreementId id,
            ThirdPartyId thirdParty,
            CustomerId customer,
            Scope scope,
            Language language,
            String termsVersion,
            Invitation invitation,
            Actor actor,
            Instant now) {
        return new Agreement(
                        id,
                        0,
                        thirdParty,
                        customer,
                        scope,
                        language,
                        AgreementState.DRAFT,
                        now,
                        now,
                        Optional.empty(),
                        Optional.empty(),
                        termsVersion,
                        Optional.of(invitation),
                        Optional.empty())
                .step(Cause.JUDGED_GOOD, actor, now);
    }

    /**
     * The customer's yes to the same question again, while the old term still runs: this agreement is completed and the
     * new one begins at once, for a full term from the yes, so that nobody is ever bound for longer than one term.
     *
     * @param staying the ESIIDs it still covers; the customer may have moved out of others
     * @return the end of this agreement, then the new one
     * @throws Rejection when this agreement is not in force; its code names the state
     */
    public List<Change> renew(AgreementId next, List<String> staying, Actor actor, Instant now) {
        refuseWhenOver(now);
        Change completed = step(Cause.RENEWED, actor, now);
        var draft = new Agreement(
                next,
                0,
                thirdParty,
                customer,
                scope.over(staying),
                language,
                AgreementState.DRAFT,
                now,
                now,
                Optional.of(now),
                scope.term().endOf(now),
                termsVersion,
                Optional.empty(),
                Optional.of(id));
        return List.of(completed, draft.step(Cause.RENEWED, actor, now));
    }

    /**
     * The customer's yes; the term begins with it.
     *
     * @throws Rejection naming what the invitation has become, when it is not open any more
     */
    public Change accept(Actor actor, Instant now) {
        refuseWhenExpired(now);
        Change accepted = step(Cause.ACCEPTED, actor, now);
        return new Change(
                accepted.agreement()
                        .copy(
                                accepted.agreement().state,
                                now,
                                Optional.of(now),
                                scope.term().endOf(now),
                                invitation),
                accepted.event());
    }

    /** The customer's no; refused as {@link #accept} is. */
    public Change reject(Actor actor, Instant now) {
        refuseWhenExpired(now);
        return step(Cause.REJECTED, actor, now);
    }

    /** The Third Party takes its question back; refused as {@link #accept} is. */
    public Change withdraw(Actor actor, Instant now) {
        refuseWhenExpired(now);
        return step(Cause.WITHDRAWN, actor, now);
    }

    /**
     * The Third Party's one reminder.
     *
     * @throws Rejection {@link AgreementProblem#RESENT_ALREADY} the second time
     */
    public Change resend(Actor actor, Instant now) {
        refuseWhenExpired(now);
        Invitation asked = asked();
        if (state.isOpen() && asked.sends() >= Invitation.MOST_SENDS) {
            throw new Rejection(
                    AgreementProblem.RESENT_ALREADY,
                    "An invitation may be sent twice; withdraw this one and make a new one if the customer needs it.");
        }
        Change reminded = step(Cause.REMINDED, actor, now);
        return new Change(reminded.agreement().with(asked.sentAgain()), reminded.event());
    }

    /**
     * One of the two sides ends it before its term is over.
     *
     * @throws Rejection when it is not in force; its code names the state
     */
    public Change end(Cause cause, Actor actor, Instant now) {
        refuseWhenOver(now);
        return step(cause, actor, now);
    }

    /** What time alone has made of it; empty while nothing is due. */
    public Optional<Change> due(Actor actor, Instant now) {
        if (state.isOpen() && !now.isBefore(asked().expiresAt())) {
            return Optional.of(step(Cause.NOT_ANSWERED, actor, now));
        }
        if (state == AgreementState.ACTIVE && isOver(now)) {
            return Optional.of(step(Cause.TERM_REACHED, actor, now));
        }
        return Optional.empty();
    }

    /** The mail server took the mail. The first time this makes the agreement INVITED; later only the delivery changes. */
    public Optional<Change> mailed(Actor actor, Instant now) {
        if (state != AgreementState.VALIDATED) {
            return Optional.empty();
        }
        return Optional.of(step(Cause.MAILED, actor, now));
    }

    /** The same agreement with what became of its invitation's mail. */
    public Agreement with(Delivery outcome) {
        return with(asked().with(outcome));
    }

    /**
     * Any other step.
     *
     * @throws Rejection when the machine does not allow it from here; its code names the state
     */
    public Change step(Cause cause, Actor actor, Instant now) {
        AgreementState to = state.after(cause).orElseThrow(() -> refusal(cause));
        Agreement after = copy(to, now, startsAt, endsAt, invitation);
        return new Change(after, new AgreementEvent(id, now, state, to, cause, actor, termsVersion));
    }

    /** Whether disclosure under it is allowed at that moment. */
    public boolean isLive(Instant now) {
        return state == AgreementState.ACTIVE
                && startsAt.isPresent()
                && !startsAt.get().isAfter(now)
                && (endsAt.isEmpty() || endsAt.get().isAfter(now));
    }

    private Invitation asked() {
        return invitation.orElseThrow(() -> new IllegalStateException(id + " began without an invitation"));
    }

    private Agreement with(Invitation changed) {
        return copy(state, stateSince, startsAt, endsAt, Optional.of(changed));
    }

    private Agreement copy(
            AgreementState newState,
            Instant since,
            Optional<Instant> start,
            Optional<Instant> end,
            Optional<Invitation> asked) {
        return new Agreement(
                id,
                number,
                thirdParty,
                customer,
                scope,
                language,
                newState,
                since,
                madeAt,
                start,
                end,
                termsVersion,
                asked,
                renews);
    }

    /** The due time decides, whether or not the flow that writes it down has run yet. */
    private void refuseWhenExpired(Instant now) {
        if (state.isOpen() && !now.isBefore(asked().expiresAt())) {
            throw new Rejection(
                    AgreementProblem.INVITATION_EXPIRED,
                    "The invitation expired at " + asked().expiresAt() + "; a new one can be made.");
        }
    }

    private void refuseWhenOver(Instant now) {
        if (state == AgreementState.ACTIVE && isOver(now)) {
            throw new Rejection(AgreementProblem.ALREADY_ENDED, "The term was over at " + endsAt.orElseThrow() + ".");
        }
    }

    private boolean isOver(Instant now) {
        return endsAt.isPresent() && !endsAt.get().isAfter(now);
    }

    private Rejection refusal(Cause cause) {
        AgreementProblem reason = switch (state) {
            case DRAFT, VALIDATED, INVITED -> AgreementProblem.NOT_IN_FORCE;
            case ACTIVE -> AgreementProblem.ALREADY_ACCEPTED;
            case REJECTED -> AgreementProblem.ALREADY_REJECTED;
            case WITHDRAWN -> AgreementProblem.ALREADY_WITHDRAWN;
            case INVITE_EXPIRED -> AgreementProblem.INVITATION_EXPIRED;
            case COMPLETED, TERMINATED_BY_CUSTOMER, TERMINATED_BY_TP, TERMINATED_MOVE_OUT, TERMINATED_TP_REVOKED ->
                AgreementProblem.ALREADY_ENDED;
        };
        return new Rejection(reason, cause + " is not possible: " + id + " is " + state + " since " + stateSince + ".");
    }
}
