package org.meterport.han.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.sim.DeviceKind;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.han.tck.HeadEndContract;

class RemoteHeadEndContractIT extends HeadEndContract {
    @Override
    protected Bench newBench() {
        return new RemoteBench();
    }

    /** A simulated head-end whose time is moved by hand, behind a real connection. */
    private static final class RemoteBench implements Bench {
        private static final Esiid HOME = new Esiid("10443720000000001");
        private static final Eui64 DISPLAY = Eui64.parse("00:0D:6F:00:0A:BC:00:01");
        private static final Eui64 NEW_DEVICE = Eui64.parse("00:0D:6F:00:0A:BC:00:02");
        private static final InstallCode CODE = InstallCode.of(Octets.ofHex("83FED3407A939723A5C639B26916D505"));

        private final Path folder;
        private ManualTimeline timeline = new ManualTimeline(Instant.parse("2026-05-04T10:00:00Z"));
        private SimulatedHeadEnd behind;
        private HeadEndServer server;
        private final RemoteHeadEnd remote;

        RemoteBench() {
            try {
                folder = Files.createTempDirectory("remote-head-end");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            behind = open();
            server = serve(0);
            remote = new RemoteHeadEnd(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                    behind.capabilities(),
                    Duration.ofMillis(20));
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

        private HeadEndServer serve(int port) {
            try {
                return HeadEndServer.listen(behind, port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public HeadEnd headEnd() {
            return remote;
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

        /** An answer has passed every event that was sent before it, and a second one every acknowledgement of these. */
        @Override
        public void pass(Duration time) {
            for (var step = 0; step < 10; step++) {
                roundTrip();
                timeline.advance(time.dividedBy(10));
                roundTrip();
                roundTrip();
            }
        }

        private void roundTrip() {
            for (var attempt = 0; attempt < 500; attempt++) {
                try {
                    remote.query(List.of()).orTimeout(30, TimeUnit.SECONDS).join();
                    return;
                } catch (CompletionException stillConnecting) {
                    LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                }
            }
            throw new AssertionError("the connection did not come back");
        }

        @Override
        public void cut() {
            server.close();
            LockSupport.parkNanos(1);
        }

        @Override
        public void restore() {
            server = serve(server.port());
            roundTrip();
        }

        @Override
        public void crash() {
            server.close();
            timeline = new ManualTimeline(timeline.now());
            behind = open();
            restore();
        }

        @Override
        public void close() {
            remote.close();
            server.close();
            behind.close();
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
