package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.meterport.han.program.SimulatorProgram;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sim.Act;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;

/** A simulated head-end in a process of its own, which can be killed and started again on the same memory and port. */
final class HeadEndProcess {

    private final Path folder;
    private final Path street;
    private final int port;
    private Optional<Process> process = Optional.empty();

    /** @param street premises and devices, as {@link SimulatorProgram} reads them */
    HeadEndProcess(Path folder, Path street, int port) {
        this.folder = folder;
        this.street = street;
        this.port = port;
    }

    /** Comes back when it listens. */
    void start() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorProgram.class.getName(),
                        String.valueOf(port),
                        folder.toString(),
                        street.toString(),
                        "sandbox")
                .redirectErrorStream(true)
                .start();
        process = Optional.of(started);
        var out = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith("simulated head-end on port")) {
                drain(out);
                return;
            }
        }
        throw new IOException("the head-end did not start: " + String.join("\n", said));
    }

    /** A process whose words nobody reads stops in the end. */
    private static void drain(BufferedReader out) {
        var reader = new Thread(
                () -> {
                    try {
                        out.transferTo(Writer.nullWriter());
                    } catch (IOException killed) {
                        // it has no more to say
                    }
                },
                "head-end-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        if (process.isPresent()) {
            assertThat(process.get().destroyForcibly().waitFor(60, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    /** Everything these devices did, by the journal. Only while it does not run. */
    List<Act> acts(List<Eui64> devices) {
        var memory = SimulatedHeadEnd.Settings.of(1, RadioModel.sandbox()).withJournal(folder.resolve("journal"));
        try (var headEnd = SimulatedHeadEnd.open(memory, new ManualTimeline(Instant.parse("2026-01-01T00:00:00Z")))) {
            return devices.stream()
                    .flatMap(device -> headEnd.hands().acts(device).stream())
                    .toList();
        }
    }
}
