package org.meterport.hub.han;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.meterport.han.headend.Operation;
import org.meterport.han.sep.Conformance;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.hub.han.HanMessage.LoadControl;
import org.meterport.hub.han.HanMessage.Price;
import org.meterport.hub.han.HanMessage.Text;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * Accepts a text, a price or a load-control event for up to 10,000 addresses: on record and owed to the dispatch queue in
 * the caller's transaction.
 */
public final class SendMessage {

    private static final Pattern IS_TEXT = Pattern.compile("[\n[^\\p{Cc}\\p{Cs}]]+");
    private static final Duration LONGEST = Duration.ofMinutes(DisplayMessage.UNTIL_CHANGED - 1);
    private static final Duration LONGEST_EVENT = Duration.ofMinutes(LoadControlEvent.LONGEST_MINUTES);
    private static final Duration FURTHEST_START = Duration.ofDays(365);

    private final HanRequests requests;
    private final DispatchQueue queue;
    private final Ids ids;
    private final InstantSource clock;
    private final int maxTextBytes;

    /** @param maxTextBytes what the head-end can carry, in UTF-8 */
    public SendMessage(HanRequests requests, DispatchQueue queue, Ids ids, InstantSource clock, int maxTextBytes) {
        this.requests = requests;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
        this.maxTextBytes = maxTextBytes;
    }

    /**
     * Accepts the call. An address that is not one becomes a result line; so does, at dispatch, one without a grant.
     *
     * @param start empty for now
     * @param lasting whole minutes, one to 65,534; for a load-control event to 1,440
     * @throws Rejection when the call as a whole cannot be: too many addresses, a message the radio cannot carry, a time
     *     that is over
     */
    public HanRequest accept(
            ThirdPartyId thirdParty,
            HanMessage message,
            List<Address> addresses,
            Optional<Instant> start,
            Duration lasting) {
        List<Address> distinct = Address.distinct(addresses);
        if (message instanceof Text text) {
            judge(text);
        } else if (message instanceof Price price) {
            judge(price);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant startsAt = start.orElse(now).truncatedTo(ChronoUnit.SECONDS);
        Duration longest = message instanceof LoadControl ? LONGEST_EVENT : LONGEST;
        if (lasting.compareTo(Duration.ofMinutes(1)) < 0
                || lasting.compareTo(longest) > 0
                || startsAt.isAfter(now.plus(FURTHEST_START))
                || !startsAt.isAfter(now.minus(lasting))) {
            throw new Rejection(
                    HanProblem.TIME_NOT_POSSIBLE,
                    "It lasts 1 to " + longest.toMinutes() + " minutes, ends in the future and starts within a year.");
        }
        List<HanTarget> targets = new ArrayList<>();
        for (Address address : distinct) {
            targets.add(HanTarget.received(targets.size(), address, now, Optional.empty()));
        }
        var request = new HanRequest(
                ids.next("han_"),
                thirdParty,
                requests.nextSepId(),
                message,
                startsAt,
                startsAt.plus(lasting.truncatedTo(ChronoUnit.MINUTES)),
                targets.size(),
                clock.instant(),
                Optional.empty());
        judge(request);
        requests.add(request, targets);
        queue.owe(request, targets);
        return request;
    }

    private void judge(Text text) {
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
    }

    private static void judge(Price price) {
        if (!price.label().isEmpty() && !IS_TEXT.matcher(price.label()).matches()) {
            throw new Rejection(
                    HanProblem.PRICE_NOT_POSSIBLE,
                    "The label has a character no display can show; leave out control characters and halves of"
                            + " surrogate pairs.");
        }
    }

    /** What the standard says of the fields, asked of those who wrote it down. */
    private void judge(HanRequest request) {
        HanProblem problem =
                request.operation() == Operation.PRICE ? HanProblem.PRICE_NOT_POSSIBLE : HanProblem.EVENT_NOT_POSSIBLE;
        List<String> faults;
        try {
            faults = Conformance.faults(DeviceMessages.message(request, request), maxTextBytes);
        } catch (IllegalArgumentException outOfRange) {
            throw new Rejection(problem, "No frame can carry it: " + outOfRange.getMessage() + ".");
        }
        if (!faults.isEmpty()) {
            throw new Rejection(problem, "Devices would refuse it: " + String.join("; ", faults) + ".");
        }
    }
}
