package org.meterport.hub.han;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.meterport.han.headend.DeviceState;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * One device that a Third Party has put into a home, or asked for, until it is out again.
 *
 * @param device MAC address as sixteen upper-case hexadecimal digits
 * @param joinWindow how long the meter waits for the device, 1 to 30 days
 * @param reason why it was refused or is out: a {@link org.meterport.han.headend.Refusal}, a
 *     {@link org.meterport.han.headend.RemovalReason} or a {@link HanProblem} code
 * @param source who brought its last state about
 * @param progress what has been asked of the head-end, and what it answered
 */
public record HanDeviceOrder(
        String id,
        ThirdPartyId thirdParty,
        String esiid,
        String device,
        Duration joinWindow,
        State state,
        Optional<String> reason,
        Optional<Source> source,
        Optional<String> detail,
        Progress progress,
        Instant requestedAt,
        Instant updatedAt) {

    /** Where a device stands, in the order in which it can come there; a later one is never undone by a late word. */
    public enum State {
        REQUESTED,
        SENT_TO_METER,
        JOIN_OPEN,
        JOIN_TIMEOUT,
        REJECTED,
        JOINED,
        REMOVE_REQUESTED,
        REMOVED;

        static State of(DeviceState told) {
            return valueOf(told.name());
        }

        /** Out of the home, or never in it. */
        public boolean isOver() {
            return this == JOIN_TIMEOUT || this == REJECTED || this == REMOVED;
        }
    }

    /** Who brought a state about. */
    public enum Source {
        THIRD_PARTY,
        HUB,
        UTILITY
    }

    /**
     * What has been asked of the head-end.
     *
     * @param addAsked whether it may have the order to let the device in
     * @param addToken its name for that order, once it has answered
     * @param removeToken its name for the order to take the device out
     */
    public record Progress(boolean addAsked, Optional<String> addToken, Optional<String> removeToken) {

        static final Progress NONE = new Progress(false, Optional.empty(), Optional.empty());

        Progress asked() {
            return new Progress(true, addToken, removeToken);
        }

        Progress added(String token) {
            return new Progress(true, Optional.of(token), removeToken);
        }

        Progress removing(String token) {
            return new Progress(addAsked, addToken, Optional.of(token));
        }
    }

    HanDeviceOrder in(State next, Optional<String> why, Source who, String sentence, Instant now) {
        return new HanDeviceOrder(
                id,
                thirdParty,
                esiid,
                device,
                joinWindow,
                next,
                why,
                Optional.of(who),
                sentence.isEmpty() ? Optional.empty() : Optional.of(sentence),
                progress,
                requestedAt,
                now);
    }

    HanDeviceOrder with(Progress progress) {
        return new HanDeviceOrder(
                id,
                thirdParty,
                esiid,
                device,
                joinWindow,
                state,
                reason,
                source,
                detail,
                progress,
                requestedAt,
                updatedAt);
    }
}
