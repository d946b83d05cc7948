package org.meterport.han.dongle;

import static org.assertj.core.api.Assertions.assertThat;

import com.zsmartsystems.zigbee.aps.ZigBeeApsFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Ping;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Reply;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Criticality;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.han.sep.MessageControl;
import org.meterport.han.sep.Octets;
import org.meterport.han.sep.SepCodec;
import org.meterport.han.sep.SepTime;
import org.meterport.han.tck.Ear;

/** From the head-end's interface down to the APS frame and back. */
class DongleHeadEndTest {
    private static final Duration A_WHILE = Duration.ofMinutes(5);
    private static final int SUCCESS = 0;

    private Workbench bench;
    private Ear ear;

    @BeforeEach
    void joinBothDevices() {
        bench = new Workbench();
        ear = Ear.acknowledging();
        bench.headEnd().subscribe(ear, 10);
        var order = new ProvisionOrder(
                "thermostat", Workbench.HOME, bench.newDevice(), bench.newDeviceCode(), Duration.ofDays(1));
        bench.headEnd().provision(order).join();
        bench.pass(Duration.ofSeconds(1));
        bench.radio.sent.clear();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void putsTheCodecsBytesInASecuredApsFrameOfTheSmartEnergyProfile() {
        var text = text();

        send(text, bench.display(), "b");
        bench.pass(A_WHILE);

        var frame = bench.radio.sent.get(0);
        assertThat(frame.getProfile()).isEqualTo(0x0109);
        assertThat(frame.getCluster()).isEqualTo(0x0703);
        assertThat(frame.getDestinationAddress()).isEqualTo(0x1234);
        assertThat(frame.getDestinationEndpoint()).isEqualTo(bench.display.endpoint);
        assertThat(frame.getSecurityEnabled()).isTrue();
        assertThat(frame.getAckRequest()).isTrue();
        assertThat(bytes(frame)).isEqualTo(SepCodec.encode(text, frame.getPayload()[1]));
    }

    @Test
    void joinsADeviceByItsInstallCodeAndKnowsWhatItIs() {
        assertThat(ear.devices())
                .extracting(HeadEndEvent.OfDevice::state)
                .containsExactly(DeviceState.SENT_TO_METER, DeviceState.JOIN_OPEN, DeviceState.JOINED);
        assertThat(bench.headEnd().devices(Workbench.HOME).join())
                .isInstanceOfSatisfying(
                        Reply.Given.class,
                        given -> assertThat((List<?>) given.value())
                                .anySatisfy(
                                        device -> assertThat(device.toString()).contains("OptionalInt[1283]")));
    }

    @Test
    void anotherInstallCodeLetsNothingIn() {
        leave();

        var code = InstallCode.of(Octets.ofHex("112233445566"));
        bench.headEnd()
                .provision(new ProvisionOrder("wrong", Workbench.HOME, bench.newDevice(), code, Duration.ofDays(1)))
                .join();
        bench.pass(Duration.ofDays(1).plusMinutes(1));

        assertThat(bench.thermostat.inNetwork).isFalse();
        assertThat(last().state()).isEqualTo(DeviceState.JOIN_TIMEOUT);
    }

    @Test
    void opensTheDoorAgainUntilTheWindowClosesAndNoLonger() {
        leave();
        bench.thermostat.powered = false;
        bench.radio.sent.clear();

        order("again");
        bench.pass(Duration.ofHours(23));
        bench.thermostat.powered = true;
        bench.pass(Duration.ofMinutes(5));
        var opened = bench.radio.sent.stream()
                .filter(frame -> frame.getCluster() == 0x0036)
                .count();
        bench.pass(Duration.ofDays(2));

        assertThat(last().state()).isEqualTo(DeviceState.JOINED);
        assertThat(opened).isGreaterThan(2 * 23 * 3600 / 254);
        assertThat(bench.radio.sent.stream().filter(frame -> frame.getCluster() == 0x0036))
                .hasSizeLessThanOrEqualTo((int) opened + 2);
    }

    @Test
    void saysThatAMakeOfRadioTakesNoInstallCode() {
        leave();
        bench.crash(false);
        bench.headEnd().subscribe(ear, 10);

        order("after");
        bench.pass(A_WHILE);

        assertThat(last().state()).isEqualTo(DeviceState.REJECTED);
        assertThat(last().refusal()).contains(Refusal.HAN_NOT_AVAILABLE);
    }

    @Test
    void aRestartForgetsInstallCodesAndSaysSo() throws IOException {
        leave();
        bench.thermostat.powered = false;
        order("waits");
        bench.pass(A_WHILE);
        assertThat(Files.readString(bench.journal()))
                .doesNotContain(bench.newDeviceCode().digits());

        bench.crash();
        bench.headEnd().subscribe(ear, 10);
        bench.pass(A_WHILE);

        assertThat(last().state()).isEqualTo(DeviceState.REJECTED);
        assertThat(last().detail()).contains("order it again");
    }

    @Test
    void takesADeviceOutByAskingItToLeave() {
        leave();

        assertThat(bench.thermostat.inNetwork).isFalse();
        assertThat(last().state()).isEqualTo(DeviceState.REMOVED);
        assertThat(last().removal()).contains(RemovalReason.THIRD_PARTY_REQUEST);
        assertThat(ear.devices().stream().filter(told -> told.state() == DeviceState.REMOVED))
                .hasSize(1);
    }

    @Test
    void tellsOfADeviceThatLeftByItself() {
        bench.radio.leave(bench.thermostat);
        bench.pass(A_WHILE);

        assertThat(last().state()).isEqualTo(DeviceState.REMOVED);
        assertThat(last().removal()).contains(RemovalReason.UTILITY_ACTION);
        assertThat(last().token()).isEmpty();
    }

    @Test
    void aDefaultResponseThatRefusesIsTheDevicesRefusal() {
        bench.display.refuses = 0x85;

        var token = send(text(), bench.display(), "b");
        bench.pass(A_WHILE);

        assertThat(ear.levels(token)).containsExactly(Level.ESI_DELIVERED, Level.DEVICE_REJECTED);
        assertThat(ear.messages())
                .filteredOn(told -> told.level() == Level.DEVICE_REJECTED)
                .allMatch(told -> told.rawStatus().equals(OptionalInt.of(0x85)));
    }

    @Test
    void anAcknowledgementOfTheRadioCountsWhereTheDeviceKeepsSilent() {
        bench.display.silent = true;

        var token = send(text(), bench.display(), "b");
        bench.pass(A_WHILE);

        assertThat(ear.levels(token)).containsExactly(Level.ESI_DELIVERED, Level.DEVICE_DELIVERED);
        assertThat(ear.messages().get(1).detail()).contains("radio");
        assertThat(bench.display.heard).hasSize(1);
    }

    @Test
    void triesADeviceThatIsOffWithTheSameBytesAndGivesUp() {
        bench.display.powered = false;

        var token = send(text(), bench.display(), "b");
        bench.pass(Duration.ofMinutes(10));

        assertThat(ear.levels(token)).containsExactly(Level.ESI_DELIVERED, Level.DEVICE_UNREACHABLE);
        var frames = bench.radio.sent.stream()
                .filter(frame -> frame.getCluster() == 0x0703)
                .toList();
        assertThat(frames).hasSize(5);
        assertThat(frames.stream().map(DongleHeadEndTest::withoutSequence).distinct())
                .hasSize(1);
    }

    @Test
    void whatADeviceReportsOfAnEventIsItsLevel() {
        var token = send(event(), bench.newDevice(), "b");
        bench.pass(Duration.ofMinutes(1));
        var heard = bench.thermostat.heard.get(0);
        for (var status : new int[] {0x02, 0x04, 0x05, 0x03}) {
            bench.radio.fromDevice(
                    bench.thermostat, 0x0701, bench.thermostat.report(heard, status, bench.radio.sepNow()));
        }
        bench.pass(Duration.ofMinutes(1));

        assertThat(ear.levels(token))
                .containsExactly(
                        Level.ESI_DELIVERED,
                        Level.DEVICE_DELIVERED,
                        Level.STARTED,
                        Level.OPTED_OUT,
                        Level.OPTED_IN,
                        Level.COMPLETED);
        assertThat(lastOf(0x0701)).endsWith(0x0B, 0x00, SUCCESS);
    }

    @Test
    void aUserConfirmsAText() {
        var token = send(text(), bench.display(), "b");
        bench.pass(Duration.ofMinutes(1));

        bench.radio.fromDevice(
                bench.display, 0x0703, bench.display.confirmation(bench.display.heard.get(0), bench.radio.sepNow()));
        bench.pass(Duration.ofMinutes(1));

        assertThat(ear.levels(token)).endsWith(Level.USER_CONFIRMED);
    }

    @Test
    void aSleeperGetsWhatWaitsWhenItAsksAndIsToldWhenNothingDoes() {
        leave();
        bench.thermostat.sleepy = true;
        order("sleeper");
        bench.pass(A_WHILE);

        var token = send(event(), bench.newDevice(), "b");
        bench.pass(A_WHILE);
        assertThat(bench.thermostat.heard).isEmpty();
        bench.radio.fromDevice(bench.thermostat, 0x0701, bench.thermostat.pull(0x01, 5));
        bench.pass(Duration.ofSeconds(1));

        assertThat(ear.levels(token)).contains(Level.DEVICE_DELIVERED);
        bench.radio.fromDevice(bench.thermostat, 0x0703, bench.thermostat.pull(0x00, 0));
        bench.pass(Duration.ofSeconds(1));
        assertThat(bytes(bench.radio.sent.get(bench.radio.sent.size() - 1)).hex())
                .startsWith("18")
                .endsWith("0B008B");
    }

    @Test
    void givesTheTimeAndNothingElse() {
        bench.radio.fromDevice(bench.display, 0x000A, new int[] {0x00, 0x21, 0x00, 0x00, 0x00, 0x02, 0x00});

        var now = bench.radio.sepNow();
        assertThat(lastOf(0x000A))
                .containsExactly(
                        0x18,
                        0x21,
                        0x01,
                        0x00,
                        0x00,
                        0x00,
                        0xE2,
                        (int) now & 0xFF,
                        (int) (now >> 8) & 0xFF,
                        (int) (now >> 16) & 0xFF,
                        (int) (now >> 24) & 0xFF,
                        0x02,
                        0x00,
                        0x86);
    }

    @Test
    void hearsNoDeviceThatDoesNotBelongToTheHome() {
        var token = send(event(), bench.newDevice(), "b");
        bench.pass(Duration.ofMinutes(1));
        var heard = bench.thermostat.heard.get(0);
        leave();
        var levels = ear.levels(token);

        bench.radio.fromDevice(bench.thermostat, 0x0701, bench.thermostat.report(heard, 0x03, bench.radio.sepNow()));
        bench.pass(A_WHILE);

        assertThat(ear.levels(token)).isEqualTo(levels);
    }

    @Test
    void survivesFramesOfNonsense() {
        for (var payload : List.of(new int[0], new int[] {1}, new int[] {0x01, 0x00, 0x00, 0x05})) {
            bench.radio.fromDevice(bench.display, 0x0703, payload);
            bench.radio.fromDevice(bench.display, 0x0701, payload);
        }

        var token = send(text(), bench.display(), "b");
        bench.pass(A_WHILE);
        assertThat(ear.levels(token)).contains(Level.DEVICE_DELIVERED);
    }

    @Test
    void pingsADeviceOverTheAir() {
        assertThat(ping()).isEqualTo(true);

        bench.display.powered = false;
        assertThat(ping()).isEqualTo(false);
    }

    private boolean ping() {
        var answer = bench.headEnd().ping(Workbench.HOME, Optional.of(bench.display()));
        bench.pass(Duration.ofMinutes(1));
        return ((Reply.Given<Ping>) answer.join()).value().reached();
    }

    @Test
    void refusesATextOfMoreThanOneFrame() {
        var tooLong = new DisplayMessage(1, MessageControl.PLAIN, SepTime.NOW, 60, "x".repeat(59));

        assertThat(bench.headEnd()
                        .submit(batch(tooLong, Target.home(Workbench.HOME), "b"))
                        .join())
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.NOT_SUPPORTED));
    }

    @Test
    void aHomeIsEveryDeviceWithTheCluster() {
        var token = send(event(), Target.home(Workbench.HOME), "b");
        bench.pass(A_WHILE);

        assertThat(ear.messages())
                .filteredOn(told -> told.token().equals(token) && told.level() == Level.DEVICE_DELIVERED)
                .singleElement()
                .matches(told -> told.device().equals(Optional.of(bench.newDevice())));
        assertThat(bench.display.heard.stream().filter(zcl -> zcl[0] == 0x09)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Dongle.class)
    void makesATransportOfEveryMake(Dongle make) {
        assertThat(make.at("/dev/no-such-radio", 0)).isNotNull();
    }

    private void order(String id) {
        bench.headEnd()
                .provision(new ProvisionOrder(
                        id, Workbench.HOME, bench.newDevice(), bench.newDeviceCode(), Duration.ofDays(1)))
                .join();
    }

    private void leave() {
        bench.headEnd()
                .deprovision(
                        new RemovalOrder("leave", Workbench.HOME, bench.newDevice(), RemovalReason.THIRD_PARTY_REQUEST))
                .join();
        bench.pass(Duration.ofSeconds(1));
    }

    private HeadEndEvent.OfDevice last() {
        return ear.devices().get(ear.devices().size() - 1);
    }

    private Token send(DeviceMessage message, Eui64 device, String id) {
        return send(message, Target.device(Workbench.HOME, device), id);
    }

    private Token send(DeviceMessage message, Target target, String id) {
        var answer = bench.headEnd().submit(batch(message, target, id)).join().get(0);
        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        return ((Answer.Accepted) answer).token();
    }

    private Batch batch(DeviceMessage message, Target target, String id) {
        return Batch.of(id, message, List.of(target), bench.now(), bench.now().plus(Duration.ofHours(4)));
    }

    private int[] lastOf(int cluster) {
        bench.pass(Duration.ZERO);
        var frames = bench.radio.sent.stream()
                .filter(frame -> frame.getCluster() == cluster)
                .toList();
        return frames.get(frames.size() - 1).getPayload();
    }

    private static Octets bytes(ZigBeeApsFrame frame) {
        var bytes = new byte[frame.getPayload().length];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) frame.getPayload()[i];
        }
        return Octets.of(bytes);
    }

    private static String withoutSequence(ZigBeeApsFrame frame) {
        var copy = frame.getPayload().clone();
        copy[1] = 0;
        return Arrays.toString(copy);
    }

    private static DisplayMessage text() {
        return new DisplayMessage(0xF0000001L, MessageControl.PLAIN, SepTime.NOW, 60, "Peak hours today 4-7pm");
    }

    private LoadControlEvent event() {
        return new LoadControlEvent(
                0xF0000002L,
                1,
                0,
                SepTime.at(bench.now()),
                60,
                Criticality.LEVEL_1,
                LoadControlEvent.Adjustment.dutyCycle(50),
                0);
    }
}
