package org.meterport.han.sim;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Eui64;

/** Turns what happened into events with numbers of their own. */
final class Teller {
    private final World world;
    private final Mailbox mailbox;
    private String name = "";
    private long last;

    Teller(World world, Mailbox mailbox) {
        this.world = world;
        this.mailbox = mailbox;
    }

    void continueAs(String journalName, long lastNumber) {
        name = journalName;
        last = lastNumber;
    }

    /** Numbers go on after this one. */
    void used(long number) {
        last = Math.max(last, number);
    }

    Fact.Begun begun() {
        return new Fact.Begun(name, last);
    }

    /** One row of numbers for tokens, orders and events. */
    long nextNumber() {
        return ++last;
    }

    Token token(long number) {
        return new Token(name + "-" + number);
    }

    void tell(Work work, Optional<Eui64> device, Level level, Instant at, OptionalInt rawStatus, String detail) {
        var number = nextNumber();
        work.note(level, at);
        tell(
                number,
                new HeadEndEvent.OfMessage(
                        name + "-" + number,
                        work.token(),
                        work.target().esiid(),
                        device,
                        level,
                        at,
                        rawStatus,
                        detail));
    }

    void tell(
            long order,
            Esiid esiid,
            Eui64 device,
            DeviceState state,
            Optional<Refusal> refusal,
            Optional<RemovalReason> removal,
            String detail) {
        var number = nextNumber();
        var token = order == 0 ? Optional.<Token>empty() : Optional.of(token(order));
        tell(
                number,
                new HeadEndEvent.OfDevice(
                        name + "-" + number, token, esiid, device, state, world.now(), refusal, removal, detail));
    }

    private void tell(long number, HeadEndEvent event) {
        world.record(new Fact.Told(number, event));
        if (world.happens(world.model().lateEvents())) {
            world.afterCommit(() -> mailbox.keep(number, event));
            world.after(RadioModel.share(world.model().lateBy(), world.chance()), () -> mailbox.release(number));
        } else {
            world.afterCommit(() -> mailbox.offer(number, event));
        }
    }
}
