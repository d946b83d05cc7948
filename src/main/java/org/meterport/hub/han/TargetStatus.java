package org.meterport.hub.han;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.meterport.han.headend.Level;

/**
 * How far a message came at a target. The first two and the last two are the hub's own; the rest are the head-end's
 * {@link Level}s under the same names. Stored and shown by name.
 */
public enum TargetStatus {
    /** On record, not yet looked at. */
    RECEIVED(Kind.PROGRESS),
    /** The grant was there; the head-end has been or is being asked. */
    QUEUED(Kind.PROGRESS),
    HEADEND_ACCEPTED(Kind.PROGRESS),
    ESI_DELIVERED(Kind.PROGRESS),
    DEVICE_DELIVERED(Kind.PROGRESS),
    STARTED(Kind.PROGRESS),
    COMPLETED(Kind.PROGRESS),

    REJECTED_BY_HEADEND(Kind.FAILURE),
    ESI_UNREACHABLE(Kind.FAILURE),
    NO_DEVICE(Kind.FAILURE),
    DEVICE_UNREACHABLE(Kind.FAILURE),
    DEVICE_REJECTED(Kind.FAILURE),
    EXPIRED(Kind.FAILURE),
    SUPERSEDED(Kind.FAILURE),
    CANCELLED(Kind.FAILURE),

    /** The hub did not send it; the target's code says why. */
    REJECTED_BY_HUB(Kind.FAILURE),
    /** Nothing was heard by the last moment at which something could be. A late word reopens it. */
    UNKNOWN(Kind.SILENCE);

    private enum Kind {
        PROGRESS,
        FAILURE,
        SILENCE
    }

    private static final Comparator<TargetStatus> BY_WEIGHT =
            Comparator.comparingInt(TargetStatus::weight).thenComparing(Comparator.naturalOrder());

    private final Kind kind;

    TargetStatus(Kind kind) {
        this.kind = kind;
    }

    /** Where the head-end's word leads; a customer's remark leads nowhere and gives the status it was told at. */
    static TargetStatus of(Level level, TargetStatus current) {
        return level.kind() == Level.Kind.REMARK ? current : valueOf(level.name());
    }

    /**
     * The status after one more word about the same device. Words come in any order and more than once, so the outcome
     * must not depend on either: the good end outweighs every failure, a failure outweighs progress, of two failures the
     * one listed later counts and of two steps the higher one, and silence is ended by any word.
     */
    TargetStatus after(Level news) {
        TargetStatus next = of(news, this);
        return BY_WEIGHT.compare(next, this) > 0 ? next : this;
    }

    /** From the one that every word outweighs to the one that none does: of all words about a device the heaviest counts. */
    public static List<TargetStatus> byWeight() {
        return Arrays.stream(values()).sorted(BY_WEIGHT).toList();
    }

    boolean isFailure() {
        return kind == Kind.FAILURE;
    }

    private int weight() {
        return switch (kind) {
            case SILENCE -> 0;
            case PROGRESS -> this == COMPLETED ? 3 : 1;
            case FAILURE -> 2;
        };
    }

    /** The status of a home from those of its devices: the best of them, for a message that one device shows has arrived. */
    static TargetStatus ofHome(Collection<TargetStatus> devices) {
        return devices.stream()
                .max(Comparator.comparing((TargetStatus status) -> status.kind == Kind.PROGRESS)
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(HEADEND_ACCEPTED);
    }
}
