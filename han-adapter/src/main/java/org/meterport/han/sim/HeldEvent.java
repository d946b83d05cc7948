package org.meterport.han.sim;

import java.time.Duration;
import java.time.Instant;
import org.meterport.han.sep.Octets;

/**
 * A load-control event in a device's memory.
 *
 * @param starts after the device has thrown its dice, by its own clock
 * @param ends likewise
 * @param zcl the frame it came in
 */
record HeldEvent(long id, Stage stage, boolean optedOut, Instant starts, Instant ends, Octets zcl) {
    /** Seconds from the Unix epoch to 2000-01-01. */
    static final long EPOCH = 946_684_800L;

    /** Payload bytes of an event. */
    static final int SIZE = 23;

    /** Where the event stands in the device. */
    enum Stage {
        TAKEN,
        STARTED,
        ENDED
    }

    private DeviceFrame frame() {
        return new DeviceFrame(zcl.toArray());
    }

    int classes() {
        return frame().two(7);
    }

    int group() {
        return frame().at(9);
    }

    int criticality() {
        return frame().at(16);
    }

    int control() {
        return frame().at(25);
    }

    /** Two bytes each for cooling and heating, one each for load and duty cycle, as a report repeats them. */
    byte[] applied() {
        var bytes = zcl.toArray();
        return new byte[] {bytes[19], bytes[20], bytes[21], bytes[22], bytes[23], bytes[24]};
    }

    /** "Now" was replaced by the time of arrival when the event was taken. */
    static Instant start(DeviceFrame frame, Instant now) {
        var seconds = frame.four(10);
        return seconds == 0 ? now : Instant.ofEpochSecond(seconds + EPOCH);
    }

    static Duration length(DeviceFrame frame) {
        return Duration.ofMinutes(frame.two(14));
    }

    boolean isOver() {
        return stage == Stage.ENDED;
    }

    HeldEvent at(Stage next) {
        return new HeldEvent(id, next, optedOut, starts, ends, zcl);
    }

    HeldEvent optedOut(boolean out) {
        return new HeldEvent(id, stage, out, starts, ends, zcl);
    }

    HeldEvent ending(Instant end) {
        return new HeldEvent(id, stage, optedOut, starts, end, zcl);
    }
}
