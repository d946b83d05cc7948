package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

/** A company tries a device of its own on a whole hub, before any customer has said yes. */
class DeviceTestModeIT {

    private static final String MAC = "000D6F3B0C9D11F7";
    private static final String CODE = "83FED3407A939723A5C639B26916D505C3B5";

    private final RunningHub hub = RunningHub.shared();
    private final String token = hub.token(SandboxAccounts.LONESTAR);

    @Test
    void hADeviceJoinsInATestHomeShowsATextAndLeaves() {
        String home = post("/api/v1/han/test-home", "{}").path("esiid").asText();
        String device = post(
                        "/api/v1/han/devices",
                        "{\"esiid\":\"" + home + "\",\"device\":\"" + MAC + "\",\"installCode\":\"" + CODE + "\"}")
                .path("id")
                .asText();
        awaitState(device, "JOINED");

        String text = post(
                        "/api/v1/han/text-messages",
                        "{\"addresses\":[{\"esiid\":\"" + home + "\"}],\"text\":\"A test\",\"durationMinutes\":5}")
                .path("id")
                .asText();
        JsonNode delivered = Poll.until(
                "the text on the device",
                RunningHub.PATIENCE,
                () -> Optional.of(get("/api/v1/han/requests/" + text))
                        .filter(request -> request.path("counts").has("DEVICE_DELIVERED")));
        assertThat(delivered.path("deviceCounts").path("DEVICE_DELIVERED").asInt())
                .isOne();

        post("/api/v1/han/devices/" + device + "/remove", "{}");
        awaitState(device, "REMOVED");
    }

    private void awaitState(String device, String state) {
        Poll.until(
                "the device to be " + state,
                RunningHub.PATIENCE,
                () -> Optional.of(get("/api/v1/han/devices/" + device)
                                .path("state")
                                .asText())
                        .filter(state::equals));
    }

    private JsonNode post(String path, String body) {
        HttpCaller.Answer answer = hub.http().post(path, Optional.of(token), body);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
        return answer.json();
    }

    private JsonNode get(String path) {
        return hub.http().get(path, Optional.of(token)).json();
    }
}
