package org.meterport.hub.agreement;

import java.time.InstantSource;
import java.util.Map;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.Rejection;

/** What the Third Party may do to an invitation it made. Called inside a transaction of that Third Party. */
public final class ManageInvitation {

    private final Agreements agreements;
    private final Outbox outbox;
    private final InstantSource clock;

    public ManageInvitation(Agreements agreements, Outbox outbox, InstantSource clock) {
        this.agreements = agreements;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws Rejection {@link AgreementProblem#INVITATION_UNKNOWN}, the same for another party's as for none */
    public Agreement find(InvitationId id) {
        return agreements.find(id).orElseThrow(() -> unknown(id));
    }

    /**
     * Sends the mail once more, as a reminder.
     *
     * @throws Rejection when it is not open any more or was sent twice
     */
    public Agreement resend(InvitationId id, Actor actor) {
        Change change = agreements.lock(id).orElseThrow(() -> unknown(id)).resend(actor, clock.instant());
        agreements.save(change);
        int send = change.agreement().invitation().orElseThrow().sends();
        outbox.owe(
                CreateInvitations.QUEUE,
                id.value(),
                Map.of(CreateInvitations.SEND, String.valueOf(send)),
                Outbox.ORDINARY);
        return change.agreement();
    }

    /**
     * Takes it back; the link in the mail says so from then on.
     *
     * @throws Rejection when it is not open any more
     */
    public Agreement withdraw(InvitationId id, Actor actor) {
        Change change = agreements.lock(id).orElseThrow(() -> unknown(id)).withdraw(actor, clock.instant());
        agreements.save(change);
        if (change.event().from() == AgreementState.INVITED) {
            // a customer who was asked is told that the question is gone; one whose mail has not left needs not know
            Notice.WITHDRAWN.owe(outbox, change.agreement().id());
        }
        return change.agreement();
    }

    private static Rejection unknown(InvitationId id) {
        return new Rejection(AgreementProblem.INVITATION_UNKNOWN, "You have no invitation " + id + ".");
    }
}
