package org.meterport.hub.han;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.Operation;

/** What a request sends. Kept on record as it was accepted, so that every retry makes the same bytes of it. */
public sealed interface HanMessage {

    Operation operation();

    /**
     * A text for displays.
     *
     * @param importance LOW, MEDIUM, HIGH or CRITICAL
     * @param confirmationRequired whether the customer is asked to press a button
     */
    record Text(String text, String importance, boolean confirmationRequired) implements HanMessage {

        @Override
        public Operation operation() {
            return Operation.TEXT;
        }

        @Override
        public String toString() {
            return "Text[" + importance + "]";
        }
    }

    /**
     * A price. It is withdrawn by another one: the later SEP id replaces it.
     *
     * @param provider SEP's provider id
     * @param label at most eleven UTF-8 bytes
     * @param units the price in 10^-{@code decimals} of the currency for a kilowatt-hour, an unsigned 32-bit number
     * @param decimals 0 to 15
     * @param currency ISO 4217 numeric
     * @param tier 0 for none, to 15
     * @param tiers in use, 0 for unspecified, to 15
     * @param registerTier the meter's register that counts this tier, 0 for none
     * @param acknowledged whether devices are asked for a Price Acknowledgement, which takes the SE 1.1 form
     */
    record Price(
            long provider,
            String label,
            long units,
            int decimals,
            int currency,
            int tier,
            int tiers,
            int registerTier,
            boolean acknowledged)
            implements HanMessage {

        @Override
        public Operation operation() {
            return Operation.PRICE;
        }
    }

    /**
     * A load-control event, in the units of the frame.
     *
     * @param deviceClasses bits of {@link org.meterport.han.sep.DeviceClass}
     * @param enrollmentGroup 0 for every group, to 255
     * @param criticality code of {@link org.meterport.han.sep.Criticality}
     * @param coolingOffset 0.1 degrees Celsius; null when not asked for, as the fields that follow
     * @param coolingSetPoint 0.01 degrees Celsius
     */
    record LoadControl(
            int deviceClasses,
            int enrollmentGroup,
            int criticality,
            @Nullable Integer coolingOffset,
            @Nullable Integer heatingOffset,
            @Nullable Integer coolingSetPoint,
            @Nullable Integer heatingSetPoint,
            @Nullable Integer averageLoadPercent,
            @Nullable Integer dutyCyclePercent,
            boolean randomiseStart,
            boolean randomiseEnd)
            implements HanMessage {

        @Override
        public Operation operation() {
            return Operation.LOAD_CONTROL;
        }

        static OptionalInt of(@Nullable Integer value) {
            return value == null ? OptionalInt.empty() : OptionalInt.of(value);
        }
    }

    /** Takes a text back. */
    record CancelText(String requestId) implements HanMessage {

        @Override
        public Operation operation() {
            return Operation.CANCEL_TEXT;
        }
    }

    /**
     * Ends one load-control event.
     *
     * @param randomised whether devices end it with the event's own randomisation
     */
    record CancelLoadControl(String requestId, boolean randomised) implements HanMessage {

        @Override
        public Operation operation() {
            return Operation.CANCEL_LOAD_CONTROL;
        }
    }

    /**
     * Ends load-control events, whichever are live.
     *
     * @param scope which command went out: it is kept, for it decides whose events ended
     */
    record CancelAll(boolean randomised, CancelScope scope) implements HanMessage {

        @Override
        public Operation operation() {
            return Operation.CANCEL_ALL_LOAD_CONTROL;
        }
    }

    /** How far "cancel all" reaches. */
    enum CancelScope {
        /** The caller's own live events, each by a cancel of its own. */
        OWN_EVENTS,
        /** Every event of the home, whoever sent it: the one command names no owner. */
        WHOLE_HOME
    }
}
