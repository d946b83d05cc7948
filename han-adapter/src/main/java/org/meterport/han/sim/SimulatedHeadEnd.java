package org.meterport.han.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Cancellation;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HanDevice;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Ping;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.Reply;
import org.meterport.han.headend.Standing;
import org.meterport.han.headend.Subscription;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.radio.CaptureFile;
import org.meterport.han.sep.Conformance;
import org.meterport.han.sep.Eui64;

/**
 * A head-end in this process. With a journal it survives {@code kill -9}: open it again on the same file, declare the same street, {@link #start}, and
 * it knows every batch, delivers what was under way and every event nobody acknowledged.
 */
public final class SimulatedHeadEnd implements HeadEnd {
    private final Settings settings;
    private final World world;
    private final Timeline timeline;
    private final Works works;
    private final Mailbox mailbox;
    private final Teller teller;
    private final Street street;
    private final Joining joining;
    private final Dispatcher dispatcher;
    private final Hands hands;
    private volatile boolean reachable;

    /**
     * How to simulate.
     *
     * @param seed the same seed, street and calls on a {@link ManualTimeline} give the same course of events
     * @param journal where to remember; empty: a restart begins from nothing
     * @param capture a pcap file of every frame on the air; empty for none
     * @param devicesPerMeter at least 1
     * @param maxTargetsPerSubmit at least 1
     */
    public record Settings(
            long seed,
            RadioModel model,
            Optional<Path> journal,
            Optional<Path> capture,
            int devicesPerMeter,
            int maxTargetsPerSubmit) {
        /** Five devices a meter and 10,000 targets a call; remembers nothing. */
        public static Settings of(long seed, RadioModel model) {
            return new Settings(seed, model, Optional.empty(), Optional.empty(), 5, 10_000);
        }

        public Settings withJournal(Path file) {
            return new Settings(seed, model, Optional.of(file), capture, devicesPerMeter, maxTargetsPerSubmit);
        }

        public Settings withCapture(Path file) {
            return new Settings(seed, model, journal, Optional.of(file), devicesPerMeter, maxTargetsPerSubmit);
        }
    }

    private SimulatedHeadEnd(Settings settings, Timeline timeline, Journal journal, @Nullable CaptureFile capture) {
        this.settings = settings;
        this.timeline = timeline;
        world = new World(timeline, settings.model(), journal, capture, settings.seed());
        works = new Works();
        mailbox = new Mailbox(timeline, journal, settings.model().repeatedEvents(), settings.seed());
        teller = new Teller(world, mailbox);
        var outcomes = new Outcomes(world, works, teller);
        street = new Street(world, works, outcomes, teller);
        joining = new Joining(world, street, teller, settings.devicesPerMeter());
        dispatcher = new Dispatcher(world, works, teller, street::meter);
        hands = new Hands(world, street, joining);
    }

    /** Not reachable until {@link #start}. The timeline is closed with the head-end. */
    public static SimulatedHeadEnd open(Settings settings, Timeline timeline) {
        try {
            var capture = settings.capture().isPresent()
                    ? CaptureFile.open(settings.capture().get())
                    : null;
            var journal = new Journal(settings.journal().orElse(null));
            var headEnd = new SimulatedHeadEnd(settings, timeline, journal, capture);
            var history = new History(headEnd.works, headEnd.mailbox, headEnd.teller, headEnd.street, headEnd.joining);
            history.replay(journal.read(), timeline.now());
            journal.begin(history.facts(timeline.now()));
            return headEnd;
        } catch (IOException e) {
            throw new UncheckedIOException("the capture of the simulated radio cannot be opened", e);
        }
    }

    /** For building the street before {@link #start}, and for what happens in it afterwards. */
    public Hands hands() {
        return hands;
    }

    /** Goes on with what the journal left undone, and becomes reachable. */
    public SimulatedHeadEnd start() {
        world.locked(() -> {
            for (var work : List.copyOf(works.all())) {
                resume(work);
            }
            for (var meter : street.meters()) {
                List.copyOf(meter.members().keySet()).forEach(device -> joining.resume(meter, device));
            }
            return this;
        });
        goOnline();
        return this;
    }

    /** Calls fail and events wait, while the meters go on by themselves. */
    public void goOffline() {
        reachable = false;
        mailbox.open(false);
    }

    public void goOnline() {
        reachable = true;
        mailbox.open(true);
    }

    public boolean isReachable() {
        return reachable;
    }

