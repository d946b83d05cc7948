package org.meterport.han.utility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.Level;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.sim.DeviceKind;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.han.tck.HeadEndContract;

/** A utility's system with a neighbourhood behind it; how messages reach it is for the subclass. */
abstract class UtilityBench implements HeadEndContract.Bench {
    static final Esiid HOME = new Esiid("10443720000000001");
    static final Duration WAITS = Duration.ofSeconds(5);
    static final Duration POLLS = Duration.ofMillis(3);
    static final Capabilities CAN = new Capabilities(10_000, EnumSet.allOf(Level.class), true, 58, 0, 5);

    private static final Eui64 DISPLAY = Eui64.parse("00:0D:6F:00:0A:BC:00:01");
    private static final Eui64 NEW_DEVICE = Eui64.parse("00:0D:6F:00:0A:BC:00:02");
    private static final InstallCode CODE = InstallCode.of(Octets.ofHex("83FED3407A939723A5C639B26916D505"));
    private static final int STEPS = 4;

    final Path folder;
    final UtilitySystem utility;
    private final AtomicLong lastMessage = new AtomicLong();
    private ManualTimeline timeline = new ManualTimeline(Instant.parse("2026-05-04T10:00:00Z"));
    private SimulatedHeadEnd behind;

    UtilityBench() {
        try {
            folder = Files.createTempDirectory("utility");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        behind = open();
        utility = new UtilitySystem(behind);
    }

    private SimulatedHeadEnd open() {
        var settings = SimulatedHeadEnd.Settings.of(1, RadioModel.ideal()).withJournal(folder.resolve("journal"));
        var opened = SimulatedHeadEnd.open(settings, timeline);
        opened.hands()
                .premise(HOME)
                .joined(HOME, DISPLAY, DeviceKind.DISPLAY, CODE)
                .device(HOME, NEW_DEVICE, DeviceKind.THERMOSTAT, CODE, false, false);
        return opened.start();
    }

    String nextMessageId() {
        return "m-" + lastMessage.incrementAndGet();
    }

    static Clock clock() {
        return Clock.fixed(Instant.parse("2026-05-04T10:00:00Z"), java.time.ZoneOffset.UTC);
    }

    /** Sends what is to be told. */
    abstract void tell();

    abstract HeadEnd utilityHeadEnd();

    @Override
    public HeadEnd headEnd() {
        return utilityHeadEnd();
    }

    @Override
    public Esiid home() {
        return HOME;
    }

    @Override
    public Eui64 display() {
        return DISPLAY;
    }

    @Override
    public Eui64 newDevice() {
        return NEW_DEVICE;
    }

    @Override
    public InstallCode newDeviceCode() {
        return CODE;
    }

    @Override
    public Instant now() {
        return timeline.now();
    }

    /** Events travel in real time: until all are stored, or nothing has moved for a while because a listener holds them. */
    @Override
    public void pass(Duration time) {
        for (var step = 0; step < STEPS; step++) {
            timeline.advance(time.dividedBy(STEPS));
            tell();
            for (var i = 0; i < 200 && !utility.unstored().isEmpty(); i++) {
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
            timeline.settle();
        }
    }

    @Override
    public void crash() {
        cut();
        timeline = new ManualTimeline(timeline.now());
        behind = open();
        utility.restart(behind);
        restore();
    }

    @Override
    public void close() {
        utilityHeadEnd().close();
        cut();
        behind.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
