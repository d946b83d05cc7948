package org.meterport.hub.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.agreement.Invitation.Delivery;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.shared.ThirdPartyId;

/** Agreements for tests. */
public final class Samples {

    public static final ThirdPartyId BLUEBONNET = new ThirdPartyId("tp_bluebonnet");
    public static final ThirdPartyId LONESTAR = new ThirdPartyId("tp_lonestar");
    public static final CustomerId ALMA = new CustomerId("cus_alma");
    public static final Instant NOW = Instant.parse("2026-02-10T15:04:05Z");

    private Samples() {}

    /** Energy data of intervals alone for a one-time term, of all granularities for months. */
    public static Scope scope(Term term, String... esiids) {
        return new Scope(
                AgreementKind.ENERGY_DATA,
                term.oneTime() ? Set.of(DataKind.INTERVAL) : Set.of(DataKind.values()),
                term,
                List.of(esiids),
                "To find you a cheaper plan");
    }

    public static Change invite(String number, ThirdPartyId thirdParty, Scope scope, Instant now) {
        return Agreement.invite(
                new AgreementId("agr_" + number),
                thirdParty,
                ALMA,
                scope,
                Language.EN,
                "2026-01",
                new Invitation(
                        new InvitationId("inv_" + number), "bat_1", now.plus(Invitation.VALIDITY), 1, Delivery.QUEUED),
                Actor.thirdParty("bluebonnet-api"),
                now);
    }

    public static Agreement invited(Term term, String... esiids) {
        return invite("1", BLUEBONNET, scope(term, esiids), NOW).agreement();
    }
}
