package org.meterport.han.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.han.sim.TestStreet.CODE;
import static org.meterport.han.sim.TestStreet.DISPLAY;
import static org.meterport.han.sim.TestStreet.EMPTY_HOME;
import static org.meterport.han.sim.TestStreet.HOME;
import static org.meterport.han.sim.TestStreet.HVAC;
import static org.meterport.han.sim.TestStreet.START;
import static org.meterport.han.sim.TestStreet.SWITCH;
import static org.meterport.han.sim.TestStreet.THERMOSTAT;
import static org.meterport.han.sim.TestStreet.ask;
import static org.meterport.han.sim.TestStreet.event;
import static org.meterport.han.sim.TestStreet.home;
import static org.meterport.han.sim.TestStreet.price;
import static org.meterport.han.sim.TestStreet.text;
import static org.meterport.han.sim.TestStreet.to;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.CancelLoadControlEvent;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.tck.Ear;

/** Distance, sleep, silence and numbers. */
class RadioTest {
    private static final Duration A_DAY = Duration.ofDays(1);

    @Test
    void aMeterWithoutSignalIsGivenUpAfterSomeTries() {
        try (var street = TestStreet.with(RadioModel.ideal())) {
            street.hands().loseSignal(HOME);
            var lost = street.send(text(5, false), home());
            street.pass(A_DAY);
            street.hands().regainSignal(HOME);
            var found = street.send(text(6, false), home());
            street.pass(A_DAY);

            assertThat(street.ear().levels(lost)).containsExactly(Level.ESI_UNREACHABLE);
            assertThat(street.ear().levels(found)).contains(Level.DEVICE_DELIVERED);
        }
    }

    @Test
    void aDeviceThatIsOffIsToldApartFromItsMeter() {
        try (var street = TestStreet.with(RadioModel.ideal())) {
            street.hands().switchOff(DISPLAY);
            var token = street.send(text(5, false), to(DISPLAY));
            street.pass(A_DAY);

            assertThat(street.ear().levels(token)).containsExactly(Level.ESI_DELIVERED, Level.DEVICE_UNREACHABLE);
        }
    }

    @Test
    void aHomeWithoutAScreenHasNoDeviceForAText() {
        try (var street = TestStreet.with(RadioModel.ideal())) {
            var token = street.send(text(5, false), Target.home(EMPTY_HOME));
            street.pass(A_DAY);

            assertThat(street.ear().levels(token)).containsExactly(Level.ESI_DELIVERED, Level.NO_DEVICE);
        }
    }

    @Test
    void whatExpiresOnTheWayIsNotDelivered() {
        try (var street = TestStreet.with(RadioModel.field())) {
            var brief = Batch.of("b", text(5, false), List.of(home()), START, START.plusMillis(1));
            var token = ((Answer.Accepted) ask(street.headEnd().submit(brief)).get(0)).token();
            street.pass(A_DAY);

            assertThat(street.ear().levels(token)).containsExactly(Level.EXPIRED);
            assertThat(street.hands().acts(DISPLAY)).isEmpty();
        }
    }

    @Test
    void s5ACancelOvertakesItsEvent() {
        try (var street = TestStreet.with(slow())) {
            var busy = street.send(price(1, false), home());
            var event = event(9, HVAC, START.plus(Duration.ofHours(1)), 60);
            var token = street.send(event, home());
            var cancel = street.send(CancelLoadControlEvent.of(event), home());
            street.pass(A_DAY);

            assertThat(street.ear().levels(busy)).contains(Level.DEVICE_DELIVERED);
            assertThat(street.ear().levels(token)).containsExactly(Level.CANCELLED);
            assertThat(street.ear().levels(cancel)).contains(Level.ESI_DELIVERED);
            assertThat(street.hands().acts(THERMOSTAT)).extracting(Act::kind).containsExactly(Act.Kind.PRICE_SHOWN);
        }
    }

    @Test
    void aCancelForOneDeviceStaysBehindTheEventForTheWholeHome() {
        try (var street = TestStreet.with(slow())) {
            street.send(price(1, false), home());
            var event = event(9, HVAC | 4, START.plus(Duration.ofHours(1)), 60);
            var token = street.send(event, home());
            street.send(CancelLoadControlEvent.of(event), to(THERMOSTAT));
            street.pass(A_DAY);

            assertThat(street.ear().levels(token)).contains(Level.CANCELLED, Level.COMPLETED);
            assertThat(street.hands().acts(SWITCH)).extracting(Act::kind).contains(Act.Kind.EVENT_ENDED);
        }
    }

    @Test
    void theMoreUrgentGoesFirst() {
        try (var street = TestStreet.with(slow())) {
            street.send(price(1, false), home());
            var text = street.send(text(5, false), to(THERMOSTAT));
            var event = street.send(event(9, HVAC, START, 600), to(THERMOSTAT));
            street.pass(A_DAY);

            var order = street.ear().messages().stream()
                    .filter(told -> told.level() == Level.ESI_DELIVERED)
                    .map(HeadEndEvent.OfMessage::token)
                    .toList();
            assertThat(order).containsSubsequence(event, text);
        }
    }

