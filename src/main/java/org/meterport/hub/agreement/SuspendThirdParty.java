package org.meterport.hub.agreement;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/**
 * The operator stops a company. Its grants give nothing from the first commit on, because {@link Grants} looks at the
 * company too; its agreements and invitations are then ended one by one, and a run that broke off is finished by calling
 * again.
 */
public final class SuspendThirdParty {

    private static final int BATCH = 500;

    private final Transactions transactions;
    private final Agreements agreements;
    private final ThirdParties thirdParties;
    private final Outbox outbox;
    private final InstantSource clock;

    public SuspendThirdParty(
            Transactions transactions,
            Agreements agreements,
            ThirdParties thirdParties,
            Outbox outbox,
            InstantSource clock) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.thirdParties = thirdParties;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @return how many agreements and invitations it ended */
    public int suspend(ThirdPartyId thirdParty, Actor operator) {
        transactions.operatorDoes(() -> thirdParties.suspend(thirdParty));
        int ended = 0;
        List<AgreementId> left;
        do {
            left = transactions.asOperator(() -> agreements.unfinished(thirdParty, BATCH));
            for (AgreementId id : left) {
                ended += transactions.asOperator(() -> end(id, operator, clock.instant()));
            }
        } while (!left.isEmpty());
        return ended;
    }

    private int end(AgreementId id, Actor operator, Instant now) {
        Agreement agreement = agreements.lock(id).orElseThrow();
        if (agreement.state().isFinal()) {
            return 0;
        }
        boolean wasLive = agreement.state() == AgreementState.ACTIVE;
        agreements.save(agreement.step(Cause.THIRD_PARTY_REVOKED, operator, now));
        (wasLive ? Notice.ENDED : Notice.WITHDRAWN).owe(outbox, id);
        return 1;
    }
}
