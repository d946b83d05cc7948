package org.meterport.hub.portal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

class MessageFormTest {

    private final LinkedMultiValueMap<String, String> sent = new LinkedMultiValueMap<>();

    @Test
    void readsALineForEachHomeOrDevice() {
        sent.add("addresses", "'10443720000000011\r\n10443720000000022 00:0D:6F:00:0A:90:69:E7\n\n");
        sent.add("durationMinutes", "60");
        sent.add("text", "Power is cheap");

        Map<String, Object> body = MessageForm.body("text", PortalForm.sent(sent));

        assertThat(body.get("addresses"))
                .isEqualTo(List.of(
                        Map.of("esiid", "10443720000000011"),
                        Map.of("esiid", "10443720000000022", "device", "00:0D:6F:00:0A:90:69:E7")));
        assertThat(body).doesNotContainKey("startsAt");
    }

    @Test
    void takesTheBrowsersTimeForCentralTime() {
        sent.add("addresses", "10443720000000011");
        sent.add("durationMinutes", "60");
        sent.add("startsAt", "2026-07-01T15:30");

        assertThat(MessageForm.body("price", PortalForm.sent(sent))).containsEntry("startsAt", "2026-07-01T20:30:00Z");
    }

    @Test
    void saysAtItsFieldWhatCannotBeRead() {
        sent.add("durationMinutes", "soon");
        sent.add("startsAt", "tomorrow");
        sent.add("coolingOffset", "much");
        PortalForm form = PortalForm.sent(sent);

        MessageForm.body("load-control", form);

        for (String field : List.of("addresses", "durationMinutes", "startsAt", "coolingOffset", "deviceClasses")) {
            assertThat(form.fault(field)).as(field).isPresent();
        }
    }
}
