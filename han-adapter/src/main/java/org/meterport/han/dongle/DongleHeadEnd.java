package org.meterport.han.dongle;

import com.zsmartsystems.zigbee.transport.ZigBeeTransportTransmit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Conformance;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.Octets;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.han.sim.Timeline;

/**
 * A head-end of one home, whose meter is this process and whose devices are real. Messages, their order, retries and outcomes are kept by the meter of
 * the simulation, with a journal, so they survive {@code kill -9}; install codes are not kept, so a device that had not joined when the process died
 * has to be ordered again. There is no meter behind it: a reading cannot be given.
 */
public final class DongleHeadEnd implements HeadEnd {
    private static final Duration PING_WAITS = Duration.ofSeconds(10);
    private static final Duration BEFORE_REOPENING = Duration.ofSeconds(30);
    /** The longest a network stays open at one request is 254 s. */
    private static final Duration DOOR_IS_OPEN = Duration.ofSeconds(250);

    /** The home and each of its devices, and room to spare. */
    private static final int MOST_TARGETS = 100;

    private static final int SECONDS_OPEN = 254;
    private static final int TRIES = 5;

    private final Settings settings;
    private final Timeline timeline;
    private final SimulatedHeadEnd meter;
    private final Radio radio;
    private final Household household;
    private final Map<Eui64, CompletableFuture<Instant>> greeted = new ConcurrentHashMap<>();
    private boolean started;
    private volatile boolean closed;

    /**
     * Which home.
     *
     * @param esiid of the home; every other is unknown
     * @param journal where to remember
     * @param capture a pcap file of every Smart Energy frame; empty for none. Network addresses in it are made up
     * @param devices how many the radio's key table holds, at least 1
     * @param formsNetwork make a new network when the radio starts, upon which every device has to join again
     */
    public record Settings(Esiid esiid, Path journal, Optional<Path> capture, int devices, boolean formsNetwork) {}

    private DongleHeadEnd(Settings settings, ZigBeeTransportTransmit transport, Timeline timeline) {
        this.settings = settings;
        this.timeline = timeline;
        var ofMeter = new SimulatedHeadEnd.Settings(
                0, ownMeter(), Optional.of(settings.journal()), settings.capture(), settings.devices(), MOST_TARGETS);
        meter = SimulatedHeadEnd.open(ofMeter, timeline);
        household = new Household(meter.hands(), settings.esiid(), timeline);
        radio = new Radio(transport, settings.formsNetwork(), new Ears());
        household.use(radio);
        meter.hands().premise(settings.esiid());
    }

    /**
     * Opens the journal and then the radio, and goes on trying while there is none. The timeline is closed with the head-end.
     *
     * @param port for example {@code /dev/ttyUSB0}
     * @param baud bits per second; 0 for what this make usually has
     */
    public static DongleHeadEnd open(Settings settings, Dongle make, String port, int baud, Timeline timeline) {
        return on(settings, make.at(port, baud), timeline);
    }

    static DongleHeadEnd on(Settings settings, ZigBeeTransportTransmit transport, Timeline timeline) {
        var headEnd = new DongleHeadEnd(settings, transport, timeline);
        headEnd.household.moveIn();
        headEnd.openRadio();
        return headEnd;
    }

    /** No way over a mesh: from the hub's queue straight to the air, and some tries for a device that is switched on again. */
    private static RadioModel ownMeter() {
        var none = Duration.ZERO;
        return new RadioModel(
                none, none, 1, 0, TRIES, Duration.ofSeconds(5), none, none, 0, none, 0, 0, 0, none, false, none);
    }

    private void openRadio() {
        if (!closed && !radio.start()) {
            timeline.at(timeline.now().plus(BEFORE_REOPENING), this::openRadio);
        }
    }

    public boolean isReachable() {
        return radio.isOnline();
    }

