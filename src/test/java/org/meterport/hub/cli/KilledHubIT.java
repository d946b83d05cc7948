package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;

/**
 * {@code kill -9} while all four links are at work: after a restart on the same data everything accepted is done, and
 * nothing a customer, a utility, a partner or a device could notice has happened twice.
 */
class KilledHubIT {

    private static final int INVITED = 20;

    private final HubProcess hub;

    KilledHubIT(@TempDir Path data) {
        hub = new HubProcess(data);
    }

    @AfterEach
    void stop() throws InterruptedException {
        hub.stop();
    }

    @Test
    void finishesWhatItHadAcceptedAndRepeatsNothing() throws IOException, InterruptedException {
        hub.start();
        Neighbourhood street = HubProcess.street();
        Premise home = HubProcess.homeWithDisplay();
        hub.grant(home, "ENERGY_DATA", ",\"termMonths\":12");
        hub.grant(home, "IN_HOME_DEVICE_SERVICES", "");
        String token = hub.token();
        byte[] csv = HubProcess.csv(home, street.firstDay().minusYears(1));

        // all four links get work, and the hub dies on them
        String text = hub.post(
                        token,
                        "/api/v1/han/text-messages",
                        "{\"addresses\":[{\"esiid\":\"" + home.esiid()
                                + "\"}],\"text\":\"Killed\",\"durationMinutes\":60}")
                .path("id")
                .asText();
        String report = hub.post(
                        token,
                        "/v2/15minintervalreads/",
                        "{\"trans_id\":\"k-1\",\"startDate\":\"11/01/2026\","
                                + "\"endDate\":\"11/02/2026\",\"deliveryMode\":\"FTP\",\"esiid\":[\"" + home.esiid()
                                + "\"]}")
                .path("correlationId")
                .asText();
        hub.post(token, "/api/v1/invitations", invitations(street));
        try (FileClient utility = hub.utility(home)) {
            utility.put("inbound/killed.csv", new ByteArrayInputStream(csv));
        }
        hub.kill();
        hub.start();

        String again = hub.token();
        String outcome = hub.finalStatus(again, text);
        JsonNode delivered = hub.delivered(again, report);
        try (FileClient utility = hub.utility(home);
                FileClient partner = hub.partner()) {
            JsonNode note =
                    HubProcess.until("the utility's acknowledgement", () -> ImportCommand.note(utility, "killed.csv"));
            assertThat(note.path("status").asText()).isEqualTo("STORED");
            assertThat(note.path("days").asInt()).isEqualTo(60);
            assertThat(utility.list("inbound")).isEmpty();
            assertThat(partner.list("adhocusage"))
                    .containsExactly(delivered.path("fileName").asText());
        }
        Map<String, Set<String>> mailIds = HubProcess.until(
                "every invitation's mail", () -> Optional.of(mailIds()).filter(ids -> ids.size() == INVITED));
        assertThat(mailIds.values()).allMatch(ids -> ids.size() == 1);
        hub.stop();
        List<Eui64> displays = HubProcess.displays(home);
        assertThat(displays.stream().map(hub::shown)).allMatch(ids -> ids.size() <= 1);
        if (outcome.equals("DEVICE_DELIVERED")) {
            assertThat(displays.stream().map(hub::shown)).anyMatch(ids -> ids.size() == 1);
        }
    }

    private static String invitations(Neighbourhood street) {
        return street.premises().subList(10, 10 + INVITED).stream()
                .map(premise ->
                        "{\"kind\":\"ENERGY_DATA\",\"esiids\":[\"" + premise.esiid() + "\"],\"customerEmail\":\""
                                + premise.customer().email() + "\",\"purpose\":\"After the kill " + premise.number()
                                + ".\",\"termMonths\":1}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    /** Message-IDs by recipient of the mails that were under way when the hub was killed. */
    private Map<String, Set<String>> mailIds() {
        return hub.mails().stream()
                .filter(mail -> mail.path("text").asText().contains("After the kill"))
                .collect(Collectors.groupingBy(
                        mail -> mail.path("to").path(0).asText(),
                        Collectors.mapping(mail -> mail.path("messageId").asText(), Collectors.toSet())));
    }
}
