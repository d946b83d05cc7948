package org.meterport.hub.han;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterport.hub.han.HanRequests.Changed;
import org.meterport.hub.han.HanTarget.Place;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.webhook.EventKind;
import org.meterport.hub.webhook.PartnerEvents;

/** Tells Third Parties how far their messages came: many targets an event, each with the status it has by then. */
public final class TellTargets {

    private static final int AT_ONCE = 5_000;
    private static final int AN_EVENT = 500;

    private final Transactions transactions;
    private final HanRequests requests;
    private final PartnerEvents partnerEvents;

    public TellTargets(Transactions transactions, HanRequests requests, PartnerEvents partnerEvents) {
        this.transactions = transactions;
        this.requests = requests;
        this.partnerEvents = partnerEvents;
    }

    /** Tells of everything that has changed by now. */
    public void tell() {
        int taken;
        do {
            taken = transactions.asOperator(this::tellSome);
        } while (taken == AT_ONCE);
    }

    private int tellSome() {
        List<Changed> changed = requests.takeChanged(AT_ONCE);
        Map<Place, HanTarget> targets =
                requests.targetsAt(changed.stream().map(Changed::place).toList());
        Map<String, ThirdPartyId> parties = new LinkedHashMap<>();
        Map<String, List<Map<String, Object>>> byRequest = new LinkedHashMap<>();
        for (Changed one : changed) {
            HanTarget target = targets.get(one.place());
            if (target != null) {
                parties.put(one.place().requestId(), one.thirdParty());
                byRequest
                        .computeIfAbsent(one.place().requestId(), id -> new ArrayList<>())
                        .add(line(target));
            }
        }
        parties.forEach((request, party) -> {
            List<Map<String, Object>> lines = byRequest.getOrDefault(request, List.of());
            for (int from = 0; from < lines.size(); from += AN_EVENT) {
                partnerEvents.tell(
                        party,
                        EventKind.HAN_TARGETS,
                        Map.of(
                                "requestId",
                                request,
                                "targets",
                                lines.subList(from, Math.min(from + AN_EVENT, lines.size()))));
            }
        });
        return changed.size();
    }

    private static Map<String, Object> line(HanTarget target) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("index", target.ordinal());
        line.put("esiid", target.esiid());
        target.device().ifPresent(device -> line.put("device", device));
        line.put("status", target.status().name());
        target.code().ifPresent(code -> line.put("code", code));
        line.put("updatedAt", target.updatedAt().toString());
        return line;
    }
}
