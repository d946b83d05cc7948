package org.meterport.hub.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.mail.MailSink;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.secrets.SecretFolder;
import org.slf4j.LoggerFactory;

/** A whole run, well and badly gone, whose log is then searched for everything that is nobody's business. */
class LogPrivacyIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOME = "10443720000007711";
    private static final String EMAIL = "ximena.quintanilla@example.com";
    private static final String NAME = "Ximena Quintanilla";
    private static final String PURPOSE = "Finding a plan for the sauna";
    private static final String SECRET = "a-very-long-secret-77";

    @Test
    void iNoSecretAndNothingPersonalIsInTheLogOfAFullRun() throws Exception {
        var log = new Captured();
        try (MailSink mails = new MailSink(0);
                TestHub hub = TestHub.start(Map.of("meterport.mail.port", String.valueOf(mails.port())))) {
            log.attach();
            var samples = new SampleAgreements(hub.database(), Clock.systemUTC());
            samples.reset();
            samples.household(new CustomerId("cus_ximena"), EMAIL, HOME);
            hub.database().jdbc().update("UPDATE customer SET name = ? WHERE id = 'cus_ximena'", NAME);
            hub.database()
                    .jdbc()
                    .update(
                            "INSERT INTO api_credential VALUES ('bluebonnet-api', 'tp_bluebonnet', ?, 'ACTIVE', now())",
                            hub.part(SecretHashes.class).hash(SECRET));
            String operatorPassword = hub.part(SecretFolder.class).secret("operator-password");

            HttpResponse<String> wrong = post(
                    hub, "/v2/token/", "", "{\"username\":\"bluebonnet-api\",\"password\":\"wrong-" + SECRET + "\"}");
            assertThat(wrong.statusCode()).isEqualTo(401);
            String token = JSON.readTree(post(
                                    hub,
                                    "/v2/token/",
                                    "",
                                    "{\"username\":\"bluebonnet-api\",\"password\":\"" + SECRET + "\"}")
                            .body())
                    .path("accessToken")
                    .asText();
            String bearer = "Bearer " + token;
            post(
                    hub,
                    "/api/v1/invitations",
                    bearer,
                    "{\"items\":[" + item("nobody@" + EMAIL) + "," + item(EMAIL) + "]}");
            String link = mails.next(EMAIL).link().orElseThrow();
            hub.send(hub.request(link));
            hub.send(hub.request(link + "x"));
            form(hub, link, "answer=accept");
            form(hub, link, "answer=reject");
            String own = mails.next(EMAIL).link().orElseThrow();
            hub.send(hub.request(own));
            hub.send(hub.request("/api/v1/usage/" + HOME + "/intervals?from=2026-01-01&to=2026-01-02")
                    .header("Authorization", bearer));
            post(hub, "/api/v1/invitations", bearer, "{\"items\":[{\"kind\":\"" + NAME + "\",\"customerEmail\":7}]}");
            post(hub, "/api/v1/users", bearer, "{\"userName\":\"new-user\",\"secret\":\"" + SECRET + "9\"}");
            String operator = "Basic "
                    + Base64.getEncoder()
                            .encodeToString(("operator:" + operatorPassword).getBytes(StandardCharsets.UTF_8));
            post(
                    hub,
                    "/operator/v1/premise-events",
                    operator,
                    "{\"items\":[{\"kind\":\"MOVED_IN\",\"esiid\":\"" + HOME + "\",\"customer\":{\"email\":\"next."
                            + EMAIL + "\",\"name\":\"Next " + NAME + "\"}}]}");
            post(
                    hub,
                    "/operator/v1/customer-erasures",
                    operator,
                    "{\"esiid\":\"" + HOME + "\",\"customerEmail\":\"" + EMAIL + "\"}");
            mails.next("desk@bluebonnet.example");

            assertThat(log.lines).as("the run was logged").isNotEmpty();
            for (String kept : List.of(
                    EMAIL,
                    NAME,
                    "Ximena",
                    PURPOSE,
                    SECRET,
                    operatorPassword,
                    token,
                    token.substring(token.lastIndexOf('.')),
                    link.substring(link.lastIndexOf('.')),
                    own.substring(own.lastIndexOf('.')))) {
                assertThat(log.lines).noneMatch(line -> line.contains(kept));
            }
        } finally {
            log.detach();
        }
    }

    private static String item(String email) {
        return "{\"kind\":\"ENERGY_DATA\",\"esiids\":[\"" + HOME + "\"],\"customerEmail\":\"" + email
                + "\",\"termMonths\":12,\"purpose\":\"" + PURPOSE + "\"}";
    }

    private static HttpResponse<String> post(TestHub hub, String path, String authorization, String body) {
        HttpRequest.Builder request =
                hub.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return hub.send(request);
    }

    private static void form(TestHub hub, String path, String form) {
        hub.send(hub.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Every line of every logger, the hub's own at its most talkative. */
    private static final class Captured extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();

        void attach() {
            setContext(logging);
            start();
            logging.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this);
            logging.getLogger("org.meterport").setLevel(Level.DEBUG);
        }

        void detach() {
            logging.getLogger("org.meterport").setLevel(null);
            logging.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " " + event.getMDCPropertyMap());
            for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                lines.add(String.valueOf(cause.getMessage()));
            }
        }
    }
}
