package org.meterport.han.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.han.sim.TestStreet.HVAC;
import static org.meterport.han.sim.TestStreet.START;
import static org.meterport.han.sim.TestStreet.event;
import static org.meterport.han.sim.TestStreet.home;
import static org.meterport.han.sim.TestStreet.price;
import static org.meterport.han.sim.TestStreet.text;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.sep.TsharkIsThere;
import org.meterport.han.sep.WiresharkReading;

class CaptureIT {
    @TempDir
    Path folder;

    @Test
    @TsharkIsThere
    void wiresharkReadsEveryFrameOfASimulation() {
        var capture = folder.resolve("air.pcap");
        try (var street = TestStreet.with(RadioModel.ideal(), folder.resolve("journal"), capture)) {
            street.send(text(5, true), home());
            street.send(price(8, true), home());
            street.send(event(9, HVAC, START, 60), home());
            street.pass(Duration.ofHours(2));
            street.hands().confirm(TestStreet.DISPLAY);
            street.headEnd().flushCapture();

            var readings = WiresharkReading.of(capture);

            assertThat(readings).hasSizeGreaterThan(10).noneMatch(WiresharkReading::malformed);
            assertThat(readings)
                    .anyMatch(frame -> "02".equals(frame.values().get("drlc.report_event.event_status")))
                    .anyMatch(frame ->
                            "08000000".equals(frame.values().get("price.issuer_event_id")) && !frame.fromServer())
                    .anyMatch(frame -> frame.values().containsKey("msg.message.confirm_time"));
        }
    }

    @Test
    void deliversInRealTimeToo() throws InterruptedException {
        var settings = SimulatedHeadEnd.Settings.of(3, RadioModel.ideal());
        var clock = Clock.systemUTC();
        try (var headEnd = SimulatedHeadEnd.open(settings, new RealTimeline(clock))) {
            headEnd.hands()
                    .premise(TestStreet.HOME)
                    .joined(TestStreet.HOME, TestStreet.DISPLAY, DeviceKind.DISPLAY, TestStreet.CODE);
            headEnd.start();
            var levels = new LinkedBlockingQueue<Level>();
            headEnd.subscribe(
                    delivery -> {
                        delivery.acknowledge();
                        levels.add(((HeadEndEvent.OfMessage) delivery.event()).level());
                    },
                    10);

            var now = clock.instant();
            TestStreet.ask(headEnd.submit(Batch.of("b", text(5, false), List.of(home()), now, now.plusSeconds(60))));

            assertThat(levels.poll(20, TimeUnit.SECONDS)).isEqualTo(Level.ESI_DELIVERED);
            assertThat(levels.poll(20, TimeUnit.SECONDS)).isEqualTo(Level.DEVICE_DELIVERED);
        }
    }
}