    @Test
    void aSleepingDisplayFetchesWhatItMissedWhenItWakes() {
        try (var street = TestStreet.with(RadioModel.ideal())) {
            var sleeper = new Eui64(0x000D6F000ABC0009L);
            street.hands().device(HOME, sleeper, DeviceKind.THERMOSTAT, CODE, true, true);

            var replaced = street.send(text(5, false), to(sleeper));
            street.pass(Duration.ofSeconds(1));
            var shown = street.send(text(6, false), to(sleeper));
            var event = event(9, HVAC, START.plus(Duration.ofHours(5)), 60);
            var dropped = street.send(event, to(sleeper));
            street.pass(Duration.ofSeconds(1));
            var cancel = street.send(CancelLoadControlEvent.of(event), to(sleeper));
            street.pass(Duration.ofMinutes(16));

            assertThat(street.ear().levels(replaced)).containsExactly(Level.ESI_DELIVERED, Level.SUPERSEDED);
            assertThat(street.ear().levels(shown)).containsExactly(Level.ESI_DELIVERED, Level.DEVICE_DELIVERED);
            assertThat(street.ear().levels(dropped)).containsExactly(Level.ESI_DELIVERED, Level.CANCELLED);
            assertThat(street.ear().levels(cancel)).containsExactly(Level.ESI_DELIVERED, Level.DEVICE_DELIVERED);
            assertThat(street.hands().acts(sleeper)).extracting(Act::id).containsExactly(6L);
        }
    }

    @Test
    void aTextTakenBackBeforeTheSleeperWokeIsNeverShown() {
        try (var street = TestStreet.with(RadioModel.ideal())) {
            var sleeper = new Eui64(0x000D6F000ABC0009L);
            street.hands().device(HOME, sleeper, DeviceKind.DISPLAY, CODE, true, true);
            var text = street.send(text(5, false), to(sleeper));
            street.pass(Duration.ofSeconds(1));
            street.send(new CancelMessage(5), to(sleeper));
            street.pass(A_DAY);

            assertThat(street.ear().levels(text)).contains(Level.CANCELLED);
            assertThat(street.hands().acts(sleeper)).isEmpty();
        }
    }

    @Test
    void aSleeperThatNeverWakesIsUnreachableInTheEnd() {
        try (var street = TestStreet.with(RadioModel.ideal())) {
            var sleeper = new Eui64(0x000D6F000ABC0009L);
            street.hands().device(HOME, sleeper, DeviceKind.DISPLAY, CODE, true, true);
            street.hands().switchOff(sleeper);
            var token = street.send(text(5, false), to(sleeper));
            street.pass(A_DAY);

            assertThat(street.ear().levels(token)).containsExactly(Level.ESI_DELIVERED, Level.DEVICE_UNREACHABLE);
        }
    }

    @Test
    void aDeviceJoinsOnlyWithTheCodeOnItsLabelAndInItsWindow() {
        try (var street = TestStreet.with(RadioModel.ideal())) {
            var late = new Eui64(0x10L);
            var wrong = new Eui64(0x11L);
            street.hands().device(EMPTY_HOME, wrong, DeviceKind.DISPLAY, CODE, false, false);
            var other = InstallCode.of(Octets.ofHex("665544332211"));
            ask(street.headEnd().provision(order("o1", late, CODE)));
            ask(street.headEnd().provision(order("o2", wrong, other)));
            street.pass(Duration.ofHours(1));
            assertThat(states(street, late)).containsExactly(DeviceState.SENT_TO_METER, DeviceState.JOIN_OPEN);

            street.hands().device(EMPTY_HOME, late, DeviceKind.DISPLAY, CODE, false, false);
            street.pass(Duration.ofDays(2));

            assertThat(states(street, late)).endsWith(DeviceState.JOINED);
            assertThat(states(street, wrong)).endsWith(DeviceState.JOIN_TIMEOUT);
            assertThat(ask(street.headEnd().provision(order("o3", wrong, CODE))))
                    .isInstanceOf(Answer.Accepted.class);
        }
    }

