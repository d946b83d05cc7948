package org.meterport.hub.rebranding.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.BillingMonth.Demand;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiContract;
import org.meterport.hub.api.adapter.ApiEntry;
import org.meterport.hub.api.adapter.ApiReplyWriter;
import org.meterport.hub.api.adapter.CallerStanding;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.api.adapter.ProblemReply;
import org.meterport.hub.audit.adapter.JdbcDisclosureLog;
import org.meterport.hub.broker.adapter.BrokerUnderTest;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.rebranding.ShowUsage;
import org.meterport.hub.rebranding.UsageQuestion;
import org.meterport.hub.rebranding.UsageRows;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageStore.StoredFile;
import org.meterport.hub.usage.adapter.JdbcRegisterStore;
import org.meterport.hub.usage.adapter.SampleUsage;

/** Scenario F: usage in a Third Party's own portal, from this hub's store and from behind a queue. */
class RebrandUsageIT {

    private static final String DIRECT = "bean:rebrandingSource?method=direct";
    private static final String QUEUE = "jms:queue:rebranding.question.v1?exchangePattern=InOut&requestTimeout=%d"
            + "&messageConverter=#rebrandingMessages&connectionFactory=#broker";
    private static final String ANSWERS =
            "jms:queue:rebranding.question.v1?messageConverter=#rebrandingMessages&connectionFactory=#broker";

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    static Path journal;

