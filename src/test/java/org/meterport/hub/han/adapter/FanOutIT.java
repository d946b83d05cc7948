package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.sim.Act;
import org.meterport.han.sim.DeviceKind;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.Address;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.HanTarget;

/** Ten thousand addresses of every kind in one call, down to the displays. */
class FanOutIT extends TextsOnRecord {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final InstallCode CODE = InstallCode.of(Octets.ofHex("112233445566"));
    private static final int WHOLE_HOMES = 3_800;
    private static final int DEVICES = 8_000;
    private static final int UNGRANTED = 9_000;
    private static final int NO_ADDRESS = 9_400;
    private static final int NO_METER = 9_800;
    private static final int CHUNK = 500;

    private final ManualTimeline timeline = new ManualTimeline(Samples.NOW);
    private final SimulatedHeadEnd headEnd =
            SimulatedHeadEnd.open(SimulatedHeadEnd.Settings.of(5, RadioModel.ideal()), timeline);
    private final List<HeadEndEvent.OfMessage> events = new CopyOnWriteArrayList<>();

    FanOutIT() {
        super(DATABASE);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void gTellsWhatBecameOfEachOfTenThousandMixedAddressesAlsoAfterACrash() {
        furnish();
        List<Address> asked = addresses();
        assertThat(asked).hasSize(10_000);

        HanRequest request = accepted(asked);
        for (int from = 0; from < request.targets(); from += CHUNK) {
            var chunk = new Chunk(request.id(), from, Math.min(from + CHUNK, request.targets()), false);
            dispatch.prepare(chunk)
                    .ifPresent(batch -> assertThat(headEnd.submit(batch).join()).hasSameSizeAs(batch.targets()));
            // the hub died before it could note the answers
            dispatch.prepare(chunk)
                    .ifPresent(batch -> dispatch.answered(
                            chunk, batch, headEnd.submit(batch).join()));
        }
        timeline.advance(Duration.ofMinutes(1));
        recordOutcome.record(events);

        assertThat(request.targets()).isEqualTo(NO_METER);
        assertThat(targets(request).stream().collect(Collectors.groupingBy(FanOutIT::outcome, Collectors.counting())))
                .isEqualTo(Map.of(
                        "DEVICE_DELIVERED", (long) DEVICES,
                        "REJECTED_BY_HUB HAN-202", (long) UNGRANTED - DEVICES,
                        "REJECTED_BY_HUB HAN-201", (long) NO_ADDRESS - UNGRANTED,
                        "REJECTED_BY_HEADEND UNKNOWN_METER", (long) NO_METER - NO_ADDRESS));
        assertThat(IntStream.range(0, DEVICES).mapToObj(FanOutIT::display).map(this::shown))
                .allMatch(ids -> ids.equals(List.of(request.sepId())));
        assertThat(IntStream.range(DEVICES, UNGRANTED)
                        .mapToObj(FanOutIT::display)
                        .map(this::shown))
                .allMatch(List::isEmpty);
    }

    private static String outcome(HanTarget target) {
        return target.status() + target.code().map(code -> " " + code).orElse("");
    }

    private List<Long> shown(String display) {
        return headEnd.hands().acts(Eui64.parse(display)).stream()
                .filter(act -> act.kind() == Act.Kind.TEXT_SHOWN)
                .map(Act::id)
                .toList();
    }

    /** Whole homes, single displays, ungranted ones, nonsense, homes without a meter; two hundred of them named again. */
    private static List<Address> addresses() {
        List<Address> addresses = new ArrayList<>();
        IntStream.range(0, WHOLE_HOMES).forEach(n -> addresses.add(home(esiid(n))));
        IntStream.range(WHOLE_HOMES, UNGRANTED).forEach(n -> addresses.add(device(esiid(n), display(n))));
        IntStream.range(UNGRANTED, NO_ADDRESS).forEach(n -> addresses.add(home("no ESIID " + n)));
        IntStream.range(NO_ADDRESS, NO_METER).forEach(n -> addresses.add(home(esiid(n))));
        IntStream.range(0, 100).forEach(n -> addresses.add(home(esiid(n))));
        IntStream.range(100, 200).forEach(n -> addresses.add(device(esiid(n), display(n))));
        Collections.shuffle(addresses, new Random(4));
        return addresses;
    }

    private void furnish() {
        List<String> granted = IntStream.range(0, NO_METER)
                .filter(n -> n < DEVICES || n >= NO_ADDRESS)
                .mapToObj(FanOutIT::esiid)
                .toList();
        agreements.active(
                Samples.BLUEBONNET,
                new Scope(
                        AgreementKind.IN_HOME_DEVICE_SERVICES,
                        Set.of(),
                        Term.UNTIL_ENDED,
                        granted,
                        "To tell you when power is cheap"));
        for (int n = 0; n < UNGRANTED; n++) {
            headEnd.hands().premise(new Esiid(esiid(n)));
            headEnd.hands().joined(new Esiid(esiid(n)), Eui64.parse(display(n)), DeviceKind.DISPLAY, CODE);
        }
        headEnd.start();
        headEnd.subscribe(
                delivery -> {
                    events.add((HeadEndEvent.OfMessage) delivery.event());
                    delivery.acknowledge();
                },
                100_000);
    }

    private static String esiid(int n) {
        return "104437200001%05d".formatted(n);
    }

    private static String display(int n) {
        return "000D6F0000%06X".formatted(n + 1);
    }
}
