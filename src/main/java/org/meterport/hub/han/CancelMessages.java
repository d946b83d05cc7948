package org.meterport.hub.han;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterport.han.headend.Operation;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.han.HanMessage.CancelAll;
import org.meterport.hub.han.HanMessage.CancelLoadControl;
import org.meterport.hub.han.HanMessage.CancelScope;
import org.meterport.hub.han.HanMessage.CancelText;
import org.meterport.hub.han.HanRequests.Event;
import org.meterport.hub.han.HanTarget.Place;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * Accepts cancels. Only the caller's own messages can be taken back: the record is looked up as the caller sees it.
 *
 * <p>A cancel overtakes what it cancels. Targets that were not sent are dropped here, under the lock a dispatch takes
 * before it sends; those on their way are marked, and their cancel is not dispatched before the head-end has answered.
 */
public final class CancelMessages {

    private static final Duration WHOLE_HOME_VALID = Duration.ofHours(24);
    private static final String DROPPED = "What it takes back had not been sent, and will not be.";

    private final HanRequests requests;
    private final DispatchQueue queue;
    private final Ids ids;
    private final InstantSource clock;
    private final CancelScope scopeOfAll;

    /** @param scopeOfAll what "cancel all" means at this hub */
    public CancelMessages(
            HanRequests requests, DispatchQueue queue, Ids ids, InstantSource clock, CancelScope scopeOfAll) {
        this.requests = requests;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
        this.scopeOfAll = scopeOfAll;
    }

    /**
     * Takes a text back.
     *
     * @param addresses empty: wherever it was sent
     * @throws Rejection when there is no such text of the caller's, or its time is over
     */
    public HanRequest cancelText(ThirdPartyId thirdParty, String requestId, List<Address> addresses) {
        return cancelOne(thirdParty, own(requestId, Operation.TEXT), new CancelText(requestId), addresses);
    }

    /** Ends one load-control event; otherwise as {@link #cancelText}. */
    public HanRequest cancelLoadControl(
            ThirdPartyId thirdParty, String requestId, List<Address> addresses, boolean randomised) {
        HanRequest event = own(requestId, Operation.LOAD_CONTROL);
        return cancelOne(thirdParty, event, new CancelLoadControl(requestId, randomised), addresses);
    }

    /** Ends the caller's live load-control events in these homes or devices, or everybody's where the operator says so. */
    public HanRequest cancelAll(ThirdPartyId thirdParty, List<Address> addresses, boolean randomised) {
        Instant now = now();
        List<Address> distinct = Address.distinct(addresses);
        List<Event> live = requests.lockLiveEvents(
                thirdParty, distinct.stream().map(Address::esiid).distinct().toList(), now);
        var lines = new Lines(now);
        var message = new CancelAll(randomised, scopeOfAll);
        if (scopeOfAll == CancelScope.WHOLE_HOME) {
            lines.match(distinct, live);
            List<HanTarget> homes = new ArrayList<>();
            for (Address address : distinct) {
                homes.add(HanTarget.received(homes.size(), address, now, Optional.empty()));
            }
            lines.dropped.forEach(requests::update);
            return stored(thirdParty, requests.nextSepId(), message, now.plus(WHOLE_HOME_VALID), homes);
        }
        lines.match(distinct, live);
        lines.dropped.forEach(requests::update);
        Instant last =
                live.stream().map(Event::expiresAt).max(Instant::compareTo).orElse(now.plus(WHOLE_HOME_VALID));
        return stored(thirdParty, requests.nextSepId(), message, last, lines.targets());
    }

    private HanRequest cancelOne(
            ThirdPartyId thirdParty, HanRequest subject, HanMessage message, List<Address> addresses) {
        Instant now = now();
        if (!now.isBefore(subject.expiresAt())) {
            throw new Rejection(
                    HanProblem.NOTHING_TO_CANCEL,
                    "It ended at " + subject.expiresAt() + "; nothing is left to cancel.");
        }
        List<Event> events = requests.lockTargets(subject.id(), 0, Integer.MAX_VALUE).stream()
                .map(target -> new Event(subject.id(), subject.expiresAt(), target))
                .toList();
        List<Address> asked = addresses.isEmpty()
                ? events.stream()
                        .map(event -> new Address(
                                event.target().esiid(), event.target().device()))
                        .toList()
                : Address.distinct(addresses);
        var lines = new Lines(now);
        lines.match(asked, events);
        lines.dropped.forEach(requests::update);
        return stored(thirdParty, subject.sepId(), message, subject.expiresAt(), lines.targets());
    }

