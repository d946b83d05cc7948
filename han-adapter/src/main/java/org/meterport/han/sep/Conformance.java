package org.meterport.han.sep;

import java.util.ArrayList;
import java.util.List;

/**
 * What a conforming device could refuse in a message that fits the wire. Receiving is tolerant, sending is not: a hub asks here before it accepts a
 * message for ten thousand homes.
 */
public final class Conformance {
    /** Carried by every route, however many hops: 54 bytes of ZCL payload less the eleven before the text and its length byte. */
    public static final int SAFE_TEXT_BYTES = 42;
    /** Carried in one frame with both layers of security. */
    public static final int USUAL_TEXT_BYTES = 58;
    /** Carried only where the meter and the device fragment. */
    public static final int FRAGMENTED_TEXT_BYTES = 113;

    private static final int ABSOLUTE_ZERO = -27_315;
    private static final int FULL = 100;

    private Conformance() {}

    /**
     * One sentence a fault, empty when there is none.
     *
     * @param maxTextBytes what the head-end can carry of a text, in UTF-8 bytes
     */
    public static List<String> faults(DeviceMessage message, int maxTextBytes) {
        var faults = new ArrayList<String>();
        if (message instanceof DisplayMessage text) {
            text(text, maxTextBytes, faults);
        } else if (message instanceof PublishPrice price) {
            price(price, faults);
        } else if (message instanceof LoadControlEvent event) {
            event(event, faults);
        } else if (message instanceof CancelLoadControlEvent cancel) {
            classes(cancel.deviceClasses(), faults);
            check(cancel.effective().isNow(), "effective time must be now: devices refuse any other", faults);
        }
        return List.copyOf(faults);
    }

    private static void text(DisplayMessage text, int maxTextBytes, List<String> faults) {
        var bytes = DisplayMessage.utf8Length(text.text());
        check(
                bytes <= maxTextBytes,
                "text has " + bytes + " UTF-8 bytes, at most " + maxTextBytes + " can be carried",
                faults);
        check(bytes > 0, "text is empty", faults);
        check(!text.start().isInvalid(), "start time is the value reserved for invalid", faults);
        check((text.control().bits() & 0x73) == 0, "message control sets inter-PAN or reserved bits", faults);
        check(text.extendedControl().isEmpty(), "extended control is not part of SE 1.0 and 1.1", faults);
    }

    private static void price(PublishPrice price, List<String> faults) {
        var label = DisplayMessage.utf8Length(price.rateLabel());
        check(
                label <= PublishPrice.LABEL_LIMIT,
                "rate label has " + label + " UTF-8 bytes, at most " + PublishPrice.LABEL_LIMIT + " are allowed",
                faults);
        check(!price.start().isInvalid(), "start time is the value reserved for invalid", faults);
        check(price.extras().count() >= 3, "price lacks fields of the SE 1.0 form", faults);
        check(price.extras().count() <= 8, "price has fields that are not part of SE 1.0 and 1.1", faults);
    }

    private static void event(LoadControlEvent event, List<String> faults) {
        classes(event.deviceClasses(), faults);
        check(!event.start().isInvalid(), "start time is the value reserved for invalid", faults);
        check(
                event.durationMinutes() >= 1 && event.durationMinutes() <= LoadControlEvent.LONGEST_MINUTES,
                "duration is " + event.durationMinutes() + " minutes, but must be 1 to "
                        + LoadControlEvent.LONGEST_MINUTES,
                faults);
        var level = event.criticality().code();
        check(level >= 1 && level <= 15, "criticality " + level + " is reserved", faults);
        var asked = event.adjustment();
        asked.coolingSetPoint()
                .ifPresent(v -> check(v >= ABSOLUTE_ZERO, "cooling set point is below absolute zero", faults));
        asked.heatingSetPoint()
                .ifPresent(v -> check(v >= ABSOLUTE_ZERO, "heating set point is below absolute zero", faults));
        asked.averageLoadPercent()
                .ifPresent(v ->
                        check(Math.abs(v) <= FULL, "average load is " + v + " %, but must be -100 to 100", faults));
        asked.dutyCyclePercent()
                .ifPresent(v -> check(v <= FULL, "duty cycle is " + v + " %, but must be 0 to 100", faults));
        check((event.control() & ~3) == 0, "event control sets reserved bits", faults);
    }

    private static void classes(int bits, List<String> faults) {
        check(bits != 0, "no device class is chosen, so no device would act", faults);
        check((bits & ~DeviceClass.ALL_BITS) == 0, "device classes set reserved bits", faults);
    }

    private static void check(boolean holds, String fault, List<String> faults) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
