package org.meterport.hub.report;

import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/** The keys on record. Called inside a transaction; a partner's finds only its own. */
public interface ReportKeys {

    Optional<ReportKey> find(ThirdPartyId thirdParty);

    /** In place of an earlier one; files that are delivered already stay as they are. */
    void put(ReportKey key);

    /** Tells an OpenPGP key that files can be encrypted to from everything else. */
    @FunctionalInterface
    interface Inspection {

        /**
         * The fingerprint of the primary key.
         *
         * @throws org.meterport.hub.shared.Rejection {@link ReportProblem#KEY_UNFIT}, with what to send instead
         */
        String fingerprint(String armored);
    }
}
