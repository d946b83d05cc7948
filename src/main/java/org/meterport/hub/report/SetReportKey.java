package org.meterport.hub.report;

import java.time.InstantSource;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/** Takes the key that a Third Party wants its reports encrypted to. */
public final class SetReportKey {

    private final Transactions transactions;
    private final ReportKeys keys;
    private final ReportKeys.Inspection inspection;
    private final InstantSource clock;

    public SetReportKey(
            Transactions transactions, ReportKeys keys, ReportKeys.Inspection inspection, InstantSource clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.inspection = inspection;
        this.clock = clock;
    }

    /**
     * Replaces the key. Reports that are being built take the one that is on record when they begin to write.
     *
     * @throws Rejection {@link ReportProblem#KEY_UNFIT}
     */
    public ReportKey set(ThirdPartyId thirdParty, String armored) {
        var key = new ReportKey(thirdParty, inspection.fingerprint(armored), armored, clock.instant());
        return transactions.asPartner(thirdParty, () -> {
            keys.put(key);
            return key;
        });
    }
}
