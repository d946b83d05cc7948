package org.meterport.hub.han;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.han.headend.Operation;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.han.HanRequest.Text;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;

/** Accepts a text for up to 10,000 addresses: on record and owed to the dispatch queue in the caller's transaction. */
public final class SendText {

    /** Queue of chunks to dispatch; the body is {@code requestId:from:to}. */
    public static final String QUEUE = "han.dispatch.v1";

    /** The most addresses of one call (the 2014 requirement). */
    public static final int MAX_ADDRESSES = 10_000;

    private static final int CHUNK = 250;
    private static final int MOST_CHARACTERS = 40;
    private static final Pattern IS_TEXT = Pattern.compile("[\n[^\\p{Cc}\\p{Cs}]]+");
    private static final Duration LONGEST = Duration.ofMinutes(DisplayMessage.UNTIL_CHANGED - 1);
    private static final Duration FURTHEST_START = Duration.ofDays(365);

    private final HanRequests requests;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;
    private final int maxTextBytes;

    /** @param maxTextBytes what the head-end can carry, in UTF-8 */
    public SendText(HanRequests requests, Outbox outbox, Ids ids, InstantSource clock, int maxTextBytes) {
        this.requests = requests;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.maxTextBytes = maxTextBytes;
    }

    /**
     * Accepts the call. An address that is not one becomes a result line; so does, at dispatch, one without a grant.
     *
     * @param start empty for now
     * @param shownFor whole minutes, one to 65,534
     * @throws Rejection when the call as a whole cannot be: too many addresses, a text the radio cannot carry, a time
     *     that is over
     */
    public HanRequest accept(
            ThirdPartyId thirdParty, Text text, List<Address> addresses, Optional<Instant> start, Duration shownFor) {
        if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
            throw new Rejection(
                    HanProblem.TOO_MANY_ADDRESSES,
                    "A call takes 1 to " + MAX_ADDRESSES + " addresses, not " + addresses.size()
                            + "; nothing of it was taken, split the list.");
        }
        int bytes = DisplayMessage.utf8Length(text.text());
        if (bytes > maxTextBytes) {
            throw new Rejection(
                    HanProblem.TEXT_TOO_LONG,
                    "The text has " + bytes + " bytes in UTF-8; displays here take " + maxTextBytes
                            + ", and the hub never shortens a text.");
        }
        if (!IS_TEXT.matcher(text.text()).matches()) {
            throw new Rejection(
                    HanProblem.TEXT_NOT_POSSIBLE,
                    "The text is empty or has a character no display can show; leave out control characters and halves"
                            + " of surrogate pairs.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant startsAt = start.orElse(now).truncatedTo(ChronoUnit.SECONDS);
        if (shownFor.compareTo(Duration.ofMinutes(1)) < 0
                || shownFor.compareTo(LONGEST) > 0
                || startsAt.isAfter(now.plus(FURTHEST_START))
                || !startsAt.isAfter(now.minus(shownFor))) {
            throw new Rejection(
                    HanProblem.TIME_NOT_POSSIBLE,
                    "A text is shown for 1 to " + LONGEST.toMinutes()
                            + " minutes, ends in the future and starts within a year.");
        }
        Instant expiresAt = startsAt.plus(shownFor.truncatedTo(ChronoUnit.MINUTES));
        String id = ids.next("han_");
        List<HanTarget> targets = targets(addresses, now);
        var request = new HanRequest(
                id,
                thirdParty,
                Operation.TEXT,
                requests.nextSepId(),
                text,
                startsAt,
                expiresAt,
                targets.size(),
                clock.instant());
        requests.add(request, targets);
        for (int from = 0; from < targets.size(); from += CHUNK) {
            int to = Math.min(from + CHUNK, targets.size());
            outbox.owe(QUEUE, id + ":" + from + ":" + to, Map.of(), Outbox.ORDINARY);
        }
        return request;
    }

    /** Duplicates collapse, and a device beside its own whole home: it would get the same message twice. */
    private static List<HanTarget> targets(List<Address> addresses, Instant now) {
        Set<Address> distinct = new LinkedHashSet<>();
        Set<String> homes = new HashSet<>();
        for (Address address : addresses) {
            Address canonical = address.canonical();
            distinct.add(canonical);
            if (canonical.device().isEmpty()) {
                homes.add(canonical.esiid());
            }
        }
        List<HanTarget> targets = new ArrayList<>();
        for (Address address : distinct) {
            Optional<String> fault = address.fault();
            if (fault.isEmpty() && address.device().isPresent() && homes.contains(address.esiid())) {
                continue;
            }
            targets.add(new HanTarget(
                    targets.size(),
                    address.esiid(),
                    address.device(),
                    fault.isPresent() ? TargetStatus.REJECTED_BY_HUB : TargetStatus.RECEIVED,
                    fault.map(sentence -> HanProblem.ADDRESS_INVALID.code()),
                    fault,
                    Optional.empty(),
                    now));
        }
        return targets;
    }

    /** An ESIID for a whole home, or one of its devices, as the caller wrote them. */
    public record Address(String esiid, Optional<String> device) {

        Address canonical() {
            return new Address(shown(esiid.strip()), device.map(Address::mac));
        }

        private static String mac(String text) {
            try {
                return Eui64.parse(text).toString();
            } catch (IllegalArgumentException none) {
                return text.isBlank() ? "?" : shown(text);
            }
        }

        /** What is no address is kept for its result line, as much of it as helps and in letters a database takes. */
        private static String shown(String text) {
            return text.substring(0, Math.min(text.length(), MOST_CHARACTERS)).replaceAll("[^\\x20-\\x7e]", "?");
        }

        Optional<String> fault() {
            if (Esiid.parse(esiid) instanceof Esiid.Refused refused) {
                return Optional.of(refused.sentence());
            }
            try {
                device.ifPresent(Eui64::parse);
                return Optional.empty();
            } catch (IllegalArgumentException noMac) {
                return Optional.of("The device is not a MAC address of sixteen hexadecimal digits.");
            }
        }
    }
}
