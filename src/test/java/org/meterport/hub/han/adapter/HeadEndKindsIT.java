package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.remote.HeadEndServer;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.sim.DeviceKind;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.RealTimeline;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.party.SecretHashes;
import org.springframework.boot.actuate.health.HealthEndpoint;

/** A whole hub with each kind of head-end that settings alone can choose; the simulated one is in every other test. */
class HeadEndKindsIT {

    private static final String HOME = "10443720000000011";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void textsThroughAUtilitysSystemOverHttp() throws Exception {
        int port = TestHub.freePort();
        try (var utility = UtilityDouble.overHttp(port);
                TestHub hub = TestHub.start(Map.of(
                        "meterport.head-end.kind", "rest",
                        "meterport.head-end.rest.uri", "http://127.0.0.1:" + port + "/messages",
                        "meterport.head-end.utility.polls-every", "100ms"))) {
            assertThat(statusOfAText(hub)).isEqualTo("DEVICE_DELIVERED");
            assertThat(health(hub)).isEqualTo("UP");

            utility.stop();
            send(hub, bearer(hub));

            await(() -> health(hub).equals("DOWN"));
        }
    }

    @Test
    void textsThroughAUtilitysSystemByFiles() throws Exception {
        List<Path> folders = UtilityDouble.made(folder);
        try (var utility = UtilityDouble.byFiles(folders.get(0), folders.get(1));
                TestHub hub = TestHub.start(Map.of(
                        "meterport.head-end.kind", "file",
                        "meterport.head-end.file.outbox", folders.get(0).toString(),
                        "meterport.head-end.file.inbox", folders.get(1).toString(),
                        "meterport.head-end.utility.waits", "2s",
                        "meterport.head-end.utility.polls-every", "50ms"))) {
            assertThat(statusOfAText(hub)).isEqualTo("DEVICE_DELIVERED");
            assertThat(health(hub)).isEqualTo("UP");

            utility.stop();
            send(hub, bearer(hub));

            await(() -> health(hub).equals("DOWN"));
        }
    }

    @Tag("nightly")
    @Test
    void textsThroughAHeadEndInAnotherProcess() throws Exception {
        var settings = SimulatedHeadEnd.Settings.of(7, RadioModel.ideal()).withJournal(folder.resolve("journal"));
        try (var headEnd = SimulatedHeadEnd.open(settings, new RealTimeline(Clock.systemUTC()))) {
            var home = new Esiid(HOME);
            headEnd.hands().premise(home);
            headEnd.hands()
                    .joined(
                            home,
                            Eui64.parse("000D6F000ABC0009"),
                            DeviceKind.DISPLAY,
                            InstallCode.of(Octets.ofHex("112233445566")));
            headEnd.start();
            int port = TestHub.freePort();
            try (TestHub hub = TestHub.start(Map.of(
                    "meterport.head-end.kind", "tcp",
                    "meterport.head-end.tcp.port", String.valueOf(port),
                    "meterport.head-end.tcp.reconnect-every", "50ms"))) {
                try (var server = HeadEndServer.listen(headEnd, port)) {
                    assertThat(server.port()).isEqualTo(port);
                    assertThat(statusOfAText(hub)).isEqualTo("DEVICE_DELIVERED");
                    assertThat(health(hub)).isEqualTo("UP");
                }

                await(() -> health(hub).equals("DOWN"));
            }
        }
    }

    @Tag("nightly")
    @Test
    void startsWithoutTheRadioOfALaboratoryAndSaysSo() {
        try (TestHub hub = TestHub.start(Map.of(
                "meterport.head-end.kind", "dongle",
                "meterport.head-end.folder", folder.toString(),
                "meterport.head-end.dongle.port", folder.resolve("no-such-port").toString()))) {
            assertThat(hub.part(HeadEnd.class).capabilities().maxTextBytes()).isPositive();
            assertThat(health(hub)).isEqualTo("DOWN");
        }
    }

    private static String statusOfAText(TestHub hub) throws Exception {
        var samples = new SampleAgreements(hub.database(), Clock.systemUTC());
        samples.reset();
        samples.active(
                Samples.BLUEBONNET,
                new Scope(
                        AgreementKind.IN_HOME_DEVICE_SERVICES,
                        Set.of(),
                        Term.UNTIL_ENDED,
                        List.of(HOME),
                        "To tell you prices"));
        hub.database()
                .jdbc()
                .update(
                        "INSERT INTO api_credential VALUES ('bluebonnet-api', ?, ?, 'ACTIVE', now())",
                        Samples.BLUEBONNET.value(),
                        hub.part(SecretHashes.class).hash("secret"));
        String bearer = bearer(hub);
        String request = send(hub, bearer);
        String[] status = {""};
        await(() -> {
            status[0] = json(hub.send(hub.request("/api/v1/han/requests/" + request + "/targets")
                                    .header("Authorization", bearer))
                            .body())
                    .at("/items/0/status")
                    .asText();
            return !Set.of("RECEIVED", "QUEUED", "HEADEND_ACCEPTED", "ESI_DELIVERED")
                    .contains(status[0]);
        });
        return status[0];
    }

    private static String send(TestHub hub, String bearer) {
        return json(hub.send(hub.request("/api/v1/han/text-messages")
                                .header("Authorization", bearer)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"addresses\":[{\"esiid\":\"" + HOME
                                        + "\"}],\"text\":\"Hello\",\"durationMinutes\":60}")))
                        .body())
                .path("id")
                .asText();
    }

    private static String bearer(TestHub hub) {
        return "Bearer "
                + json(hub.send(hub.request("/v2/token/")
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(
                                                "{\"username\":\"bluebonnet-api\",\"password\":\"secret\"}")))
                                .body())
                        .path("accessToken")
                        .asText();
    }

    private static String health(TestHub hub) {
        return hub.part(HealthEndpoint.class)
                .healthForPath("headEnd")
                .getStatus()
                .getCode();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new IllegalStateException(text, broken);
        }
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
