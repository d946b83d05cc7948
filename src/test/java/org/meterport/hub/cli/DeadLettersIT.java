package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.meterport.hub.routing.adapter.FlowFailures;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.meterport.hub.secrets.SecretFolder;

/** What a flow has given up is seen by the operator, and goes back to the flow's queue. */
class DeadLettersIT {

    private final RunningHub hub = RunningHub.shared();

    @Test
    void showsWhatAFlowGaveUpAndLetsItRunAgain() throws Exception {
        String report = hub.http()
                .post(
                        "/api/v1/reports",
                        Optional.of(hub.token(SandboxAccounts.LONESTAR)),
                        "{\"kind\":\"METERS\",\"esiids\":[\"" + hub.premise(37).esiid() + "\"]}")
                .json()
                .path("id")
                .asText();
        giveUp("report-build", report);
        giveUp("no-such-flow", "anything");

        JsonNode letter = letter("report-build");
        assertThat(letter.path("causeCode").asText()).isEqualTo("API-500");
        assertThat(letter.path("attempts").asInt()).isEqualTo(5);
        assertThat(letter.path("replayable").asBoolean()).isTrue();
        assertThat(letter("no-such-flow").path("replayable").asBoolean()).isFalse();
        assertThat(letter.toString()).doesNotContain(report);

        JsonNode replayed = operator("POST", "/dead-letters/replay", "{\"flow\":\"report-build\"}");

        assertThat(replayed.path("replayed").asInt()).isEqualTo(1);
        assertThat(letters().anyMatch(one -> one.path("flow").asText().equals("report-build")))
                .isFalse();
        assertThat(operator("POST", "/dead-letters/replay", "{\"flow\":\"no-such-flow\"}")
                        .path("replayed")
                        .asInt())
                .isZero();
    }

    private void giveUp(String flow, String body) throws Exception {
        try (var connection = hub.hub().part(ConnectionFactory.class).createConnection();
                var session = connection.createSession();
                var producer = session.createProducer(session.createQueue("dead-letter"))) {
            var message = session.createTextMessage(body);
            message.setStringProperty(FlowFailures.FLOW, flow);
            message.setStringProperty(FlowFailures.CAUSE_CODE, "API-500");
            message.setIntProperty(FlowFailures.ATTEMPTS, 5);
            producer.send(message);
        }
    }

    private JsonNode letter(String flow) {
        return letters()
                .filter(one -> one.path("flow").asText().equals(flow))
                .findFirst()
                .orElseThrow();
    }

    private Stream<JsonNode> letters() {
        return StreamSupport.stream(
                operator("GET", "/dead-letters?limit=500", "").path("items").spliterator(), false);
    }

    private JsonNode operator(String method, String path, String body) {
        String secret = hub.hub().part(SecretFolder.class).secret("operator-password");
        var request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + hub.hub().setting("meterport.http.port") + "/operator/v1" + path))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("operator:" + secret).getBytes(StandardCharsets.UTF_8)))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