    @Test
    void aFullMeterTakesNoMore() {
        try (var street = TestStreet.with(RadioModel.ideal())) {
            for (var i = 0; i < 5; i++) {
                ask(street.headEnd().provision(order("o" + i, new Eui64(0x20L + i), CODE)));
            }

            assertThat(ask(street.headEnd().provision(order("o9", new Eui64(0x30L), CODE))))
                    .isInstanceOfSatisfying(
                            Answer.Refused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.METER_FULL));
            assertThat(ask(street.headEnd()
                            .provision(new ProvisionOrder("o10", new Esiid("nowhere"), new Eui64(0x31L), CODE, A_DAY))))
                    .isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void aRemovalByTheUtilityIsToldWithoutAnOrder() {
        try (var street = TestStreet.with(RadioModel.ideal())) {
            street.hands().switchOff(DISPLAY);
            var token = street.send(text(5, false), to(DISPLAY));
            street.hands().removeByUtility(HOME, DISPLAY);
            street.pass(A_DAY);

            assertThat(street.ear().devices()).singleElement().satisfies(told -> {
                assertThat(told.token()).isEmpty();
                assertThat(told.removal()).contains(RemovalReason.UTILITY_ACTION);
            });
            assertThat(street.ear().levels(token)).containsExactly(Level.ESI_DELIVERED, Level.NO_DEVICE);
        }
    }

    @Test
    void inASandboxADeviceNobodyDeclaredJoinsAsADisplay() {
        try (var street = TestStreet.with(RadioModel.sandbox())) {
            var stranger = new Eui64(0x40L);
            ask(street.headEnd().provision(order("o1", stranger, CODE)));
            street.pass(Duration.ofMinutes(1));

            var token = street.send(text(5, false), Target.device(EMPTY_HOME, stranger));
            street.pass(Duration.ofMinutes(1));

            assertThat(street.ear().levels(token)).contains(Level.DEVICE_DELIVERED);
        }
    }

    @Test
    void tenThousandHomesInTheFieldAllComeToAnEnd() {
        try (var street = TestStreet.with(RadioModel.field())) {
            var targets = new ArrayList<Target>();
            for (var i = 0; i < 10_000; i++) {
                var esiid = new Esiid("1044372" + (1_000_000_000L + i));
                var device = new Eui64(0x1_0000L + i);
                street.hands().premise(esiid).device(esiid, device, kind(i), CODE, true, i % 10 == 0);
                if (i % 100 == 0) {
                    street.hands().loseSignal(esiid);
                }
                targets.add(i % 2 == 0 ? Target.home(esiid) : Target.device(esiid, device));
            }

            var answers = street.send(event(9, HVAC, START.plus(Duration.ofHours(4)), 60, 3), targets);
            street.pass(Duration.ofDays(2));

            var tokens = answers.stream()
                    .map(answer -> ((Answer.Accepted) answer).token())
                    .toList();
            assertThat(new HashSet<>(tokens)).hasSize(10_000);
            assertThat(levels(street, tokens))
                    .doesNotContain(Level.HEADEND_ACCEPTED, Level.ESI_DELIVERED, Level.STARTED)
                    .contains(Level.COMPLETED, Level.ESI_UNREACHABLE);
        }
    }

    @Test
    void s5EventsAreRepeatedAndLateButNeverLost() {
        try (var street = TestStreet.with(untidy())) {
            var tokens = new ArrayList<Token>();
            for (var i = 0; i < 200; i++) {
                tokens.add(street.send(price(i + 1, false), to(DISPLAY)));
            }
            street.pass(A_DAY);

            var heard = street.ear().events();
            var ids = new HashSet<>(heard.stream().map(HeadEndEvent::id).toList());
            assertThat(heard).hasSizeGreaterThan(ids.size());
            assertThat(tokens).allMatch(token -> street.ear().levels(token).contains(Level.DEVICE_DELIVERED));
            assertThat(tokens).anyMatch(token -> street.ear().levels(token).get(0) != Level.ESI_DELIVERED);
        }
    }

    @Test
    void whatOneEarHoldsAnotherCannotHear() {
        try (var street = TestStreet.with(RadioModel.ideal())) {
            var second = Ear.holding();
            try (var subscription = street.headEnd().subscribe(second, 5)) {
                street.send(price(1, false), to(DISPLAY));
                street.send(price(2, false), to(DISPLAY));
                street.pass(Duration.ofMinutes(1));
                assertThat(subscription).isNotNull();
            }

            assertThat(street.ear().events()).doesNotContainAnyElementsOf(second.events());
            street.pass(Duration.ofMinutes(1));
            assertThat(street.ear().events()).hasSize(4).containsAll(second.events());
        }
    }

    private static DeviceKind kind(int i) {
        return i % 3 == 0 ? DeviceKind.SWITCH : DeviceKind.THERMOSTAT;
    }

    private static List<Level> levels(TestStreet street, List<Token> tokens) {
        return ask(street.headEnd().query(tokens)).stream()
                .map(standing -> standing.level().orElseThrow())
                .toList();
    }

    private static List<DeviceState> states(TestStreet street, Eui64 device) {
        return street.ear().devices().stream()
                .filter(told -> told.device().equals(device))
                .map(HeadEndEvent.OfDevice::state)
                .toList();
    }

    private static ProvisionOrder order(String id, Eui64 device, InstallCode code) {
        return new ProvisionOrder(id, EMPTY_HOME, device, code, A_DAY);
    }

    /** Takes ten seconds to a meter and loses nothing. */
    private static RadioModel slow() {
        return like(RadioModel.ideal(), Duration.ofSeconds(10), 0, 0);
    }

    private static RadioModel untidy() {
        return like(RadioModel.ideal(), Duration.ofSeconds(1), 0.2, 0.3);
    }

    private static RadioModel like(RadioModel model, Duration way, double repeated, double late) {
        return new RadioModel(
                way,
                way.multipliedBy(2),
                model.lanes(),
                0,
                model.tries(),
                model.retryAfter(),
                model.acrossHome(),
                model.wakesEvery(),
                0,
                Duration.ZERO,
                0,
                repeated,
                late,
                Duration.ofMinutes(10),
                false,
                Duration.ZERO);
    }
}
