package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

class ReportsCommandIT {

    private final RunningHub hub = RunningHub.shared();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void followsAReportToItsEnd() {
        hub.http()
                .post(
                        "/api/v1/reports",
                        Optional.of(hub.token(SandboxAccounts.LONESTAR)),
                        "{\"kind\":\"METERS\",\"esiids\":[\"" + hub.premise(36).esiid() + "\",\"1044\"]}");

        int exit = run("--user", SandboxAccounts.LONESTAR.apiUser());

        assertThat(exit).isZero();
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("[####################] 100 %  EMPTY  2 of 2 ESIIDs, 2 refused  METERS");
    }

    @Test
    void asksForTheSecretOfAUserOutsideTheSandbox() {
        assertThat(run("--user", "somebody-else")).isEqualTo(1);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("METERPORT_SECRET");
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("reports"));
        arguments.addAll(List.of(options));
        arguments.add("--meterport.data=" + hub.data());
        arguments.add("--meterport.http.https-port=" + hub.hub().setting("meterport.http.https-port"));
        return MeterportCommand.run(
                arguments,
                RouteUnderTest.projectRoot(),
                new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false));
    }
}
