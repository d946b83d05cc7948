package org.meterport.han.sim;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Operation;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Cluster;
import org.meterport.han.sep.Eui64;

/** One accepted message to one target, from the queue to the last device. */
final class Work {
    /** Where the message is. */
    enum Stage {
        QUEUED,
        AT_METER,
        CLOSED
    }

    private final Fact.Accepted accepted;
    private final Token token;
    private final long sepId;
    private final Set<Eui64> openLegs = new LinkedHashSet<>();
    private Stage stage = Stage.QUEUED;
    private Level level = Level.HEADEND_ACCEPTED;
    private Instant levelAt;
    private boolean underWay;

    Work(Fact.Accepted accepted, Token token) {
        this.accepted = accepted;
        this.token = token;
        sepId = sepId(accepted);
        levelAt = accepted.notBefore();
    }

    static String key(String batchId, Operation operation, Target target) {
        return operation + "|" + target + "|" + batchId;
    }

    String key() {
        return key(accepted.batchId(), accepted.operation(), accepted.target());
    }

    Fact.Accepted accepted() {
        return accepted;
    }

    long number() {
        return accepted.number();
    }

    Token token() {
        return token;
    }

    Target target() {
        return accepted.target();
    }

    Operation operation() {
        return accepted.operation();
    }

    /** Message id or issuer event id; -1 for "cancel all", which has none. */
    long sepId() {
        return sepId;
    }

    int cluster() {
        return cluster(operation());
    }

    static int cluster(Operation operation) {
        return switch (operation) {
            case TEXT, CANCEL_TEXT -> Cluster.MESSAGING;
            case PRICE -> Cluster.PRICE;
            case LOAD_CONTROL, CANCEL_LOAD_CONTROL, CANCEL_ALL_LOAD_CONTROL -> Cluster.LOAD_CONTROL;
        };
    }

    Stage stage() {
        return stage;
    }

    Level level() {
        return level;
    }

    Instant levelAt() {
        return levelAt;
    }

    Set<Eui64> openLegs() {
        return Set.copyOf(openLegs);
    }

    boolean isOpenFor(Eui64 device) {
        return openLegs.contains(device);
    }

    /** On a lane just now; not a fact, because a crash empties the lanes. */
    boolean isUnderWay() {
        return underWay;
    }

    void underWay(boolean now) {
        underWay = now;
    }

    void apply(Fact.Moved moved) {
        stage = moved.stage();
        openLegs.clear();
        openLegs.addAll(moved.devices());
        note(moved.level(), moved.at());
    }

    void closeLeg(Eui64 device) {
        openLegs.remove(device);
    }

    /** Progress only rises. A failure counts while no device has the message, and an early end while none has finished it. */
    void note(Level reached, Instant at) {
        var rises = reached.kind() == Level.Kind.PROGRESS
                && (level.kind() == Level.Kind.FAILURE || reached.compareTo(level) > 0);
        var endsEarly = reached == Level.CANCELLED || reached == Level.SUPERSEDED;
        var least = endsEarly ? Level.COMPLETED : Level.DEVICE_DELIVERED;
        var fails = reached.kind() == Level.Kind.FAILURE && level.compareTo(least) < 0;
        if (rises || fails) {
            level = reached;
            levelAt = at;
        }
    }

    private static long sepId(Fact.Accepted accepted) {
        var bytes = accepted.zcl().toArray();
        if (accepted.operation() == Operation.CANCEL_ALL_LOAD_CONTROL || bytes.length < 8) {
            return -1;
        }
        var frame = new DeviceFrame(bytes);
        return accepted.operation() == Operation.PRICE ? frame.four(8 + frame.at(7)) : frame.four(DeviceFrame.HEAD);
    }
}
