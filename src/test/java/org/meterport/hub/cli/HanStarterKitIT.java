package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.SandboxDevice;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

/** The starter kit, run as a partner runs it, against a hub and its simulated homes. */
class HanStarterKitIT {
    private static final Path KIT = RouteUnderTest.projectRoot().resolve("schemas/examples/han-starter-kit");

    private final RunningHub hub = RunningHub.shared();

    @Test
    void hTheStarterKitAddsADeviceAndSendsEachKindOfMessage() throws IOException, InterruptedException {
        Premise premise = premiseWithThermostat(0);

        shows(run(premise, Path.of(System.getProperty("java.home"), "bin/java").toString(), "Client.java"));
    }

    /** The simulated radio takes its time for each message, so the second form of the kit waits for the night. */
    @Test
    @Tag("nightly")
    void hTheScriptOfTheStarterKitDoesTheSame() throws IOException, InterruptedException {
        Premise premise = premiseWithThermostat(1);

        shows(run(premise, "bash", "client.sh"));
    }

    private static void shows(List<String> lines) {
        assertThat(lines).as("what the kit printed").hasSize(9);
        assertThat(lines.get(0)).startsWith("add device ").endsWith(": JOINED");
        assertThat(lines.get(1)).startsWith("text to the device: ").contains("DEVICE_DELIVERED");
        assertThat(lines.get(2)).startsWith("cancel text: ").contains("DEVICE_DELIVERED");
        assertThat(lines.get(3)).startsWith("price to the device: ").contains("DEVICE_DELIVERED");
        assertThat(lines.get(4)).startsWith("load control to the home: ").containsAnyOf("STARTED", "DEVICE_DELIVERED");
        assertThat(lines.get(5)).startsWith("cancel load control: ").contains("DEVICE_DELIVERED");
        assertThat(lines.get(6)).startsWith("load control to the home: ");
        assertThat(lines.get(7)).startsWith("cancel all load control: ").contains("DEVICE_DELIVERED");
        assertThat(lines.get(8)).isEqualTo("remove device: REMOVED");
    }

    private Premise premiseWithThermostat(int skip) {
        int seen = 0;
        for (int number = 60; number > 0; number--) {
            Premise premise = hub.premise(number);
            boolean has = premise.devices().stream().anyMatch(device -> device.kind() == SandboxDevice.Kind.THERMOSTAT);
            if (has && seen++ == skip) {
                hub.grant(SandboxAccounts.BLUEBONNET, premise, "IN_HOME_DEVICE");
                hub.grant(SandboxAccounts.BLUEBONNET, premise, "IN_HOME_DEVICE_SERVICES");
                return premise;
            }
        }
        throw new AssertionError("no home of the sandbox has a thermostat");
    }

    private List<String> run(Premise premise, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(KIT.toFile()).redirectErrorStream(true);
        builder.environment()
                .put("METERPORT_HUB", "https://localhost:" + hub.hub().setting("meterport.http.https-port"));
        builder.environment()
                .put("METERPORT_CA", hub.data().resolve("tls/ca.crt").toString());
        builder.environment().put("METERPORT_USER", SandboxAccounts.BLUEBONNET.apiUser());
        builder.environment().put("METERPORT_PASSWORD", hub.accounts().apiPassword(SandboxAccounts.BLUEBONNET));
        builder.environment().put("METERPORT_ESIID", premise.esiid().toString());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed.lines().toList();
    }
}
