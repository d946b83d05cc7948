package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.Report.Status;
import org.meterport.hub.report.SetReportKey;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.adapter.SampleUsage;

/** SMT's interval call with all the ways its clients are known to write it, and what they get back. */
class SmtIntervalsApiIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final ReportFrame frame = new ReportFrame(DATABASE, 10_000);
    private final ObjectMapper json = frame.json;
    private final StoppedClock clock = frame.clock;
    private final Transactions transactions = frame.transactions;
    private final SampleAgreements agreements = frame.agreements;
    private final SampleUsage usage = frame.usage;
    private final JdbcReports reports = frame.reports;
    private final SmtIntervalsApi api = frame.smtIntervals;

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void aGrantedHome() {
        frame.reset();
        usage.stored(day(HOME, WINTER_DAY));
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
    }

    @Test
    void dAnswersWithTheReadingsInSmtsShape() {
        JsonNode answer = answer(body());

        assertThat(answer.fieldNames()).toIterable().containsExactly("trans_id", "esiid", "energyData");
        assertThat(answer.path("trans_id").asText()).isEqualTo("t-1");
        assertThat(answer.path("esiid").asText()).isEqualTo(HOME.value());
        assertThat(answer.path("energyData")).hasSize(1);
        JsonNode row = answer.path("energyData").get(0);
        assertThatObject(row)
                .returns("01/05/2026", r -> r.path("DT").asText())
                .returns("01/06/2026 14:03:09", r -> r.path("RevTS").asText())
                .returns("C", r -> r.path("RT").asText());
        assertThat(row.path("RD").asText())
                .startsWith("0.100-A,0.101-A,0.102-A,0.103-A,0.104-A,0.105-A,0.106-A,0.107-A,,,,,0.108-A,")
                .endsWith(",0.195-A");
    }

    /** The public clients expect 100 places on every day, and drop the blank ones. */
    @ParameterizedTest
    @CsvSource({"2026-01-05, 96", "2025-03-09, 92", "2025-11-02, 100"})
    void dGivesEveryDayAHundredPlaces(LocalDate date, int readings) {
        usage.stored(day(HOME, date));
        String us = String.format("%02d/%02d/%d", date.getMonthValue(), date.getDayOfMonth(), date.getYear());

        String[] places = answer(body().put("startDate", us).put("endDate", us))
                .path("energyData")
                .get(0)
                .path("RD")
                .asText()
                .split(",", -1);

        assertThat(places).hasSize(100);
        assertThat(places).filteredOn(place -> !place.isEmpty()).hasSize(readings);
    }

    @Test
    void takesTheEsiidUnderEitherNameAsTextOrList() {
        for (String written : List.of("\"%s\"", "[\"%s\"]", "\" %s \"", "[\"'%s\"]")) {
            for (String field : List.of("esiid", "ESIID")) {
                ObjectNode body = body();
                body.remove("esiid");
                body.set(field, tree(String.format(written, HOME.value())));

                assertThat(answer(body).path("esiid").asText()).isEqualTo(HOME.value());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"readingType, c", "version, l", "deliveryMode, api", "deliveryMode, JSON", "deliveryMode, ' API '"})
    void takesItsCodesInAnyCase(String field, String value) {
        assertThat(answer(body().put(field, value)).path("energyData")).hasSize(1);
    }

    @Test
    void readsWithoutTheFieldsThatHaveAUsualValue() {
        ObjectNode body = body();
        body.remove(List.of("readingType", "version", "deliveryMode", "requestorID", "trans_id"));
        body.putNull("version");

        assertThat(answer(body).path("energyData")).hasSize(1);
    }

    @Test
    void dGivesGenerationAndAllRevisionsWhenAsked() {
        usage.stored(
                day(HOME, WINTER_DAY, REVISED.plusSeconds(60), slot -> 5),
                day(HOME, Channel.SURPLUS_GENERATION, DayGrid.of(WINTER_DAY, 900), REVISED, slot -> 7, 'E'));

        assertThat(answer(body().put("readingType", "G"))
                        .path("energyData")
                        .get(0)
                        .path("RD")
                        .asText())
                .startsWith("0.007-E,");
        assertThat(answer(body().put("readingType", "A")).path("energyData"))
                .extracting(row -> row.path("RT").asText())
                .containsExactly("C", "G");
        assertThat(answer(body().put("version", "A")).path("energyData"))
                .extracting(row -> row.path("RevTS").asText())
                .containsExactly("01/06/2026 14:03:09", "01/06/2026 14:04:09");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "startDate | 2026-01-05 | USG-102: startDate is not a date in the format MM/dd/yyyy, as 03/09/2026 is.",
                "endDate | 02/30/2026 | USG-102: endDate is not a date in the format MM/dd/yyyy, as 03/09/2026 is.",
                "endDate | '' | USG-102: endDate is not a date in the format MM/dd/yyyy, as 03/09/2026 is.",
                "endDate | 02/11/2026 | USG-103: The end 2026-02-11 is in the future; today is 2026-02-10.",
                "startDate | 02/09/2024 | USG-103: The start 2024-02-09 is more than 24 months back; ask from 2024-02-10 on.",
                "deliveryMode | FAX | USG-104: deliveryMode is one of API, EML, FTP, JSON, XML, not FAX.",
                "readingType | X | USG-104: readingType is one of C, G, A, not X.",
                "version | 2 | USG-104: version is one of L, A, not 2.",
                "requestorID | somebody-else | USG-106: requestorID must be the user the token was issued to; it is not.",
                "esiid | 10443720000000022 | USG-201: There is no live energy data agreement for ESIID"
                        + " 10443720000000022; invite the customer first."
            })
    void dRefusesWithACodeAndWhatToDo(String field, String value, String message) {
        assertThatThrownBy(() -> answer(body().put(field, value)))
                .isInstanceOf(Rejection.class)
                .hasMessage(message);
        assertThat(usage.count("disclosure")).isZero();
    }

    @Test
    void repeatsNoMoreOfAForeignWordThanHelps() {
        assertThatThrownBy(() -> answer(body().put("version", "x".repeat(100_000))))
                .isInstanceOf(Rejection.class)
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"\"]", "\"\"", "[17]", "[null]", "{}", "17"})
    void refusesACallThatNamesNoEsiid(String written) {
        ObjectNode body = body();
        body.set("esiid", tree(written));

        assertThatThrownBy(() -> answer(body)).isInstanceOf(Rejection.class).hasMessageStartingWith("USG-10");
    }

    @Test
    void dSaysWithBusinessErrorOneThatNothingHasCome() {
        assertThatThrownBy(() -> answer(body().put("startDate", "01/01/2026").put("endDate", "01/02/2026")))
                .isInstanceOfSatisfying(Rejection.class, none -> {
                    assertThat(none.code()).isEqualTo("1");
                    assertThat(none.reason().httpStatus()).isEqualTo(200);
                    assertThat(none.detail()).isEqualTo("No data received from the TDSP for these days.");
                });
    }

    @Test
    void saysInOneSentenceWhyAnHourlyMeterHasNoQuarterHours() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), NEIGHBOUR.value());
        usage.stored(day(NEIGHBOUR, Channel.CONSUMPTION, DayGrid.of(WINTER_DAY, 3600), REVISED, slot -> slot, 'A'));

        assertThatThrownBy(() -> answer(body().put("esiid", NEIGHBOUR.value())))
                .isInstanceOf(Rejection.class)
                .hasMessage("1: This ESIID has no 15-minute readings from 2026-01-05 to 2026-01-06, but 60-minute ones;"
                        + " read those with GET /api/v1/usage/10443720000000022/intervals.");
    }

    @Test
    void acceptsAFileOnceHoweverOftenTheCallIsRepeated() {
        ObjectNode body = body().put("deliveryMode", "FTP");

        JsonNode first = answer(body);
        clock.set(Samples.NOW.plusSeconds(60));
        JsonNode again = answer(body);

        assertThatObject(first)
                .returns("t-1", a -> a.path("trans_id").asText())
                .returns("0", a -> a.path("statusCode").asText())
                .satisfies(a -> assertThat(a.path("correlationId").asText()).startsWith("rpt_"));
        assertThatObject(again).isEqualTo(first);
        assertThat(usage.count("report")).isOne();
        assertThat(usage.count("outbox")).isOne();
        assertThatThrownBy(() -> answer(body.put("version", "A")))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("API-401");
    }

    @Test
    void acceptsSeveralPremisesAsAFileThoughOneOfThemIsNone() {
        ObjectNode body = body();
        body.set("esiid", tree("[\"'" + HOME + "\", \"10443\", \"10443\\u0000\", \"" + HOME + "\"]"));

        String id = answer(body).path("correlationId").asText();

        assertThat(reports.find(id).orElseThrow().esiids()).containsExactly(HOME.value(), "10443", "10443?");
    }

    @Test
    void showsAReportToItsOwnerAndToNobodyElse() {
        String id =
                answer(body().put("deliveryMode", "FTP")).path("correlationId").asText();

        assertThat(json.<JsonNode>valueToTree(
                        reportApi().get(asking(Samples.BLUEBONNET, id)).body()))
                .hasToString(
                        "{\"id\":\"" + id + "\",\"status\":\"QUEUED\",\"kind\":\"INTERVALS\",\"from\":\"2026-01-05\","
                                + "\"to\":\"2026-01-06\",\"channel\":\"CONSUMPTION\",\"revisions\":\"latest\",\"format\":\"JSON\","
                                + "\"packing\":\"NONE\",\"esiids\":1,\"done\":0,\"percent\":0,\"fileName\":\""
                                + reports.find(id).orElseThrow().fileName()
                                + "\",\"refused\":[],\"requestedAt\":\"2026-02-10T15:04:05Z\"}");
        for (String other : List.of(id, "rpt_0", "' OR '1' = '1")) {
            assertThatThrownBy(() -> reportApi().get(asking(Samples.LONESTAR, other)))
                    .isInstanceOf(Rejection.class)
                    .hasMessage("API-301: There is no report " + other + " of yours.");
        }
    }

    @Test
    void tellsTheSizeAndTheLinesOfAFinishedReport() {
        String id =
                answer(body().put("deliveryMode", "FTP")).path("correlationId").asText();
        transactions.operatorDoes(() -> {
            reports.refuse(id, List.of(new RefusedEsiid(HOME.value(), "1", "No data.")));
            reports.finish(id, Status.DELIVERED, 77);
        });

        JsonNode shown =
                json.valueToTree(reportApi().get(asking(Samples.BLUEBONNET, id)).body());

        assertThat(shown.path("bytes").asInt()).isEqualTo(77);
        assertThat(shown.path("refused"))
                .hasToString("[{\"esiid\":\"" + HOME + "\",\"code\":\"1\",\"detail\":\"No data.\"}]");
        assertThat(reports.find(id).orElseThrow().requestedAt()).isEqualTo(Instant.parse("2026-02-10T15:04:05Z"));
    }

    private ReportApi reportApi() {
        return new ReportApi(
                transactions,
                reports,
                frame.keys,
                frame.requestReport,
                new SetReportKey(transactions, frame.keys, armored -> "0".repeat(40), clock),
                frame.firstAnswers,
                clock);
    }

    @Test
    void answersWithAGreenButtonFeedWhenXmlIsAskedForUnderEitherName() {
        for (String field : List.of("reportFormat", "deliveryMode")) {
            ObjectNode body = body().put("reportFormat", "").put(field, "xml");

            ApiReply reply = reply(body);

            assertThat(reply.headers()).containsEntry("Content-Type", "application/atom+xml");
            assertThat(new String((byte[]) reply.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("<IntervalReading>")
                    .doesNotContain(HOME.value());
        }
        assertThat(usage.count("disclosure")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CSV | L | USG-104: reportFormat CSV comes as a file; ask for JSON or XML here, or set deliveryMode to FTP.",
                "LSE | L | USG-104: reportFormat LSE comes as a file; ask for JSON or XML here, or set deliveryMode to FTP.",
                "PDF | L | USG-104: reportFormat is one of CSV, XML, JSON, LSE, not PDF.",
                "XML | A | RPT-101: XML (Green Button) shows the latest revision only; set version to L."
            })
    void refusesByNameAFormatThatAReplyCannotHave(String format, String version, String message) {
        assertThatThrownBy(() -> answer(body().put("reportFormat", format).put("version", version)))
                .isInstanceOf(Rejection.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"CSV,CSV", "lse,LSE", "JSON,JSON", "xml,XML", "'',CSV"})
    void acceptsAFileInTheFormatAskedFor(String asked, String extension) {
        String id = answer(body().put("deliveryMode", "FTP").put("reportFormat", asked))
                .path("correlationId")
                .asText();

        assertThat(reports.find(id).orElseThrow().fileName())
                .matches("IntervalMeterUsage[0-9a-z]{26}20260210150405\\." + extension + "\\.111222333");
    }

    @Test
    void encryptsFilesForAThirdPartyThatHasAKeyAndPacksFeedsOfSeveralPremises() {
        ObjectNode several = body().put("trans_id", "t-2").put("reportFormat", "XML");
        several.set("esiid", tree("[\"" + HOME + "\", \"" + NEIGHBOUR + "\"]"));
        String packed = answer(several).path("correlationId").asText();
        reportApi().setKey(asking(Samples.BLUEBONNET, "x"));

        String encrypted =
                answer(body().put("deliveryMode", "FTP")).path("correlationId").asText();

        assertThat(reports.find(packed).orElseThrow().fileName()).endsWith(".XML.111222333.zip");
        assertThat(reports.find(encrypted).orElseThrow().fileName()).endsWith(".JSON.111222333.asc");
    }

    private ObjectNode body() {
        return json.createObjectNode()
                .put("trans_id", "t-1")
                .put("requestorID", "BLUEBONNET-api")
                .put("requesterType", "CSP")
                .put("startDate", "01/05/2026")
                .put("endDate", "01/06/2026")
                .put("deliveryMode", "API")
                .put("reportFormat", "JSON")
                .put("version", "L")
                .put("readingType", "C")
                .put("esiid", HOME.value());
    }

    private JsonNode answer(ObjectNode body) {
        ApiReply reply = reply(body);
        assertThat(reply.status()).isEqualTo(200);
        return tree(reply.body());
    }

    private ApiReply reply(ObjectNode body) {
        return api.answer(ReportFrame.call(Samples.BLUEBONNET, body));
    }

    private ApiRequest asking(ThirdPartyId thirdParty, String reportId) {
        return new ApiRequest(
                "get-report",
                Optional.of(new ApiCaller(thirdParty, "any")),
                Map.of("reportId", reportId),
                json.missingNode(),
                Optional.empty(),
                "req_2");
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private JsonNode tree(Object body) {
        try {
            return body instanceof byte[] bytes ? json.readTree(bytes) : json.valueToTree(body);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
