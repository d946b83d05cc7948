package org.meterport.han.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.remote.RemoteHeadEnd;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.MessageControl;
import org.meterport.han.sep.Octets;
import org.meterport.han.sep.SepTime;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;

/** The simulator is a process, and is killed as the kernel kills it. */
class KilledSimulatorIT {
    private static final int HOMES = 100;
    /** A text that a device has not had when the next one comes is superseded, which is an end too. */
    private static final Set<Level> FINAL =
            Set.of(Level.SUPERSEDED, Level.DEVICE_DELIVERED, Level.ESI_UNREACHABLE, Level.DEVICE_UNREACHABLE);

    @TempDir
    Path folder;

    @Test
    void everyAddressComesToAnEndAndNoDeviceActsTwice() throws Exception {
        killedTimes(6);
    }

    @Test
    @Tag("nightly")
    void everyAddressComesToAnEndAlsoAfterFiftyKills() throws Exception {
        killedTimes(50);
    }

    private void killedTimes(int kills) throws Exception {
        var street = Files.write(folder.resolve("street"), street());
        var random = new Random(kills);
        var simulator = start(0, street);
        var port = port(simulator);
        var heard = new ConcurrentHashMap<Token, Set<Level>>();
        var capabilities = new Capabilities(10_000, Set.of(), true, 58, 0, 5);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Map<Integer, List<Answer>> answers = new HashMap<>();
        try (var headEnd = new RemoteHeadEnd(address, capabilities, Duration.ofMillis(20))) {
            headEnd.subscribe(
                    delivery -> {
                        if (delivery.event() instanceof HeadEndEvent.OfMessage told) {
                            heard.computeIfAbsent(told.token(), token -> ConcurrentHashMap.newKeySet())
                                    .add(told.level());
                        }
                        delivery.acknowledge();
                    },
                    50);
            for (var round = 0; round < kills; round++) {
                answers.put(round, submit(headEnd, round));
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(300)).toNanos());
                simulator.destroyForcibly().waitFor();
                simulator = start(port, street);
                port(simulator);
                assertThat(submit(headEnd, round)).isEqualTo(answers.get(round));
            }

            var tokens = answers.values().stream()
                    .flatMap(List::stream)
                    .map(answer -> ((Answer.Accepted) answer).token())
                    .toList();
            assertThat(new HashSet<>(tokens)).hasSize(kills * HOMES);
            awaitEnd(tokens, heard);
        } finally {
            simulator.destroyForcibly().waitFor();
        }
        assertNoDeviceActedTwice(street);
    }

    private static void awaitEnd(List<Token> tokens, Map<Token, Set<Level>> heard) {
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        var open = new ArrayList<>(tokens);
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            open.removeIf(token -> heard.getOrDefault(token, Set.of()).stream().anyMatch(FINAL::contains));
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(open).isEmpty();
    }

    private void assertNoDeviceActedTwice(Path street) throws IOException {
        var settings = SimulatedHeadEnd.Settings.of(1, RadioModel.ideal()).withJournal(folder.resolve("journal"));
        try (var after = SimulatedHeadEnd.open(settings, new ManualTimeline(Instant.parse("2026-01-01T00:00:00Z")))) {
            StreetFile.declare(street, after.hands());
            var acts = 0;
            for (var home = 0; home < HOMES; home++) {
                var done = after.hands().acts(Eui64.parse(mac(home)));
                assertThat(done.stream().map(act -> act.kind() + " " + act.id()))
                        .doesNotHaveDuplicates();
                acts += done.size();
            }
            assertThat(acts).isPositive();
        }
    }

    private static List<Answer> submit(RemoteHeadEnd headEnd, int round) {
        var now = Clock.systemUTC().instant();
        var targets = new ArrayList<Target>();
        for (var home = 0; home < HOMES; home++) {
            targets.add(Target.home(new Esiid(esiid(home))));
        }
        var text = new DisplayMessage(1_000 + round, MessageControl.PLAIN, SepTime.NOW, 60, "round " + round);
        for (var attempt = 0; attempt < 1_000; attempt++) {
            try {
                return headEnd.submit(Batch.of("batch-" + round, text, targets, now, now.plusSeconds(600)))
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(HeadEndUnavailable.class);
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
        throw new AssertionError("the simulator did not come back");
    }

    private Process start(int port, Path street) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorProgram.class.getName(),
                        Integer.toString(port),
                        folder.toString(),
                        street.toString(),
                        "sandbox")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int port(Process simulator) throws IOException {
        var out = new BufferedReader(new InputStreamReader(simulator.getInputStream(), StandardCharsets.UTF_8));
        var line = Objects.requireNonNull(out.readLine(), "the simulator said nothing");
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static List<String> street() {
        var lines = new ArrayList<String>();
        var code = InstallCode.of(Octets.ofHex("112233445566")).digits();
        lines.add("# a home with one display each");
        for (var home = 0; home < HOMES; home++) {
            lines.add(esiid(home) + " " + mac(home) + " display " + code + " joined");
        }
        return lines;
    }

    private static String esiid(int home) {
        return "1044372000000" + (1_000 + home);
    }

    private static String mac(int home) {
        return "000D6F00000" + (10_000 + home);
    }
}
