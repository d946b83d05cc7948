package org.meterport.han.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Esiid;
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
import org.meterport.han.sep.PublishPrice;
import org.meterport.han.sep.SepTime;
import org.meterport.han.tck.Ear;

/** A home with a display, a thermostat and a switch, time that is moved by hand, and somebody who listens. */
final class TestStreet implements AutoCloseable {
    static final Instant START = Instant.parse("2026-07-14T20:00:00Z");
    static final Esiid HOME = new Esiid("10443720000000001");
    static final Esiid EMPTY_HOME = new Esiid("10443720000000002");
    static final Eui64 DISPLAY = new Eui64(0x000D6F000ABC0001L);
    static final Eui64 THERMOSTAT = new Eui64(0x000D6F000ABC0002L);
    static final Eui64 SWITCH = new Eui64(0x000D6F000ABC0003L);
    static final InstallCode CODE = InstallCode.of(Octets.ofHex("112233445566"));
    static final int HVAC = 0x0001;
    static final int WATER_HEATER = 0x0004;

    private final SimulatedHeadEnd.Settings settings;
    private ManualTimeline timeline = new ManualTimeline(START);
    private SimulatedHeadEnd headEnd;
    private Ear ear = Ear.acknowledging();
    private int batches;

    private TestStreet(SimulatedHeadEnd.Settings settings) {
        this.settings = settings;
        headEnd = opened();
    }

    static TestStreet with(RadioModel model) {
        return new TestStreet(SimulatedHeadEnd.Settings.of(11, model));
    }

    static TestStreet with(RadioModel model, Path journal, Path capture) {
        return new TestStreet(
                SimulatedHeadEnd.Settings.of(11, model).withJournal(journal).withCapture(capture));
    }

    private SimulatedHeadEnd opened() {
        var opened = SimulatedHeadEnd.open(settings, timeline);
        opened.hands()
                .premise(HOME)
                .premise(EMPTY_HOME)
                .joined(HOME, DISPLAY, DeviceKind.DISPLAY, CODE)
                .joined(HOME, THERMOSTAT, DeviceKind.THERMOSTAT, CODE)
                .joined(HOME, SWITCH, DeviceKind.SWITCH, CODE);
        opened.start();
        opened.subscribe(ear, 1_000);
        return opened;
    }

    /** The process dies and another takes its place on the same journal. */
    void crash() {
        timeline = new ManualTimeline(timeline.now());
        headEnd = opened();
    }

    SimulatedHeadEnd headEnd() {
        return headEnd;
    }

    Hands hands() {
        return headEnd.hands();
    }

    Ear ear() {
        return ear;
    }

    Instant now() {
        return timeline.now();
    }

    void pass(Duration time) {
        timeline.advance(time);
    }

    Token send(DeviceMessage message, Target target) {
        var answer = send(message, List.of(target)).get(0);
        if (answer instanceof Answer.Accepted accepted) {
            return accepted.token();
        }
        throw new AssertionError("refused: " + answer);
    }

    List<Answer> send(DeviceMessage message, List<Target> targets) {
        return send("batch-" + batches++, message, targets);
    }

    List<Answer> send(String id, DeviceMessage message, List<Target> targets) {
        return ask(headEnd.submit(Batch.of(id, message, targets, now(), now().plus(Duration.ofHours(12)))));
    }

    static <T> T ask(CompletableFuture<T> question) {
        return question.orTimeout(30, TimeUnit.SECONDS).join();
    }

    static Target home() {
        return Target.home(HOME);
    }

    static Target to(Eui64 device) {
        return Target.device(HOME, device);
    }

    static DisplayMessage text(long id, boolean confirm) {
        var control = MessageControl.of(MessageControl.Importance.MEDIUM, confirm);
        return new DisplayMessage(id, control, SepTime.NOW, 60, "Peak hours today 4-7pm");
    }

    static PublishPrice price(long id, boolean acknowledge) {
        var extras = acknowledge ? PublishPrice.Extras.se11(true) : PublishPrice.Extras.SE_1_0;
        return new PublishPrice(7, "PEAK", id, SepTime.at(START), 0, 840, 0x40, 0, SepTime.NOW, 60, 1999, extras);
    }

    static LoadControlEvent event(long id, int classes, Instant start, int minutes) {
        return event(id, classes, start, minutes, 0);
    }

    static LoadControlEvent event(long id, int classes, Instant start, int minutes, int control) {
        return new LoadControlEvent(
                id,
                classes,
                0,
                SepTime.at(start),
                minutes,
                Criticality.LEVEL_2,
                LoadControlEvent.Adjustment.dutyCycle(40),
                control);
    }

    @Override
    public void close() {
        headEnd.close();
    }
}
