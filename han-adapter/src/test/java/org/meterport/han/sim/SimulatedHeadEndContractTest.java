package org.meterport.han.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.tck.HeadEndContract;

class SimulatedHeadEndContractTest extends HeadEndContract {
    @Override
    protected Bench newBench() {
        return new SimulatedBench();
    }

    /** A crash is a second head-end on the first one's file, with the first one left as it was. */
    private static final class SimulatedBench implements Bench {
        private static final Esiid HOME = new Esiid("10443720000000001");
        private static final Eui64 DISPLAY = Eui64.parse("00:0D:6F:00:0A:BC:00:01");
        private static final Eui64 NEW_DEVICE = Eui64.parse("00:0D:6F:00:0A:BC:00:02");
        private static final InstallCode CODE = InstallCode.of(Octets.ofHex("83FED3407A939723A5C639B26916D505"));

        private final Path folder;
        private ManualTimeline timeline = new ManualTimeline(Instant.parse("2026-05-04T10:00:00Z"));
        private SimulatedHeadEnd headEnd;

        SimulatedBench() {
            try {
                folder = Files.createTempDirectory("head-end");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            headEnd = open();
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

        @Override
        public void pass(Duration time) {
            timeline.advance(time);
        }

        @Override
        public void cut() {
            headEnd.goOffline();
        }

        @Override
        public void restore() {
            headEnd.goOnline();
        }

        @Override
        public void crash() {
            timeline = new ManualTimeline(timeline.now());
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
}
