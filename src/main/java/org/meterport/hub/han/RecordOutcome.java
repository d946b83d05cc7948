package org.meterport.hub.han;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.han.HanRequests.Noted;
import org.meterport.hub.han.HanRequests.Owned;
import org.meterport.hub.han.HanRequests.Told;
import org.meterport.hub.han.HanTarget.Place;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;

/**
 * Notes what the head-end tells of a message. Each event counts once, by its id, and the target's status follows from
 * all of them, so duplicates and disorder change nothing. The head-end may forget an event only after this has
 * committed.
 */
public final class RecordOutcome {

    /** Stands where a device's address would. */
    private static final String METER = "";

    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Transactions transactions;
    private final HanRequests requests;
    private final InstantSource clock;

    public RecordOutcome(Transactions transactions, HanRequests requests, InstantSource clock) {
        this.transactions = transactions;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Notes one event.
     *
     * @throws Unavailable when the token is not on record yet: the event overtook the head-end's own answer, and is to be
     *     told again
     * @throws Rejection when a day has not brought it: the work is not this hub's
     */
    public void record(HeadEndEvent.OfMessage event) {
        RuntimeException refusal = record(List.of(event)).get(event);
        if (refusal != null) {
            throw refusal;
        }
    }

    /**
     * Notes many events in one transaction.
     *
     * @return those that could not be noted, each with what {@link #record(HeadEndEvent.OfMessage)} throws for it
     */
    public Map<HeadEndEvent.OfMessage, RuntimeException> record(List<HeadEndEvent.OfMessage> events) {
        return transactions.asOperator(() -> {
            Map<HeadEndEvent.OfMessage, RuntimeException> refused = new HashMap<>();
            Map<String, Owned> owned = requests.lockByTokens(events.stream()
                    .map(event -> event.token().value())
                    .distinct()
                    .toList());
            List<Noted> news = new ArrayList<>();
            for (HeadEndEvent.OfMessage event : events) {
                Owned owner = owned.get(event.token().value());
                if (owner == null) {
                    refused.put(event, unknown(event));
                } else {
                    news.add(new Noted(owner, told(event)));
                }
            }
            Set<String> unheard = requests.note(news);
            rise(news.stream()
                    .filter(noted -> unheard.contains(noted.told().eventId()))
                    .toList());
            return refused;
        });
    }

    /** Gives each target that was spoken of the status that all its events make. */
    private void rise(List<Noted> news) {
        if (news.isEmpty()) {
            return;
        }
        Set<String> reopened = new HashSet<>();
        Map<Place, HanTarget> targets = new LinkedHashMap<>();
        for (Noted noted : news) {
            HanTarget target = noted.owner().target();
            targets.put(new Place(noted.owner().requestId(), target.ordinal()), target);
            if (target.status() == TargetStatus.UNKNOWN) {
                reopened.add(noted.owner().requestId());
            }
        }
        Map<Place, List<Told>> histories = requests.histories(targets.keySet());
        Map<String, List<HanTarget>> changed = new LinkedHashMap<>();
        Instant now = clock.instant();
        targets.forEach((place, target) -> {
            TargetStatus status = status(histories.getOrDefault(place, List.of()));
            if (status != target.status()) {
                changed.computeIfAbsent(place.requestId(), request -> new ArrayList<>())
                        .add(target.moved(status, now));
            }
        });
        changed.forEach(requests::update);
        if (!reopened.isEmpty()) {
            requests.reopened(reopened);
        }
    }

    private static Told told(HeadEndEvent.OfMessage event) {
        return new Told(
                event.id(),
                event.device().map(Eui64::toString).orElse(METER),
                event.level().name(),
                event.rawStatus(),
                event.at());
    }

    private RuntimeException unknown(HeadEndEvent.OfMessage event) {
        return event.at().isBefore(clock.instant().minus(PATIENCE))
                ? new Rejection(
                        HanProblem.NOT_OURS, "No message of this hub has the token of event " + event.id() + ".")
                : new Unavailable("dispatch", "the answer that names this token is not on record yet", null);
    }

    /** Where each device came to that was told of, by its MAC address. */
    public static Map<String, TargetStatus> devices(Collection<Told> history) {
        Map<String, TargetStatus> devices = climbed(history);
        devices.remove(METER);
        return devices;
    }

    private static Map<String, TargetStatus> climbed(Collection<Told> history) {
        Map<String, TargetStatus> devices = new TreeMap<>();
        for (Told told : history) {
            devices.merge(
                    told.device(),
                    TargetStatus.HEADEND_ACCEPTED.after(Level.valueOf(told.level())),
                    (before, unused) -> before.after(Level.valueOf(told.level())));
        }
        return devices;
    }

    /**
     * What all events together say: each device climbs its own ladder, and the best of them counts. The meter's words
     * count until a device has spoken; that the meter has a message is no news any more when every device failed.
     */
    static TargetStatus status(Collection<Told> history) {
        Map<String, TargetStatus> devices = climbed(history);
        TargetStatus meter = devices.remove(METER);
        if (devices.isEmpty()) {
            return meter == null ? TargetStatus.HEADEND_ACCEPTED : meter;
        }
        TargetStatus best = TargetStatus.ofHome(devices.values());
        return meter == null || best.isFailure() ? best : TargetStatus.ofHome(List.of(best, meter));
    }
}
