package org.meterport.hub.agreement;

import java.time.Instant;
import org.meterport.hub.agreement.AgreementState.Cause;

/** One step of an agreement, kept for ever. */
public record AgreementEvent(
        AgreementId agreement,
        Instant at,
        AgreementState from,
        AgreementState to,
        Cause cause,
        Actor actor,
        String termsVersion) {}