    /** One home, one message a second; every level, and texts that need no fragments. */
    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                MOST_TARGETS, EnumSet.allOf(Level.class), true, Conformance.USUAL_TEXT_BYTES, 1, settings.devices());
    }

    @Override
    public CompletableFuture<List<Answer>> submit(Batch batch) {
        var faults = Conformance.faults(batch.message(), Conformance.USUAL_TEXT_BYTES);
        if (faults.isEmpty() || !radio.isOnline()) {
            return meter.submit(batch);
        }
        Answer refused = new Answer.Refused(Refusal.NOT_SUPPORTED, String.join("; ", faults));
        return CompletableFuture.completedFuture(
                batch.targets().stream().map(target -> refused).toList());
    }

    @Override
    public CompletableFuture<Cancellation> cancel(Token token) {
        return meter.cancel(token);
    }

    @Override
    public CompletableFuture<List<Standing>> query(List<Token> tokens) {
        return meter.query(tokens);
    }

    @Override
    public Subscription subscribe(EventListener listener, int maxUnacknowledged) {
        return meter.subscribe(listener, maxUnacknowledged);
    }

    @Override
    public CompletableFuture<Answer> provision(ProvisionOrder order) {
        return meter.provision(order).thenApply(answer -> {
            if (answer instanceof Answer.Accepted && household.awaits(order.device())) {
                expect(order);
            }
            return answer;
        });
    }

    private void expect(ProvisionOrder order) {
        if (radio.expect(order.device(), order.installCode())) {
            keepDoorOpen(order.device(), timeline.now().plus(order.joinWindow()));
        } else {
            meter.hands()
                    .reject(
                            order.esiid(),
                            order.device(),
                            Refusal.HAN_NOT_AVAILABLE,
                            "this make of radio takes no install code");
        }
    }

    private void keepDoorOpen(Eui64 device, Instant until) {
        if (!closed && timeline.now().isBefore(until) && household.awaits(device)) {
            radio.permitJoining(SECONDS_OPEN);
            timeline.at(timeline.now().plus(DOOR_IS_OPEN), () -> keepDoorOpen(device, until));
        }
    }

    @Override
    public CompletableFuture<Answer> deprovision(RemovalOrder order) {
        return meter.deprovision(order).thenApply(answer -> {
            var device = radio.known(order.device());
            if (answer instanceof Answer.Accepted && device != null) {
                radio.leave(device);
            }
            return answer;
        });
    }

    @Override
    public CompletableFuture<Reply<List<HanDevice>>> devices(Esiid esiid) {
        return meter.devices(esiid);
    }

    @Override
    public CompletableFuture<Reply<Ping>> ping(Esiid esiid, Optional<Eui64> device) {
        return meter.ping(esiid, device).thenCompose(reply -> {
            var known = device.map(radio::known);
            return reply instanceof Reply.Given<Ping> && known.isPresent()
                    ? greet(known.get())
                    : CompletableFuture.completedFuture(reply);
        });
    }

    private CompletableFuture<Reply<Ping>> greet(RadioDevice device) {
        var asked = timeline.now();
        var answer = greeted.computeIfAbsent(device.mac(), mac -> new CompletableFuture<>());
        radio.greet(device);
        timeline.at(asked.plus(PING_WAITS), () -> {
            greeted.remove(device.mac(), answer);
            answer.cancel(false);
        });
        return answer.handle((at, silence) -> new Reply.Given<>(
                at == null ? new Ping(false, Duration.ZERO) : new Ping(true, Duration.between(asked, at))));
    }

    @Override
    public CompletableFuture<Reply<MeterReading>> read(Esiid esiid) {
        if (!radio.isOnline()) {
            return CompletableFuture.failedFuture(new HeadEndUnavailable("the radio is not online"));
        }
        return CompletableFuture.completedFuture(
                esiid.equals(settings.esiid())
                        ? new Reply.Refused<>(Refusal.NOT_SUPPORTED, "there is a radio here and no meter")
                        : new Reply.Refused<>(Refusal.UNKNOWN_METER, "no meter at this ESIID"));
    }

    @Override
    public void close() {
        closed = true;
        radio.stop();
        meter.close();
    }

    /** What the radio tells goes where it belongs. */
    private final class Ears implements Radio.Listener {
        @Override
        public void online(boolean now) {
            if (!now) {
                meter.goOffline();
            } else if (started) {
                meter.goOnline();
            } else {
                started = true;
                meter.start();
            }
        }

        @Override
        public void met(RadioDevice device) {
            meter.hands().admit(device);
        }

        @Override
        public void heard(RadioDevice device, int cluster, Octets zcl) {
            household.heard(device, cluster, zcl);
        }

        @Override
        public void left(Eui64 device) {
            if (household.standing(device) == DeviceState.JOINED) {
                meter.hands().removeByUtility(settings.esiid(), device);
            }
        }

        @Override
        public void answered(Eui64 device) {
            var answer = greeted.remove(device);
            if (answer != null) {
                answer.complete(timeline.now());
            }
        }
    }
}
