package org.meterport.hub.han;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.han.TestHomes.TestHome;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * What device flows ask before anything leaves: a customer's live grant, or that the home is the test home lent to the
 * caller. Usage flows ask {@link Grants} itself, so nothing else opens by it.
 */
public final class DeviceGrants {

    private final Grants grants;
    private final TestHomes testHomes;

    public DeviceGrants(Grants grants, TestHomes testHomes) {
        this.grants = grants;
        this.testHomes = testHomes;
    }

    /** Those of the ESIIDs where the Third Party may do what this kind of agreement is for. */
    Set<String> live(ThirdPartyId thirdParty, List<String> esiids, AgreementKind kind) {
        Set<String> live = new HashSet<>(grants.live(thirdParty, esiids, kind).keySet());
        if (live.size() < esiids.size()) {
            testHomes
                    .of(thirdParty)
                    .map(TestHome::esiid)
                    .filter(esiids::contains)
                    .ifPresent(live::add);
        }
        return live;
    }

    /** The devices that the home's in-home device agreement names; empty where any may be added. */
    List<String> named(ThirdPartyId thirdParty, String esiid) {
        return Optional.ofNullable(grants.live(thirdParty, List.of(esiid), AgreementKind.IN_HOME_DEVICE)
                        .get(esiid))
                .map(grants::devices)
                .orElse(List.of());
    }
}
