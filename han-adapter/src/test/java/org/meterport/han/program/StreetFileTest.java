package org.meterport.han.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Reply;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;

class StreetFileTest {
    @TempDir
    Path folder;

    private final SimulatedHeadEnd headEnd = SimulatedHeadEnd.open(
            SimulatedHeadEnd.Settings.of(1, RadioModel.ideal()),
            new ManualTimeline(Instant.parse("2026-05-04T10:00:00Z")));

    @Test
    void declaresPremisesAndDevices() throws IOException {
        var file = Files.writeString(folder.resolve("street"), """
                # two homes
                10443720000000001
                10443720000000002 00:0D:6F:00:0A:BC:00:01 Thermostat 83FED3407A939723A5C639B26916D505C3B5 joined sleepy # on a battery
                """);

        StreetFile.declare(file, headEnd.hands());
        headEnd.start();

        assertThat(headEnd.read(new Esiid("10443720000000001")))
                .isCompletedWithValueMatching(Reply.Given.class::isInstance);
        assertThat(headEnd.devices(new Esiid("10443720000000002")).join())
                .isInstanceOfSatisfying(
                        Reply.Given.class,
                        given -> assertThat(given.value().toString()).contains("000D6F000ABC0001", "JOINED"));
    }

    @ParameterizedTest
    @CsvSource({
        "10443720000000001 000D6F000ABC0001,line 1 of the street: a device has",
        "10443720000000001 000D6F000ABC0001 toaster 83FED3407A939723A5C639B26916D505C3B5,line 1",
        "10443720000000001 000D6F000ABC0001 display 83FED3407A939723A5C639B26916D505C3B6,do not fit"
    })
    void namesTheLineItCannotRead(String line, String fault) throws IOException {
        var file = Files.writeString(folder.resolve("street"), line);

        assertThatThrownBy(() -> StreetFile.declare(file, headEnd.hands()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault);
    }
}
