package org.meterport.han.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meterport.han.headend.HeadEndEvent;

/**
 * From facts to state and back. Reading a journal makes the state, and the state written as facts begins the next journal, so a journal grows only
 * while the process lives. A batch is known again for thirty days after its last moment, then forgotten.
 */
final class History {
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int RADIX = 36;

    private final Works works;
    private final Mailbox mailbox;
    private final Teller teller;
    private final Street street;
    private final Joining joining;

    History(Works works, Mailbox mailbox, Teller teller, Street street, Joining joining) {
        this.works = works;
        this.mailbox = mailbox;
        this.teller = teller;
        this.street = street;
        this.joining = joining;
    }

    /** Makes the state that follows from the facts; a journal that begins gets a name no other begun in another millisecond has. */
    void replay(List<Fact> facts, Instant now) {
        teller.continueAs(Long.toString(now.toEpochMilli(), RADIX), 0);
        facts.forEach(this::apply);
    }

    private void apply(Fact fact) {
        if (fact instanceof Fact.Begun begun) {
            teller.continueAs(begun.name(), begun.lastNumber());
        } else if (fact instanceof Fact.Accepted accepted) {
            teller.used(accepted.number());
            works.add(new Work(accepted, teller.token(accepted.number())));
        } else if (fact instanceof Fact.Moved moved) {
            var work = works.byNumber(moved.number());
            if (work != null) {
                work.apply(moved);
            }
        } else if (fact instanceof Fact.LegClosed closed) {
            var work = works.byNumber(closed.number());
            if (work != null) {
                work.closeLeg(closed.device());
            }
        } else if (fact instanceof Fact.Ordered ordered) {
            teller.used(ordered.number());
            joining.apply(ordered);
        } else if (fact instanceof Fact.Member member) {
            street.apply(member);
        } else if (fact instanceof Fact.Told told) {
            told(told);
        } else if (fact instanceof Fact.Heard heard) {
            mailbox.forget(heard.number());
        } else if (fact instanceof Fact.Did did) {
            street.memory(did.act().device()).apply(did.act());
        } else if (fact instanceof Fact.Remembered remembered) {
            street.memory(remembered.device()).apply(remembered);
        }
    }

    private void told(Fact.Told told) {
        teller.used(told.number());
        mailbox.offer(told.number(), told.event());
        if (told.event() instanceof HeadEndEvent.OfMessage event) {
            var work = works.byToken(event.token());
            if (work != null) {
                work.note(event.level(), event.at());
            }
        }
    }

    /** The state as facts. */
    List<Fact> facts(Instant now) {
        var facts = new ArrayList<Fact>();
        facts.add(teller.begun());
        for (var work : works.all()) {
            if (work.accepted().expiresAt().plus(REMEMBERED).isAfter(now)) {
                facts.add(work.accepted());
                facts.add(new Fact.Moved(
                        work.number(), work.stage(), work.level(), work.levelAt(), List.copyOf(work.openLegs())));
            }
        }
        joining.orders().forEach(facts::add);
        facts.addAll(street.facts());
        mailbox.unheard().forEach(told -> facts.add(new Fact.Told(told.getKey(), told.getValue())));
        return facts;
    }
}