    private static BrokerUnderTest broker;

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final JdbcRegisterStore registers = new JdbcRegisterStore(DATABASE.jdbc(), clock);
    private final JdbcGrants grants =
            new JdbcGrants(DATABASE.jdbc(), new CompleteOneTime(agreements.agreements(), clock)::delivered);
    private final JdbcDisclosureLog disclosures = new JdbcDisclosureLog(DATABASE.jdbc(), clock);
    private final RebrandingSource source = new RebrandingSource(usage.store(), registers);
    private Agreement agreement;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = BrokerUnderTest.start(journal);
    }

    @AfterAll
    static void drop() {
        broker.close();
        DATABASE.close();
    }

    @BeforeEach
    void aGrantedHome() {
        agreements.reset();
        usage.reset();
        DATABASE.jdbc().execute("TRUNCATE billing_month");
        agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        usage.stored(
                day(HOME, WINTER_DAY, REVISED, slot -> slot < 4 ? -1 : 100 + slot), day(HOME, WINTER_DAY.plusDays(1)));
    }

    @Test
    void fShowsIntervalsReadyToPlotAndNamesWhatIsMissing() {
        Answer answer = call(DIRECT, question("INTERVAL", WINTER_DAY, WINTER_DAY.plusDays(2)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("complete").asBoolean()).isFalse();
        assertThat(answer.body().path("missingIntervals").asInt()).isEqualTo(4);
        assertThat(answer.body().path("missingDays")).hasToString("[\"2026-01-07\"]");
        JsonNode first = answer.body().path("items").get(0);
        assertThat(first.path("startsAt").asText()).isEqualTo("2026-01-05T06:00:00Z");
        assertThat(first.path("energyWh")).hasSize(96);
        assertThat(first.path("energyWh").get(3).isNull()).isTrue();
        assertThat(first.path("energyWh").get(4).asInt()).isEqualTo(104);
        assertThat(answer.body().path("agreementId").asText())
                .isEqualTo(agreement.id().value());
        assertThat(disclosed()).containsExactly("INTERVALS API req_9");
        assertThat(DATABASE.jdbc().queryForObject("SELECT bytes FROM disclosure", Integer.class))
                .isEqualTo(answer.bytes());
    }

    @Test
    void iNotesALookOfTheCompanysPeopleAtTheHubsPortalAsOne() {
        Answer answer = call(
                DIRECT,
                question("INTERVAL", WINTER_DAY, WINTER_DAY),
                new ApiCaller(Samples.BLUEBONNET, "bluebonnet-admin", true));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(disclosed()).containsExactly("INTERVALS PORTAL req_9");
    }

    @Test
    void fShowsBillingMonths() {
        months(912_500);

        Answer answer = call(DIRECT, question("MONTHLY", WINTER_DAY.minusDays(10), WINTER_DAY));

        assertThat(answer.body().path("totalEnergyWh").asLong()).isEqualTo(912_500);
        assertThat(answer.body().path("items").get(0).toString())
                .isEqualTo("{\"from\":\"2025-12-03\",\"to\":\"2026-01-02\",\"revisedAt\":\"2026-01-06T20:03:09Z\","
                        + "\"energyWh\":912500,\"meteredW\":4500}");
        assertThat(disclosed()).containsExactly("MONTHLY API req_9");
    }

    @Test
    void fRefusesWithoutALiveEnergyDataAgreement() {
        // a silent system of another test may have left its question there
        long waiting = broker.broker().waiting("rebranding.question.v1");
        agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        for (String uri : List.of(DIRECT, String.format(QUEUE, 2_000))) {
            Answer answer = call(uri, question("INTERVAL", WINTER_DAY, WINTER_DAY));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body().path("code").asText()).isEqualTo("USG-201");
        }
        assertThat(call(DIRECT, question("INTERVAL", WINTER_DAY, WINTER_DAY).replace(HOME.value(), NEIGHBOUR.value()))
                        .status())
                .isEqualTo(401);
        assertThat(disclosed()).isEmpty();
        assertThat(broker.broker().waiting("rebranding.question.v1")).isLessThanOrEqualTo(waiting);
    }

    @Test
    void givesAVersionThatChangesWithTheRevisionAndWithTheGrantOnly() {
        String question = question("INTERVAL", WINTER_DAY, WINTER_DAY);
        String first = call(DIRECT, question).etag();
        String asked = question.replace(
                "}",
                ",\"ifNoneMatch\":"
                        + first.replace("\"", "\\\"").replaceFirst("^", "\"").concat("\"}"));

        Answer same = call(DIRECT, asked);
        assertThat(same.etag()).isEqualTo(first);
        assertThat(same.body().path("unchanged").asBoolean()).isTrue();
        assertThat(same.body().has("items")).isFalse();
        assertThat(disclosed()).hasSize(1);

        usage.stored(day(HOME, WINTER_DAY, REVISED.plusSeconds(60), slot -> 7));
        Answer revised = call(DIRECT, asked);
        assertThat(revised.etag()).isNotEqualTo(first);
        assertThat(revised.body().path("totalEnergyWh").asInt()).isEqualTo(96 * 7);

        agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(6), HOME.value());
        assertThat(call(DIRECT, question).etag()).isNotEqualTo(revised.etag());
    }

    @Test
    void givesTheSameAnswerWhenTheDataLivesBehindAQueue() {
        months(1_000);
        List<String> questions = List.of(
                question("INTERVAL", WINTER_DAY, WINTER_DAY.plusDays(1)),
                question("MONTHLY", WINTER_DAY.minusDays(10), WINTER_DAY));
        try (var other = new OtherSystem(new OtherSource())) {
            assertThat(other.serves()).isTrue();
            for (String question : questions) {
                Answer near = call(DIRECT, question);
                Answer far = call(String.format(QUEUE, 20_000), question);

                assertThat(far.status()).isEqualTo(200);
                assertThat(withoutVersion(far)).isEqualTo(withoutVersion(near));
            }
        }
        assertThat(disclosed()).hasSize(4);
    }

    @Test
    void fAnswers504InTimeWhenTheSystemBehindTheQueueIsSilent() {
        Answer answer = call(String.format(QUEUE, 200), question("INTERVAL", WINTER_DAY, WINTER_DAY));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body().path("code").asText()).isEqualTo("API-501");
        assertThat(answer.body().path("detail").asText()).contains("try again");
        assertThat(disclosed()).isEmpty();
    }

    /** Law 1: however long the rows were under way, they leave only under a grant that is live at the end. */
    @Test
    void showsNothingWhenTheCustomerEndsTheGrantWhileTheOtherSystemThinks() {
        var slow = new EndingSource();
        try (var other = new OtherSystem(slow)) {
            assertThat(other.serves()).isTrue();
            Answer answer = call(String.format(QUEUE, 20_000), question("INTERVAL", WINTER_DAY, WINTER_DAY));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body().toString()).doesNotContain("energyWh");
        }
        assertThat(disclosed()).isEmpty();
    }

    @Test
    void fAnswers504InTimeWhenTheOwnStoreIsSlow() throws SQLException {
        try (Connection blocking = DATABASE.dataSource().getConnection();
                var statement = blocking.createStatement()) {
            blocking.setAutoCommit(false);
            statement.execute("LOCK TABLE interval_day IN ACCESS EXCLUSIVE MODE");

            Answer answer = call(DIRECT, question("INTERVAL", WINTER_DAY, WINTER_DAY));

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.body().path("code").asText()).isEqualTo("API-501");
            blocking.rollback();
        }
        assertThat(disclosed()).isEmpty();
    }

    private void months(long energyWattHours) {
        transactions.operatorDoes(() -> {
            var file = new StoredFile("ufl_m", "oncor", "m.csv", "sha of m", null, 1, 1, false);
            try (var writer = registers.writeMonths(file)) {
                writer.accept(new BillingMonth(
                        HOME,
                        LocalDate.parse("2025-12-03"),
                        LocalDate.parse("2026-01-02"),
                        REVISED,
                        energyWattHours,
                        new Demand(
                                OptionalLong.of(4_500),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty())));
                writer.finish(file);
            }
        });
    }

    private static String question(String view, LocalDate from, LocalDate to) {
        return "{\"esiid\":\"" + HOME + "\",\"view\":\"" + view + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}";
    }

    private List<String> disclosed() {
        return DATABASE.jdbc()
                .queryForList(
                        "SELECT kind || ' ' || way || ' ' || reference FROM disclosure ORDER BY id", String.class);
    }

    private Answer call(String sourceUri, String body) {
        return call(sourceUri, body, new ApiCaller(Samples.BLUEBONNET, "bluebonnet-api"));
    }

    private Answer call(String sourceUri, String body, ApiCaller caller) {
        ApiContract contract =
                ApiContract.read(RouteUnderTest.projectRoot().resolve("schemas").resolve("openapi"));
        var readIntervals = new ReadIntervals(transactions, grants, disclosures, usage.store(), clock, 24);
        var showUsage = new ShowUsage(
                transactions, grants, disclosures, readIntervals, usage.store(), Duration.ofSeconds(2), 1 << 20);
        ConnectionFactory connections = broker.overTheWire();
        try (RouteUnderTest route = RouteUnderTest.load("rebrand-usage")
                .property("meterport.rebranding.source.uri", sourceUri)
                .bean("broker", connections)
                .bean("rebrandingMessages", new RebrandingMessages(json))
                .bean("rebrandingSource", source)
                .bean(
                        "rebrandingApi",
                        new RebrandingApi(showUsage, new JsonBodies(json), !sourceUri.startsWith("bean:")))
                .bean("apiEntry", new ApiEntry(contract, json, 1 << 20, CallerStanding.ANY))
                .bean("apiReply", new ApiReplyWriter(json))
                .bean("problemReply", new ProblemReply(contract, json))) {
            Exchange exchange;
            try (var template = route.context().createProducerTemplate()) {
                exchange = template.send("direct:rebrand-usage", one -> {
                    one.getMessage().setBody(body);
                    one.getMessage().setHeader("Request-Id", "req_9");
                    one.setProperty(ApiEntry.CALLER, caller);
                });
            }
            return new Answer(
                    exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                    json.readTree(exchange.getMessage().getBody(byte[].class)),
                    exchange.getMessage().getBody(byte[].class).length,
                    String.valueOf(exchange.getMessage().getHeader("ETag")));
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private record Answer(int status, JsonNode body, int bytes, String etag) {}

    /** What stands for the rows is another thing where they are not in this hub's store. */
    private static JsonNode withoutVersion(Answer answer) {
        ObjectNode body = answer.body().deepCopy();
        assertThat(body.remove("version").asText()).isNotEmpty();
        return body;
    }

    /** A system that holds the data and answers over the queue. */
    private final class OtherSystem implements AutoCloseable {

        private final CamelContext context = new DefaultCamelContext();

        OtherSystem(Object bean) {
            try {
                context.getRegistry().bind("broker", broker.overTheWire());
                context.getRegistry().bind("rebrandingMessages", new RebrandingMessages(json));
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(ANSWERS).bean(bean, "read");
                    }
                });
                context.start();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }

        boolean serves() {
            return context.isStarted();
        }

        @Override
        public void close() {
            context.stop();
        }
    }

    /** Answers out of the same tables. */
    public final class OtherSource {

        public UsageRows read(UsageQuestion question) {
            return transactions.asOperator(() -> {
                UsageRows rows = source.direct(question);
                return new UsageRows.Given(rows.days(), rows.months());
            });
        }
    }

    /** Answers, but not before the customer has ended the grant. */
    public final class EndingSource {

        public UsageRows read(UsageQuestion question) {
            UsageRows rows = new OtherSource().read(question);
            agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));
            return rows;
        }
    }
}
