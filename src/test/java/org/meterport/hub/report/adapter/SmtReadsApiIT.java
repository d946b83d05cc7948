package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.StoreUsageFile;
import org.meterport.hub.usage.adapter.JdbcRegisterStore;
import org.meterport.hub.usage.adapter.SampleUsage;
import org.meterport.hub.usage.adapter.UsageConfigurationAccess;

/** Register data from the utility's file to SMT's replies and to files. */
class SmtReadsApiIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String READS = "ESIID,READ_DATE,REVISION_DATE,START_READING,END_READING,KWH\r\n";
    private static final String MONTHS =
            "ESIID,START_DATE,END_DATE,REVISION_DATE,ACTUAL_KWH,METERED_KW,BILLED_KW,METERED_KVA,BILLED_KVA\r\n";

    @TempDir
    Path home;

    private final ReportFrame frame = new ReportFrame(DATABASE, 10_000);
    private final ObjectMapper json = frame.json;
    private final Transactions transactions = frame.transactions;
    private final SampleAgreements agreements = frame.agreements;
    private final SampleUsage usage = frame.usage;
    private final JdbcRegisterStore registers = frame.registers;
    private final SmtReadsApi api = frame.smtReads;
    private final StoreUsageFile storeUsageFile = UsageConfigurationAccess.storeUsageFile(
            transactions, usage.store(), registers, DATABASE.jdbc(), frame.ids, frame.clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void aGrantedHome() throws IOException {
        frame.reset();
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        store(READS + "'" + HOME + ",01/05/2026,01/06/2026 14:03:09,100.000,129.323,29.323\r\n");
        store(MONTHS + "'" + HOME + ",12/03/2025,01/02/2026,01/03/2026 08:00:00,912.5,4.5,,,\r\n");
    }

    @Test
    void dAnswersDailyReadsInSmtsShape() {
        JsonNode answer = answer(api::daily, body());

        assertThat(answer.path("registeredReads").toString())
                .isEqualTo("[{\"readDate\":\"01/05/2026\",\"revisionDate\":\"01/06/2026 14:03:09\","
                        + "\"startReading\":\"100.000\",\"endReading\":\"129.323\",\"energyDataKwh\":\"29.323\","
                        + "\"readingType\":\"C\"}]");
        assertThat(disclosed()).containsExactly("DAILY API " + HOME);
    }

    @Test
    void dAnswersBillingMonthsThatHaveADayInTheRange() {
        JsonNode answer =
                answer(api::monthly, body().put("startDate", "01/02/2026").put("endDate", "01/02/2026"));

        assertThat(answer.path("billingdata").toString())
                .isEqualTo("[{\"startDate\":\"12/03/2025\",\"endDate\":\"01/02/2026\","
                        + "\"revisionDate\":\"01/03/2026 08:00:00\",\"actualkWh\":\"912.500\",\"meteredKW\":\"4.500\","
                        + "\"billedKW\":\"\",\"meteredKVA\":\"\",\"billedKVA\":\"\"}]");
        assertThatThrownBy(() -> answer(
                        api::monthly, body().put("startDate", "01/03/2026").put("endDate", "01/04/2026")))
                .hasMessage("1: No data received from the TDSP for these days.");
    }

    @Test
    void keepsEveryRevisionInWhateverOrderTheyComeAndTakesNoneTwice() throws IOException {
        String late = READS + HOME + ",01/05/2026,01/05/2026 09:00:00,100,120,20\r\n";
        store(READS + HOME + ",01/05/2026,01/07/2026 09:00:00,100,130,30\r\n");
        store(late);
        store(late + " ");

        assertThat(answer(api::daily, body()).path("registeredReads"))
                .extracting(read -> read.path("energyDataKwh").asText())
                .containsExactly("30.000");
        assertThat(answer(api::daily, body().put("version", "A")).path("registeredReads"))
                .extracting(read -> read.path("energyDataKwh").asText())
                .containsExactly("20.000", "29.323", "30.000");
    }

    @Test
    void storesNothingOfAFileWithAFaultOrAForeignPremise() throws IOException {
        var outcome = store(READS + HOME + ",01/07/2026,,1,2,1\r\n" + HOME + ",01/08/2026,,1,2,x\r\n");
        var foreign = store(READS + HOME + ",01/07/2026,,1,2,1\r\n1008901000000000000033,01/07/2026,,1,2,1\r\n");

        assertThat(outcome).isInstanceOf(StoreUsageFile.Rejected.class);
        assertThat(foreign).isInstanceOf(StoreUsageFile.Rejected.class);
        assertThat(usage.count("register_read")).isOne();
    }

    @Test
    void givesOnlyTheGranularityTheCustomerGranted() {
        agreements.active(
                Samples.LONESTAR,
                new Scope(
                        AgreementKind.ENERGY_DATA,
                        Set.of(DataKind.MONTHLY),
                        Term.ofMonths(3),
                        List.of(HOME.value()),
                        "To compare"));

        assertThat(answer(Samples.LONESTAR, api::monthly, body().put("startDate", "01/01/2026"))
                        .path("billingdata"))
                .hasSize(1);
        assertThatThrownBy(() -> answer(Samples.LONESTAR, api::daily, body()))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-201");
        assertThat(disclosed()).containsExactly("MONTHLY API " + HOME);
    }

    @Test
    void usesUpAOneTimeAgreementOnMonthlyDataWithItsOneReply() {
        var once = agreements.active(
                Samples.LONESTAR,
                new Scope(
                        AgreementKind.ENERGY_DATA,
                        Set.of(DataKind.MONTHLY),
                        Term.ONE_TIME,
                        List.of(HOME.value()),
                        "To compare"));
        ObjectNode body = body().put("startDate", "01/01/2026");

        assertThat(answer(Samples.LONESTAR, api::monthly, body).path("billingdata"))
                .hasSize(1);

        assertThat(agreements.state(once)).isEqualTo(AgreementState.COMPLETED);
        assertThatThrownBy(() -> answer(Samples.LONESTAR, api::monthly, body)).hasMessageStartingWith("USG-201");
    }

    @Test
    void dAnswersMeterAndPremiseUnderAGrantWithoutNameOrStreet() {
        ObjectNode body = json.createObjectNode().put("trans_id", "t-1");
        body.putArray("ESIIDMeterList").addObject().put("esiid", "'" + HOME);

        JsonNode meter = answer(api::meter, body);
        JsonNode premise = answer(api::premise, body);

        assertThat(meter.toString())
                .isEqualTo("{\"trans_id\":\"t-1\",\"MeterData\":{\"esiid\":\"" + HOME
                        + "\",\"meterNumber\":\"M1\",\"utility\":\"Oncor\"}}");
        assertThat(premise.path("PremiseData").path("zipCode").asText()).isEqualTo("75201");
        assertThat(premise.toString()).doesNotContain("Main St", "Alma");
        assertThat(disclosed()).containsExactly("METERS API " + HOME, "PREMISES API " + HOME);
        assertThatThrownBy(() -> answer(Samples.LONESTAR, api::meter, body)).hasMessageStartingWith("USG-201");
    }

    /** What the code above does not ask for, the database does not give either. */
    @Test
    void hidesPremisesAndReadsFromAPartnerWithoutAGrant() {
        List<String> tables = List.of("register_read", "billing_month");
        for (String table : tables) {
            assertThat(seen(Samples.BLUEBONNET, table)).isOne();
            assertThat(seen(Samples.LONESTAR, table)).isZero();
        }
        assertThat(transactions.asPartner(Samples.LONESTAR, () -> registers.attributes(HOME.value())))
                .isEmpty();
        assertThatThrownBy(() -> transactions.asPartner(
                        Samples.BLUEBONNET,
                        () -> DATABASE.jdbc().queryForList("SELECT street FROM premise", String.class)))
                .hasStackTraceContaining("permission denied for table premise");
    }

    @Test
    void dAnswersGreenButtonWithAFeedOfThirteenMonthsWithoutDates() {
        usage.stored(day(HOME, WINTER_DAY));
        ObjectNode body = json.createObjectNode().put("ESIID", HOME.value()).put("reportFormat", "CSV");

        ApiReply reply = api.greenButton(ReportFrame.call(Samples.BLUEBONNET, body));

        assertThat(reply.headers()).containsEntry("Content-Type", "application/atom+xml");
        assertThat(new String((byte[]) reply.body(), StandardCharsets.UTF_8)).contains("<feed", "<IntervalBlock");
    }

    @Test
    void buildsAFileOfEachKindAndTellsItsStatus() throws IOException {
        ObjectNode several = body().put("reportFormat", "");
        several.putArray("esiid").add(HOME.value()).add(NEIGHBOUR.value());
        Map<String, Function<ApiRequest, ApiReply>> calls =
                Map.of("Daily", api::daily, "Monthly", api::monthly, "Meter", api::meter, "Premise", api::premise);
        var build = frame.build(transactions, frame.folder(home));
        var status = frame.smtStatus;

        for (var call : calls.entrySet()) {
            ObjectNode own = several.deepCopy().put("trans_id", call.getKey()).put("startDate", "12/01/2025");
            String id = answer(call.getValue(), own).path("correlationId").asText();
            ObjectNode asked = json.createObjectNode().put("correlationId", id).put("serviceType", "adhoc");
            assertThat(answer(status::status, asked).path("statusCode").asText())
                    .isEqualTo("PEN");
            build.build(id);

            JsonNode done = answer(status::status, asked);
            assertThat(done.path("statusCode").asText()).isEqualTo("0");
            assertThat(done.path("ESIIDFaultList").toString()).contains(NEIGHBOUR.value(), "USG-201");
            String file = Files.readString(
                    home.resolve("adhocusage").resolve(done.path("fileName").asText()));
            assertThat(done.path("fileName").asText()).startsWith(call.getKey());
            assertThat(file.lines()).hasSize(2);
            assertThat(file).contains("'" + HOME + ",").doesNotContain(NEIGHBOUR.value(), "Main St");
        }
        assertThatThrownBy(() -> answer(
                        Samples.LONESTAR,
                        status::status,
                        json.createObjectNode()
                                .put(
                                        "correlationId",
                                        DATABASE.jdbc().queryForObject("SELECT max(id) FROM report", String.class))))
                .hasMessageStartingWith("API-301");
    }

    @Test
    void refusesFormatsThatHaveNoFormForReads() {
        assertThatThrownBy(() -> answer(api::daily, body().put("reportFormat", "XML")))
                .hasMessageStartingWith("RPT-101");
        assertThatThrownBy(() ->
                        answer(api::daily, body().put("deliveryMode", "FTP").put("reportFormat", "LSE")))
                .hasMessage("RPT-101: LSE has no form for DAILY; ask for one of [CSV, JSON].");
    }

    private ObjectNode body() {
        return json.createObjectNode()
                .put("trans_id", "t-1")
                .put("requestorID", "bluebonnet-api")
                .put("startDate", "01/05/2026")
                .put("endDate", "01/06/2026")
                .put("deliveryMode", "api")
                .put("reportFormat", "JSON")
                .put("version", "L")
                .put("readingType", "c")
                .put("esiid", HOME.value());
    }

    private JsonNode answer(Function<ApiRequest, ApiReply> operation, ObjectNode body) {
        return answer(Samples.BLUEBONNET, operation, body);
    }

    private JsonNode answer(ThirdPartyId party, Function<ApiRequest, ApiReply> operation, ObjectNode body) {
        return tree(operation.apply(ReportFrame.call(party, body)).body());
    }

    private List<String> disclosed() {
        return DATABASE.jdbc()
                .queryForList(
                        "SELECT kind || ' ' || way || ' ' || esiid FROM disclosure WHERE bytes > 0 ORDER BY id",
                        String.class);
    }

    private Integer seen(ThirdPartyId party, String table) {
        return transactions.asPartner(party, () -> usage.count(table));
    }

    private StoreUsageFile.Outcome store(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return storeUsageFile.store("oncor", "reads.csv", null, () -> new ByteArrayInputStream(bytes));
    }

    private JsonNode tree(Object body) {
        try {
            return body instanceof byte[] bytes ? json.readTree(bytes) : json.valueToTree(body);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
