package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.hub.broker.adapter.EmbeddedBroker;
import org.meterport.hub.cli.HttpCaller.Answer;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.mailcatcher.adapter.MailCatcher;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

/** What stops is waited for, named in health, and goes on by itself; what was accepted meanwhile is done. */
class ParkedFlowsIT {

    private final RunningHub hub = RunningHub.shared();

    @Test
    void parksTextsWhileTheHeadEndIsOffline() {
        Premise premise = hub.premise(11);
        hub.grant(SandboxAccounts.BLUEBONNET, premise, "IN_HOME_DEVICE_SERVICES");
        String token = hub.token(SandboxAccounts.BLUEBONNET);
        SimulatedHeadEnd headEnd = hub.hub().part(SimulatedHeadEnd.class);

        headEnd.goOffline();
        String request = text(token, premise);
        JsonNode down = healthOf("flows", "head-end");
        headEnd.goOnline();

        assertThat(down.toString()).contains("han-dispatch");
        assertThat(finalStatus(token, request)).isIn("DEVICE_DELIVERED", "NO_DEVICE");
        healthIsUp("flows");
    }

    @Test
    void parksInvitationsWhileTheMailServerIsAway() {
        Premise premise = hub.premise(12);
        MailCatcher catcher = hub.hub().part(MailCatcher.class);

        catcher.stop();
        String purpose = "ENERGY_DATA of " + premise.esiid();
        String token = hub.token(SandboxAccounts.BLUEBONNET);
        invite(token, premise, purpose);
        JsonNode down = healthOf("mailServer", "mail server");
        catcher.start();

        assertThat(down.path("status").asText()).isEqualTo("DOWN");
        Poll.until("the mail that waited", RunningHub.PATIENCE, () -> hub.mailed(purpose));
        healthIsUp("mailServer");
    }

    @Test
    void holdsMessagesInTheOutboxWhileTheBrokersDiskIsFull() {
        Premise premise = hub.premise(13);
        hub.grant(SandboxAccounts.BLUEBONNET, premise, "ENERGY_DATA");
        String token = hub.token(SandboxAccounts.BLUEBONNET);
        EmbeddedBroker broker = hub.hub().part(EmbeddedBroker.class);

        broker.setMaxDiskUsagePercent(0);
        String report = report(token, premise, "disk");
        JsonNode down = healthOf("broker", "disk is fuller");
        broker.setMaxDiskUsagePercent(100);

        assertThat(down.path("status").asText()).isEqualTo("DOWN");
        assertThat(delivered(token, report).path("status").asText()).isEqualTo("DELIVERED");
        healthIsUp("broker");
    }

    @Test
    void parksReportsWhileTheirFolderCannotBeWritten() throws IOException {
        Premise premise = hub.premise(14);
        hub.grant(SandboxAccounts.BLUEBONNET, premise, "ENERGY_DATA");
        String token = hub.token(SandboxAccounts.BLUEBONNET);
        Path folder = hub.hub()
                .part(FileDropFolders.class)
                .thirdParty(SandboxAccounts.BLUEBONNET.id().value())
                .resolve("adhocusage");
        Files.createDirectories(folder);
        Path aside = folder.resolveSibling(".aside");

        // a file in the folder's place stops even root
        Files.move(folder, aside);
        Files.writeString(folder, "in the way");
        String report = report(token, premise, "folder");
        JsonNode down = healthOf("flows", "file drop");
        Files.delete(folder);
        Files.move(aside, folder);

        assertThat(down.toString()).contains("report-build");
        assertThat(delivered(token, report).path("status").asText()).isEqualTo("DELIVERED");
        healthIsUp("flows");
    }

    private void invite(String token, Premise premise, String purpose) {
        Answer answer = hub.http()
                .post(
                        "/api/v1/invitations",
                        Optional.of(token),
                        "{\"items\":[{\"kind\":\"ENERGY_DATA\",\"esiids\":[\"" + premise.esiid()
                                + "\"],\"customerEmail\":\""
                                + premise.customer().email() + "\",\"purpose\":\"" + purpose
                                + "\",\"termMonths\":1}]}");
        assertThat(answer.status()).isEqualTo(202);
    }

    private String text(String token, Premise premise) {
        Answer answer = hub.http()
                .post(
                        "/api/v1/han/text-messages",
                        Optional.of(token),
                        "{\"addresses\":[{\"esiid\":\"" + premise.esiid()
                                + "\"}],\"text\":\"Parked\",\"durationMinutes\":60}");
        assertThat(answer.status()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private String finalStatus(String token, String request) {
        return Poll.until(
                "the text's outcome",
                RunningHub.PATIENCE,
                () -> Optional.of(hub.http()
                                .get("/api/v1/han/requests/" + request + "/targets", Optional.of(token))
                                .json()
                                .path("items")
                                .path(0)
                                .path("status")
                                .asText())
                        .filter(status -> status.equals("DEVICE_DELIVERED") || status.equals("NO_DEVICE")));
    }

    private String report(String token, Premise premise, String transaction) {
        Answer answer = hub.http()
                .post(
                        "/v2/15minintervalreads/",
                        Optional.of(token),
                        "{\"trans_id\":\"parked-" + transaction
                                + "\",\"startDate\":\"11/01/2026\",\"endDate\":\"11/02/2026\","
                                + "\"deliveryMode\":\"FTP\",\"esiid\":[\"" + premise.esiid() + "\"]}");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("correlationId").asText();
    }

    private JsonNode delivered(String token, String report) {
        return Poll.until(
                "the report " + report,
                RunningHub.PATIENCE,
                () -> Optional.of(hub.http()
                                .get("/api/v1/reports/" + report, Optional.of(token))
                                .json())
                        .filter(now -> now.path("percent").asInt() == 100));
    }

    private JsonNode healthOf(String component, String naming) {
        return Poll.until(
                "health to name the " + naming,
                RunningHub.PATIENCE,
                () -> Optional.of(hub.health().path("components").path(component))
                        .filter(part -> part.path("status").asText().equals("DOWN")
                                && part.toString().contains(naming)));
    }

    private void healthIsUp(String component) {
        Poll.until(
                component + " to be up again",
                RunningHub.PATIENCE,
                () -> Optional.of(hub.health()
                                .path("components")
                                .path(component)
                                .path("status")
                                .asText())
                        .filter("UP"::equals));
    }
}
