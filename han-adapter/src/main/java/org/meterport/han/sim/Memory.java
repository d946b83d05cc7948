package org.meterport.han.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.han.sep.Eui64;

/** What a device keeps when its power fails: its load-control events and which ids it has acted on. */
final class Memory {
    private final Eui64 device;
    private final List<Act> acts = new ArrayList<>();
    private final Map<Long, HeldEvent> events = new LinkedHashMap<>();

    Memory(Eui64 device) {
        this.device = device;
    }

    void apply(Act act) {
        acts.add(act);
    }

    void apply(Fact.Remembered fact) {
        events.put(
                fact.eventId(),
                new HeldEvent(fact.eventId(), fact.stage(), fact.optedOut(), fact.starts(), fact.ends(), fact.zcl()));
    }

    Fact.Remembered fact(HeldEvent event) {
        return new Fact.Remembered(
                device, event.id(), event.stage(), event.optedOut(), event.starts(), event.ends(), event.zcl());
    }

    boolean hasDone(Act.Kind kind, long id) {
        return acts.stream().anyMatch(act -> act.kind() == kind && act.id() == id);
    }

    Optional<Act> last(Act.Kind kind) {
        return acts.stream().filter(act -> act.kind() == kind).reduce((earlier, later) -> later);
    }

    List<Act> acts() {
        return List.copyOf(acts);
    }

    Optional<HeldEvent> event(long id) {
        return Optional.ofNullable(events.get(id));
    }

    Collection<HeldEvent> events() {
        return List.copyOf(events.values());
    }

    long running() {
        return events.values().stream().filter(event -> !event.isOver()).count();
    }

    /** Everything, for a journal that begins anew. */
    List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        acts.forEach(act -> facts.add(new Fact.Did(act)));
        events.values().forEach(event -> facts.add(fact(event)));
        return facts;
    }
}
