package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.han.headend.Esiid;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.mail.MailSink;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.usage.adapter.SampleUsage;

/** Scenario J: a program written for SMT works against the hub with only the host name changed. */
class SmtProgramIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private static String us;
    private static MailSink mails;
    private static TestHub hub;

    @BeforeAll
    static void start() {
        LocalDate day = LocalDate.ofInstant(CLOCK.instant(), DayGrid.CENTRAL).minusDays(2);
        us = DateTimeFormatter.ofPattern("MM/dd/uuuu").format(day);
        mails = new MailSink(0);
        hub = TestHub.start(Map.of("meterport.mail.port", String.valueOf(mails.port())));
        var agreements = new SampleAgreements(hub.database(), CLOCK);
        var usage = new SampleUsage(hub.database(), CLOCK);
        agreements.reset();
        usage.reset();
        agreements.premise(HOME.value());
        usage.stored(SampleUsage.day(HOME, day));
        hub.database()
                .jdbc()
                .update(
                        "INSERT INTO api_credential VALUES ('bluebonnet-api', 'tp_bluebonnet', ?, 'ACTIVE', now())",
                        hub.part(SecretHashes.class).hash("secret"));
        hub.part(SimulatedHeadEnd.class).hands().premise(new Esiid(HOME.value()));
    }

    @AfterAll
    static void stop() {
        hub.close();
        mails.close();
    }

    @Test
    void jAProgramWrittenForSmtWorksWithOnlyTheHostChanged() throws Exception {
        String host = hub.request("").build().uri().toString();
        var program = new SmtProgram(host, "bluebonnet-api", "application/x-www-form-urlencoded");
        program.signIn("secret");

        // the customer is asked, and clicks
        ObjectNode wanted = program.body("agree-1")
                .put("agreementDuration", 12)
                .put("retailCustomerEmail", "alma@example.com")
                .put("customerLanguagePreference", "ENGLISH");
        wanted.putArray("customerMeterList")
                .addObject()
                .put("ESIID", HOME.value())
                .put("meterNumber", "M1")
                .put("PUCTRORNumber", 10001);
        JsonNode taken = program.call("/v2/NewAgreement/", wanted);
        assertThat(taken.path("statusCode").asText()).as(taken.toString()).isEqualTo("0");
        String link = mails.next("alma@example.com").link().orElseThrow();
        hub.send(hub.request(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("answer=accept")));
        JsonNode own = program.call("/MYAGREEMENTS", program.body("agree-2").put("statusReason", "ACT"));
        int number = own.at("/agreementStatusList/0/agreementNumber").asInt();
        assertThat(own.at("/agreementStatusList/0/status").asText()).isEqualTo("ACT");

        // readings at once, as a list or a text, in letters of any case
        ObjectNode read = program.body("read-1")
                .put("startDate", us)
                .put("endDate", us)
                .put("deliveryMode", "API")
                .put("reportFormat", "JSON")
                .put("version", "L")
                .put("readingType", "c");
        read.putArray("esiid").add(HOME.value());
        JsonNode readings = program.call("/15MinIntervalReads", read);
        assertThat(readings.at("/energyData/0/RD").asText().split(",", -1)).hasSize(100);
        assertThat(program.send(
                                "/v2/greenbutton",
                                program.body("read-2")
                                        .put("esiid", HOME.value())
                                        .put("startDate", us)
                                        .put("endDate", us))
                        .body())
                .contains("http://naesb.org/espi");
        assertThat(program.call(
                                "/v2/dailyreads/",
                                program.body("read-3")
                                        .put("esiid", HOME.value())
                                        .put("startDate", us)
                                        .put("endDate", us))
                        .path("errorCode")
                        .asText())
                .isEqualTo("1");
        ObjectNode meter = program.body("read-4");
        meter.putArray("ESIIDMeterList").addObject().put("esiid", HOME.value());
        assertThat(program.call("/v2/meterInfo/", meter)
                        .at("/MeterData/meterNumber")
                        .asText())
                .isEqualTo("M1");

        // a file, followed by its correlation id
        ObjectNode file = read.deepCopy()
                .put("trans_id", "file-1")
                .put("deliveryMode", "FTP")
                .put("reportFormat", "CSV");
        String correlation = program.call("/v2/15minintervalreads/", file)
                .path("correlationId")
                .asText();
        ObjectNode asked =
                program.body("file-2").put("correlationId", correlation).put("serviceType", "ADHOC");
        JsonNode done = until("0", () -> program.call("/v2/reportrequeststatus/", asked));
        Path folder = hub.part(FileDropFolders.class).thirdParty("tp_bluebonnet");
        assertThat(Files.readString(folder.resolve("adhocusage")
                        .resolve(done.path("fileName").asText())))
                .startsWith("ESIID,USAGE_DATE,");

        // files that come by themselves, until they are ended
        JsonNode subscribed = program.call(
                "/v2/NewSubscription/",
                program.body("sub-1")
                        .put("subscriptionType", "SCHEDULE")
                        .put("dataType", "DAILY")
                        .put("reportFormat", "CSV"));
        assertThat(subscribed.path("statusCode").asText())
                .as(subscribed.toString())
                .isEqualTo("0");
        assertThat(program.call("/v2/Mysubscriptions/", program.body("sub-2")).toString())
                .contains(subscribed.path("subscriptionNumber").asText());
        assertThat(program.call(
                                "/v2/UnSubscription/",
                                program.body("sub-3")
                                        .put(
                                                "subscriptionNumber",
                                                subscribed
                                                        .path("subscriptionNumber")
                                                        .asInt()))
                        .path("statusCode")
                        .asText())
                .isEqualTo("0");

        // the meter itself
        String odr = program.call("/odr", program.body("odr-1").put("ESIID", HOME.value()))
                .path("correlationId")
                .asText();
        JsonNode value = until(
                "0", () -> program.call("/v2/odrstatus/", program.body("odr-2").put("correlationId", odr)));
        assertThat(value.at("/odrRead/registeredRead").asText()).matches("[0-9]+\\.[0-9]{3}");

        // and the end of it
        ObjectNode ended = program.body("end-1");
        ended.putArray("agreementList")
                .addObject()
                .put("agreementNumber", number)
                .put("retailCustomerEmail", "alma@example.com");
        assertThat(program.call("/v2/Terminateagreement/", ended)
                        .path("statusCode")
                        .asText())
                .isEqualTo("0");
        HttpResponse<String> refused = program.send("/v2/15minintervalreads/", read.put("trans_id", "read-5"));
        assertThat(refused.statusCode()).isEqualTo(401);
    }

    private static JsonNode until(String code, Callable<JsonNode> question) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        JsonNode answer = question.call();
        while (!answer.path("statusCode").asText().equals(code) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            answer = question.call();
        }
        assertThat(answer.path("statusCode").asText()).as(answer.toString()).isEqualTo(code);
        return answer;
    }
}
