package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterport.hub.cli.BenchCommand.Figure;

class BenchCommandTest {

    @Test
    void writesAFigureAsTabSeparatedFields() {
        var figure = new Figure("usage-file-store", 4_178.6, "ESIID-days/s", 41_804.2, 0.05);

        assertThat(figure.line()).isEqualTo("usage-file-store\t4179\tESIID-days/s\t41804\t0.10\t0.05\tok");
    }

    @Test
    void callsAFigureBelowItsTargetShort() {
        var figure = new Figure("relay", 12, "messages/s", 1_000, 0.05);

        assertThat(figure.suffices()).isFalse();
        assertThat(figure.line()).endsWith("\t0.01\t0.05\tshort");
    }

    @Test
    void refusesASizeThatIsNone() {
        var shown = new ByteArrayOutputStream();
        int exit = MeterportCommand.run(
                List.of("bench", "usage", "--esiids", "0"),
                Path.of(""),
                new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false));

        assertThat(exit).isEqualTo(1);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("--esiids takes a number from 1 to 99999");
    }

    @Test
    void failsWithTheNamesItKnows() {
        var shown = new ByteArrayOutputStream();
        int exit = MeterportCommand.run(
                List.of("bench", "nonsense"),
                Path.of(""),
                new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false));

        assertThat(exit).isEqualTo(1);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("name one bench: han, rebranding, smoke, usage");
    }
}
