package org.meterport.hub.report;

import java.time.Instant;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * The OpenPGP public key that a Third Party's encrypted reports are for.
 *
 * @param fingerprint of the primary key, upper-case hexadecimal
 * @param armored the key as ASCII armour, as it was given
 */
public record ReportKey(ThirdPartyId thirdParty, String fingerprint, String armored, Instant setAt) {}
