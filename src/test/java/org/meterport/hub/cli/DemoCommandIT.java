package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.routing.RouteUnderTest;

class DemoCommandIT {

    @TempDir
    private Path temporary;

    @Test
    void walksTheWholeChainToItsGoodEnd() {
        var out = new ByteArrayOutputStream();

        int exit = MeterportCommand.run(
                List.of("demo", "--meterport.broker.in-vm-id=78", "--logging.threshold.console=WARN"),
                RouteUnderTest.projectRoot(),
                new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false));

        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(said).isZero();
        assertThat(said).contains("checks passed, 0 failed").doesNotContain("FAIL ");
    }

    @Tag("nightly")
    @Test
    void leavesNoServerAndNoFolderBehindWhenItIsStopped() throws IOException, InterruptedException {
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dot.epg.working-dir=" + Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg"),
                        "-Dmeterport.root=" + RouteUnderTest.projectRoot(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MeterportCommand.class.getName(),
                        "demo")
                .redirectErrorStream(true)
                .start();
        var out = new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.contains("PostgreSQL")) {
            line = out.readLine();
        }
        ProcessHandle database = database();

        // while it still starts: its database runs, its hub does not yet
        demo.destroy();

        assertThat(line).isNotNull();
        assertThat(demo.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(database.onExit()).succeedsWithin(Duration.ofSeconds(20));
        try (var left = Files.list(temporary)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("meterport"));
        }
    }

    /** It is no child of the demo's process: its starter lets it go. */
    private ProcessHandle database() throws IOException {
        try (var files = Files.find(temporary, 3, (path, kind) -> path.endsWith("postmaster.pid"))) {
            String pid = Files.readAllLines(files.findFirst().orElseThrow()).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        }
    }
}