    /** What was captured so far is in its file when this returns. */
    public void flushCapture() {
        world.flushCapture();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                settings.maxTargetsPerSubmit(),
                EnumSet.allOf(Level.class),
                true,
                Conformance.USUAL_TEXT_BYTES,
                0,
                settings.devicesPerMeter());
    }

    @Override
    public CompletableFuture<List<Answer>> submit(Batch batch) {
        return durably(() -> {
            var answers = new ArrayList<Answer>(batch.targets().size());
            var taken = new ArrayList<Work>();
            var tooMany = batch.targets().size() > settings.maxTargetsPerSubmit();
            var faults = Conformance.faults(batch.message(), Conformance.FRAGMENTED_TEXT_BYTES);
            for (var target : batch.targets()) {
                if (tooMany) {
                    answers.add(new Answer.Refused(
                            Refusal.TOO_MANY_TARGETS, "at most " + settings.maxTargetsPerSubmit() + " targets a call"));
                } else {
                    answers.add(answer(batch, target, faults, taken));
                }
            }
            world.afterCommit(() -> timeline.at(
                    timeline.now(),
                    () -> world.locked(() -> {
                        taken.forEach(dispatcher::enqueue);
                        return taken;
                    })));
            return answers;
        });
    }

    private Answer answer(Batch batch, Target target, List<String> faults, List<Work> taken) {
        var known = works.byKey(Work.key(batch.id(), batch.operation(), target));
        if (known != null) {
            return new Answer.Accepted(known.token());
        }
        var meter = street.meter(target.esiid());
        if (meter == null) {
            return new Answer.Refused(Refusal.UNKNOWN_METER, "no meter at this ESIID");
        }
        if (target.device().filter(device -> !meter.hasJoined(device)).isPresent()) {
            return new Answer.Refused(Refusal.UNKNOWN_DEVICE, "the meter does not know this device, or not yet");
        }
        if (!batch.expiresAt().isAfter(world.now())) {
            return new Answer.Refused(Refusal.EXPIRED, "the last moment of the order has passed");
        }
        if (!faults.isEmpty()) {
            return new Answer.Refused(Refusal.NOT_SUPPORTED, String.join("; ", faults));
        }
        var accepted = new Fact.Accepted(
                teller.nextNumber(),
                batch.id(),
                batch.operation(),
                target,
                batch.zcl(),
                batch.notBefore(),
                batch.expiresAt(),
                batch.priority());
        world.record(accepted);
        var work = new Work(accepted, teller.token(accepted.number()));
        works.add(work);
        taken.add(work);
        return new Answer.Accepted(work.token());
    }

    @Override
    public CompletableFuture<Cancellation> cancel(Token token) {
        return durably(() -> {
            var work = works.byToken(token);
            if (work == null) {
                return Cancellation.UNKNOWN_TOKEN;
            }
            return work.level() == Level.CANCELLED || dispatcher.cancel(work)
                    ? Cancellation.CANCELLED
                    : Cancellation.TOO_LATE;
        });
    }

    @Override
    public CompletableFuture<List<Standing>> query(List<Token> tokens) {
        return durably(() -> tokens.stream().map(this::standing).toList());
    }

    private Standing standing(Token token) {
        var work = works.byToken(token);
        return work == null
                ? new Standing(token, Optional.empty(), Instant.EPOCH)
                : new Standing(token, Optional.of(work.level()), work.levelAt());
    }

    @Override
    public Subscription subscribe(EventListener listener, int maxUnacknowledged) {
        return mailbox.subscribe(listener, maxUnacknowledged);
    }

    @Override
    public CompletableFuture<Answer> provision(ProvisionOrder order) {
        return durably(() -> joining.provision(order));
    }

    @Override
    public CompletableFuture<Answer> deprovision(RemovalOrder order) {
        return durably(() -> joining.remove(order));
    }

    @Override
    public CompletableFuture<Reply<List<HanDevice>>> devices(Esiid esiid) {
        return durably(() -> about(
                esiid,
                meter -> new Reply.Given<>(meter.members().values().stream()
                        .filter(Street::isActive)
                        .map(this::listed)
                        .toList())));
    }

    private HanDevice listed(Fact.Member member) {
        var device = street.device(member.device());
        var hasJoined = member.state() == DeviceState.JOINED;
        return new HanDevice(
                member.device(),
                device != null && hasJoined ? device.zigbeeDeviceId() : OptionalInt.empty(),
                member.state(),
                member.since());
    }

    @Override
    public CompletableFuture<Reply<Ping>> ping(Esiid esiid, Optional<Eui64> device) {
        return durably(() -> about(esiid, meter -> {
            if (device.isPresent() && !meter.hasJoined(device.get())) {
                return new Reply.Refused<>(Refusal.UNKNOWN_DEVICE, "the meter does not know this device, or not yet");
            }
            var there = meter.isReachable() && device.map(this::listens).orElse(true);
            var way = there ? settings.model().toMeter(world.chance()).multipliedBy(2) : Duration.ZERO;
            return new Reply.Given<>(new Ping(there, way));
        }));
    }

    private boolean listens(Eui64 mac) {
        var device = street.device(mac);
        return device != null && device.isPowered() && !device.isSleepy();
    }

    @Override
    public CompletableFuture<Reply<MeterReading>> read(Esiid esiid) {
        return durably(() -> about(
                esiid,
                meter -> meter.isReachable()
                        ? new Reply.Given<>(meter.read())
                        : new Reply.Refused<>(Refusal.OTHER, "the meter does not answer")));
    }

    @Override
    public void close() {
        goOffline();
        world.close();
        timeline.close();
    }

    private void resume(Work work) {
        var meter = street.meter(work.target().esiid());
        if (work.stage() == Work.Stage.QUEUED) {
            dispatcher.enqueue(work);
        } else if (meter != null && work.stage() == Work.Stage.AT_METER) {
            meter.resume(work);
        }
    }

    private <T> Reply<T> about(Esiid esiid, Function<SimulatedMeter, Reply<T>> question) {
        var meter = street.meter(esiid);
        return meter == null
                ? new Reply.Refused<>(Refusal.UNKNOWN_METER, "no meter at this ESIID")
                : question.apply(meter);
    }

    /** An answer is given when what it says is on the disk. */
    private <T> CompletableFuture<T> durably(Supplier<T> work) {
        if (!reachable) {
            return CompletableFuture.failedFuture(
                    new HeadEndUnavailable("the simulated head-end is switched off, until it is switched on again"));
        }
        try {
            var result = world.locked(work);
            world.force();
            return CompletableFuture.completedFuture(result);
        } catch (UncheckedIOException e) {
            return CompletableFuture.failedFuture(new HeadEndUnavailable(
                    String.format(Locale.ROOT, "the simulated head-end: %s", e.getMessage()), e));
        }
    }
}
