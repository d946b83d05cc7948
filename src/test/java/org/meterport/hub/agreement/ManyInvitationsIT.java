package org.meterport.hub.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.mail.MailSink;
import org.meterport.hub.party.SecretHashes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ten thousand invitations in one call, over HTTP and SMTP. */
@Tag("nightly")
class ManyInvitationsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(ManyInvitationsIT.class);
    private static final int MANY = 10_000;
    private static final int WARM = 500;
    private static final int WARM_CALLS = 20;

    @Test
    void takesTenThousandInvitationsAndMailsEachOnce() throws IOException {
        try (MailSink mails = new MailSink(0);
                TestHub hub = TestHub.start(Map.of("meterport.mail.port", String.valueOf(mails.port())))) {
            var samples = new SampleAgreements(hub.database(), Clock.systemUTC());
            samples.reset();
            seed(hub);
            String token = token(hub);
            // a hub that has been up for a while: what it does is compiled when it was done some thousand times
            for (int warm = 0; warm < WARM_CALLS; warm++) {
                assertThat(invite(hub, token, MANY + warm * WARM, WARM)).isEqualTo(WARM);
            }
            receive(mails, WARM_CALLS * WARM);

            long asked = System.nanoTime();
            int accepted = invite(hub, token, 0, MANY);
            double acceptSeconds = seconds(asked);
            Set<String> ids = receive(mails, MANY);
            double mailSeconds = seconds(asked);

            assertThat(accepted).isEqualTo(MANY);
            assertThat(ids).hasSize(MANY);
            assertThat(mails.waiting()).isZero();
            LOG.info("10,000 invitations: accepted in {} s, mailed at {} a second", acceptSeconds, MANY / mailSeconds);
            assertThat(acceptSeconds).as("seconds until 10,000 are accepted").isLessThan(2.0);
            assertThat(MANY / mailSeconds).as("mails a second").isGreaterThan(200.0);
        }
    }

    private static int invite(TestHub hub, String token, int first, int count) throws IOException {
        String items = IntStream.range(first, first + count)
                .mapToObj(n -> ("{\"kind\":\"ENERGY_DATA\",\"esiids\":[\"1044372%010d\"],\"customerEmail\":"
                                + "\"c%d@example.com\",\"termMonths\":12,\"purpose\":\"A cheaper plan\"}")
                        .formatted(n, n))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
        HttpResponse<String> reply = hub.send(hub.request("/api/v1/invitations")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(items)));
        return JSON.readTree(reply.body()).path("accepted").asInt();
    }

    private static Set<String> receive(MailSink mails, int count) {
        Set<String> ids = new HashSet<>();
        for (int n = 0; n < count; n++) {
            ids.add(mails.next().id());
        }
        return ids;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void seed(TestHub hub) {
        var jdbc = hub.database().jdbc();
        jdbc.update(
                "INSERT INTO api_credential VALUES ('bluebonnet-api', 'tp_bluebonnet', ?, 'ACTIVE', now())",
                hub.part(SecretHashes.class).hash("secret"));
        jdbc.update(
                "INSERT INTO customer SELECT 'cus_' || n, 'c' || n || '@example.com', 'Customer ' || n, 'en'"
                        + " FROM generate_series(0, ? - 1) n",
                MANY + WARM_CALLS * WARM);
        jdbc.update(
                "INSERT INTO premise SELECT '1044372' || lpad(n::text, 10, '0'), 'oncor', 'M' || n, 'REP', 10001,"
                        + " '1 Main St', 'Dallas', '75201' FROM generate_series(0, ? - 1) n",
                MANY + WARM_CALLS * WARM);
        jdbc.update(
                "INSERT INTO occupancy SELECT '1044372' || lpad(n::text, 10, '0'), 'cus_' || n, now(), NULL"
                        + " FROM generate_series(0, ? - 1) n",
                MANY + WARM_CALLS * WARM);
    }

    private static String token(TestHub hub) throws IOException {
        HttpResponse<String> reply = hub.send(hub.request("/v2/token/")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"bluebonnet-api\",\"password\":\"secret\"}")));
        return JSON.readTree(reply.body()).path("accessToken").asText();
    }
}
