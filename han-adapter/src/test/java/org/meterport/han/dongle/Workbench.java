package org.meterport.han.dongle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.tck.Ear;
import org.meterport.han.tck.HeadEndContract;

/** A dongle head-end on a radio in memory, with a display that has joined, and a thermostat that has not. */
final class Workbench implements HeadEndContract.Bench {
    static final Esiid HOME = new Esiid("10443720000000001");
    private static final String CODE = "83FED3407A939723A5C639B26916D505C3B5";

    final LabDevice display = new LabDevice(0x000D6F000ABC0001L, 0x1234, LabDevice.DISPLAY, CODE, 0x0700, 0x0703);
    final LabDevice thermostat = new LabDevice(0x000D6F000ABC0002L, 0x2345, LabDevice.THERMOSTAT, CODE, 0x0701, 0x0703);
    ManualTimeline timeline = new ManualTimeline(Instant.parse("2026-05-04T10:00:00Z"));
    InMemoryRadio radio;

    private final Path folder;
    private DongleHeadEnd headEnd;

    Workbench() {
        try {
            folder = Files.createTempDirectory("dongle");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        radio = radio(true);
        headEnd = open();
        var ear = Ear.acknowledging();
        var subscription = headEnd.subscribe(ear, 10);
        headEnd.provision(new ProvisionOrder("display", HOME, display(), newDeviceCode(), Duration.ofDays(1)))
                .join();
        pass(Duration.ofMinutes(1));
        subscription.close();
    }

    private InMemoryRadio radio(boolean takesKeys) {
        return new InMemoryRadio(timeline, List.of(display, thermostat), takesKeys);
    }

    private DongleHeadEnd open() {
        var settings = new DongleHeadEnd.Settings(
                HOME, folder.resolve("journal"), Optional.of(folder.resolve("radio.pcap")), 5, false);
        return DongleHeadEnd.on(settings, radio, timeline);
    }

    Path journal() {
        return folder.resolve("journal");
    }

    Path capture() {
        return folder.resolve("radio.pcap");
    }

    @Override
    public HeadEnd headEnd() {
        return headEnd;
    }

    @Override
    public Esiid home() {
        return HOME;
    }

    @Override
    public Eui64 display() {
        return new Eui64(display.mac);
    }

    @Override
    public Eui64 newDevice() {
        return new Eui64(thermostat.mac);
    }

    @Override
    public InstallCode newDeviceCode() {
        return InstallCode.parse(CODE);
    }

    @Override
    public Instant now() {
        return timeline.now();
    }

    @Override
    public boolean metersEnergy() {
        return false;
    }

    @Override
    public void pass(Duration time) {
        timeline.advance(time);
    }

    @Override
    public void cut() {
        radio.online(false);
    }

    @Override
    public void restore() {
        radio.online(true);
    }

    @Override
    public void crash() {
        crash(true);
    }

    void crash(boolean nextRadioTakesKeys) {
        timeline = new ManualTimeline(timeline.now());
        radio = radio(nextRadioTakesKeys);
        headEnd = open();
    }

    @Override
    public void close() {
        headEnd.close();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