    private HanRequest own(String requestId, Operation operation) {
        return requests.find(requestId)
                .filter(request -> request.operation() == operation)
                .orElseThrow(() -> new Rejection(
                        ApiProblem.NOT_FOUND,
                        "There is no " + (operation == Operation.TEXT ? "text" : "load-control event") + " " + requestId
                                + " of yours."));
    }

    private HanRequest stored(
            ThirdPartyId thirdParty, long sepId, HanMessage message, Instant expiresAt, List<HanTarget> targets) {
        var request = new HanRequest(
                ids.next("han_"),
                thirdParty,
                sepId,
                message,
                now(),
                expiresAt,
                targets.size(),
                clock.instant(),
                Optional.empty());
        requests.add(request, targets);
        queue.owe(request, targets);
        return request;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Finds what each address takes back, and drops of it what was not sent. */
    private static final class Lines {

        private final Instant now;
        private final Map<String, List<HanTarget>> dropped = new LinkedHashMap<>();
        private final Map<String, List<Draft>> byRequest = new LinkedHashMap<>();
        private final List<Draft> others = new ArrayList<>();
        private final Set<Object> seen = new HashSet<>();

        /** A line before it has its place: lines of one event stand together, because they leave together. */
        private record Draft(Address address, Optional<Place> cancels, boolean unsent) {}

        Lines(Instant now) {
            this.now = now;
        }

        void match(List<Address> addresses, List<Event> events) {
            Map<String, List<Event>> byHome = new LinkedHashMap<>();
            events.forEach(event -> byHome.computeIfAbsent(event.target().esiid(), home -> new ArrayList<>())
                    .add(event));
            for (Address address : addresses) {
                boolean any = false;
                for (Event event : byHome.getOrDefault(address.esiid(), List.of())) {
                    any |= match(address, event);
                }
                if (!any) {
                    others.add(new Draft(address, Optional.empty(), false));
                }
            }
        }

        private boolean match(Address address, Event event) {
            HanTarget target = event.target();
            boolean covered = address.device().isEmpty() || address.device().equals(target.device());
            if (!covered && target.device().isPresent()) {
                return false;
            }
            if (target.code().filter(HanProblem.ADDRESS_INVALID.code()::equals).isPresent()) {
                return false;
            }
            var narrower = covered ? new Address(target.esiid(), target.device()) : address;
            var place = new Place(event.requestId(), target.ordinal());
            if (!seen.add(List.of(narrower, place))) {
                return true;
            }
            boolean unsent = neverSent(target);
            if (covered && target.status() == TargetStatus.RECEIVED) {
                change(
                        event,
                        target.ended(
                                TargetStatus.CANCELLED,
                                HanProblem.TAKEN_BACK.code(),
                                "It was cancelled before it was sent.",
                                now));
                unsent = true;
            } else if (covered && target.status() == TargetStatus.QUEUED) {
                change(event, target.doubted(HanProblem.TAKEN_BACK, "It was cancelled on its way.", now));
            }
            byRequest
                    .computeIfAbsent(event.requestId(), request -> new ArrayList<>())
                    .add(new Draft(narrower, Optional.of(place), unsent));
            return true;
        }

        private void change(Event event, HanTarget target) {
            dropped.computeIfAbsent(event.requestId(), request -> new ArrayList<>())
                    .add(target);
        }

        List<HanTarget> targets() {
            List<HanTarget> targets = new ArrayList<>();
            byRequest.values().forEach(drafts -> drafts.forEach(draft -> targets.add(target(targets.size(), draft))));
            others.forEach(draft -> targets.add(target(targets.size(), draft)));
            return targets;
        }

        private HanTarget target(int ordinal, Draft draft) {
            HanTarget target = HanTarget.received(ordinal, draft.address(), now, draft.cancels());
            if (draft.unsent()) {
                return target.ended(TargetStatus.COMPLETED, HanProblem.TAKEN_BACK.code(), DROPPED, now);
            }
            if (draft.cancels().isPresent() || target.status() != TargetStatus.RECEIVED) {
                return target;
            }
            return target.ended(
                    TargetStatus.REJECTED_BY_HUB,
                    HanProblem.NOTHING_TO_CANCEL.code(),
                    "There is nothing of yours to cancel at this address.",
                    now);
        }
    }

    /** Whether the head-end is known not to have it. */
    static boolean neverSent(HanTarget target) {
        return switch (target.status()) {
            case REJECTED_BY_HUB -> true;
            case REJECTED_BY_HEADEND, CANCELLED, EXPIRED -> target.token().isEmpty();
            default -> false;
        };
    }
}
