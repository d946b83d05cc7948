package org.meterport.han.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.han.sim.TestStreet.DISPLAY;
import static org.meterport.han.sim.TestStreet.HVAC;
import static org.meterport.han.sim.TestStreet.START;
import static org.meterport.han.sim.TestStreet.SWITCH;
import static org.meterport.han.sim.TestStreet.THERMOSTAT;
import static org.meterport.han.sim.TestStreet.ask;
import static org.meterport.han.sim.TestStreet.event;
import static org.meterport.han.sim.TestStreet.home;
import static org.meterport.han.sim.TestStreet.text;
import static org.meterport.han.sim.TestStreet.to;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;

/** A crash is another head-end on the same journal while the first is left as it was, as after {@code kill -9}. */
class RecoveryTest {
    @TempDir
    Path folder;

    @Test
    void anEventThatIsRunningGoesOnAndEnds() {
        try (var street = street(RadioModel.ideal())) {
            var token = street.send(event(9, HVAC, START, 60), to(THERMOSTAT));
            street.pass(Duration.ofMinutes(10));

            street.crash();
            street.pass(Duration.ofHours(2));

            assertThat(street.ear().levels(token))
                    .containsOnlyOnce(Level.STARTED)
                    .containsOnlyOnce(Level.COMPLETED);
            assertThat(street.hands().acts(THERMOSTAT))
                    .extracting(Act::kind)
                    .containsExactly(Act.Kind.EVENT_TAKEN, Act.Kind.EVENT_STARTED, Act.Kind.EVENT_ENDED);
        }
    }

    @Test
    void aDeviceKnowsWhatItHasDoneAndATokenWhatItMeans() {
        try (var street = street(RadioModel.ideal())) {
            var before = street.send("b", text(5, false), List.of(home()));
            street.pass(Duration.ofMinutes(1));

            street.crash();
            var after = street.send("b", text(5, false), List.of(home()));
            street.send("c", text(5, false), List.of(home()));
            street.pass(Duration.ofMinutes(1));

            assertThat(after).isEqualTo(before);
            assertThat(street.hands().acts(DISPLAY)).extracting(Act::kind).containsExactly(Act.Kind.TEXT_SHOWN);
            var token = ((Answer.Accepted) before.get(0)).token();
            assertThat(ask(street.headEnd().query(List.of(token))).get(0).level())
                    .contains(Level.DEVICE_DELIVERED);
        }
    }

    @Test
    void aRemovedDeviceStaysRemovedAlthoughItIsDeclaredJoined() {
        try (var street = street(RadioModel.ideal())) {
            ask(street.headEnd().deprovision(new RemovalOrder("o1", TestStreet.HOME, SWITCH, RemovalReason.MOVE_OUT)));
            street.pass(Duration.ofMinutes(1));

            street.crash();
            var answers = street.send("b", event(9, 4, START, 60), List.of(to(SWITCH)));

            assertThat(answers).singleElement().isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void aLineThatWasCutShortIsAsIfItHadNotBeen() throws IOException {
        try (var street = street(RadioModel.ideal())) {
            var whole = street.send("b", text(5, false), List.of(home()));
            Files.writeString(folder.resolve("journal"), "1234\tA\t77\thalf", StandardOpenOption.APPEND);

            street.crash();

            assertThat(street.send("b", text(5, false), List.of(home()))).isEqualTo(whole);
        }
    }

    @Test
    void aGroupOfFactsIsReplayedWholeOrNotAtAll() throws IOException {
        try (var street = street(RadioModel.ideal())) {
            street.send("b1", text(5, false), List.of(home(), to(DISPLAY)));
            var journal = Files.readString(folder.resolve("journal"));
            Files.writeString(folder.resolve("journal"), journal.substring(0, journal.length() - 2));

            street.crash();
            var answers = street.send("b1", text(5, false), List.of(home(), to(DISPLAY)));

            assertThat(answers).hasSize(2).allMatch(Answer.Accepted.class::isInstance);
            street.pass(Duration.ofMinutes(1));
            assertThat(street.hands().acts(DISPLAY)).hasSize(1);
        }
    }

    @Test
    void everyFactSurvivesItsLine() {
        try (var street = street(RadioModel.sandbox())) {
            street.send("a\tb\n\\c", text(5, true), List.of(home(), Target.device(TestStreet.HOME, DISPLAY)));
            street.pass(Duration.ofMinutes(5));

            var facts = new Journal(folder.resolve("journal")).read();

            assertThat(facts)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(fact ->
                            assertThat(FactLine.read(FactLine.write(fact))).isEqualTo(fact));
            assertThat(facts)
                    .anyMatch(fact -> fact instanceof Fact.Accepted accepted
                            && accepted.batchId().equals("a\tb\n\\c"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void s6FiftyCrashesAtRandomLoseNothingAndRepeatNothingADeviceCanNotice(long seed) {
        var random = new Random(seed);
        try (var street = street(RadioModel.sandbox())) {
            var tokens = new ArrayList<Token>();
            for (var i = 0; i < 10; i++) {
                var start = street.now().plusSeconds(30);
                var event = event(100 + i, HVAC | 4, start, 1);
                for (var repeat = 0; repeat < 2; repeat++) {
                    var answers = street.send("event-" + i, event, List.of(home()));
                    street.send("text-" + i, text(200 + i, false), List.of(home(), to(DISPLAY)));
                    tokens.add(((Answer.Accepted) answers.get(0)).token());
                    street.pass(Duration.ofMillis(random.nextInt(400)));
                    street.crash();
                }
                for (var again = 0; again < 3; again++) {
                    street.pass(Duration.ofMillis(random.nextInt(60_000)));
                    street.crash();
                }
            }
            street.pass(Duration.ofDays(1));

            assertThat(new HashSet<>(tokens)).hasSize(10);
            for (var token : tokens) {
                assertThat(ask(street.headEnd().query(List.of(token)))
                                .get(0)
                                .level()
                                .orElseThrow())
                        .isIn(Level.COMPLETED, Level.SUPERSEDED, Level.ESI_UNREACHABLE, Level.DEVICE_UNREACHABLE);
            }
            for (var device : List.of(DISPLAY, THERMOSTAT, SWITCH)) {
                assertThat(street.hands().acts(device).stream()
                                .map(act -> act.kind() + " " + act.id())
                                .toList())
                        .doesNotHaveDuplicates();
            }
        }
    }

    private TestStreet street(RadioModel model) {
        return TestStreet.with(model, folder.resolve("journal"), folder.resolve("air.pcap"));
    }
}
