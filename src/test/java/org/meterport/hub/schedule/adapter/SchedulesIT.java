package org.meterport.hub.schedule.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.audit.adapter.JdbcDisclosureLog;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.party.adapter.JdbcParties;
import org.meterport.hub.report.BuildReport;
import org.meterport.hub.report.FakeReportFolder;
import org.meterport.hub.report.Handover;
import org.meterport.hub.report.ReportContents;
import org.meterport.hub.report.RequestReport;
import org.meterport.hub.report.adapter.JdbcReportKeys;
import org.meterport.hub.report.adapter.JdbcReports;
import org.meterport.hub.schedule.DueDays;
import org.meterport.hub.schedule.MakeSchedule;
import org.meterport.hub.schedule.RunSchedules;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.adapter.JdbcRegisterStore;
import org.meterport.hub.usage.adapter.SampleUsage;

/** Schedules with the hub's own clock and tables; the reports they owe are built by the one who builds all of them. */
class SchedulesIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    /** 09:04 in Central Time; the tenth of February is today. */
    private static final Instant MORNING = Samples.NOW;

    private static final LocalDate TODAY = LocalDate.parse("2026-02-10");

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(MORNING);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final JdbcGrants grants =
            new JdbcGrants(DATABASE.jdbc(), new CompleteOneTime(agreements.agreements(), clock)::delivered);
    private final JdbcDisclosureLog disclosures = new JdbcDisclosureLog(DATABASE.jdbc(), clock);
    private final JdbcReports reports = new JdbcReports(DATABASE.jdbc(), json, clock);
    private final JdbcReportKeys keys = new JdbcReportKeys(DATABASE.jdbc());
    private final UlidIds ids = new UlidIds(clock, new Random(5));
    private final RequestReport requestReport = new RequestReport(
            reports,
            keys,
            new JdbcParties(DATABASE.jdbc()),
            new ReadIntervals(transactions, grants, disclosures, usage.store(), clock, 24),
            new JdbcOutbox(DATABASE.jdbc(), json, clock),
            ids,
            clock,
            10_000);
    private final JdbcSchedules schedules = new JdbcSchedules(DATABASE.jdbc(), clock);
    private final DueDays dueDays = new DueDays(18);
    private final MakeSchedule makeSchedule = new MakeSchedule(schedules, requestReport, dueDays, ids, clock);
    private final FirstAnswers firstAnswers = new FirstAnswers(transactions, DATABASE.jdbc(), json, clock);
    private final ScheduleApi api = new ScheduleApi(transactions, schedules, makeSchedule, firstAnswers);
    private final SmtSubscriptionsApi smt =
            new SmtSubscriptionsApi(transactions, schedules, makeSchedule, keys, firstAnswers);
    private final FakeReportFolder folder = new FakeReportFolder(() -> {});
    private Agreement agreement;

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void aGrantedHome() {
        agreements.reset();
        usage.reset();
        DATABASE.jdbc().execute("TRUNCATE outbox, first_answer, report, report_schedule RESTART IDENTITY");
        agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
    }

    @Test
    void eDeliversEachDayOnceAtItsHourHoweverOftenItIsWoken() {
        create(daily(HOME.value()));
        assertThat(run().run()).isZero();

        clock.set(Instant.parse("2026-02-11T23:59:59Z"));
        assertThat(run().run()).isZero();
        clock.set(Instant.parse("2026-02-12T00:00:00Z"));
        assertThat(run().run()).isOne();
        assertThat(run().run()).isZero();
        clock.set(Instant.parse("2026-02-13T00:00:00Z"));
        assertThat(run().run()).isOne();

        assertThat(spans()).containsExactly("2026-02-10 2026-02-10", "2026-02-11 2026-02-11");
    }

    @Test
    void makesMissedRunsUpOnceWithOneFile() {
        create(daily(HOME.value()));
        clock.set(Instant.parse("2026-02-20T00:00:00Z"));

        assertThat(run().run()).isOne();
        assertThat(run().run()).isZero();

        assertThat(spans()).containsExactly("2026-02-10 2026-02-18");
    }

    @Test
    void eDeliversAMonthWhenItHasTurned() {
        ObjectNode body = daily(HOME.value());
        body.put("frequency", "MONTHLY");
        create(body);
        clock.set(Instant.parse("2026-03-01T23:59:59Z"));
        assertThat(run().run()).isZero();
        clock.set(Instant.parse("2026-03-02T00:00:00Z"));

        assertThat(run().run()).isOne();

        assertThat(spans()).containsExactly("2026-02-01 2026-02-28");
    }

    @Test
    void fillsBackOnceAtTheStart() {
        JsonNode made = create(daily(HOME.value()).put("backfillMonths", 12));

        assertThat(spans()).containsExactly("2025-02-10 2026-02-08");
        assertThat(made.path("coveredTo").asText()).isEqualTo("2026-02-08");
        clock.set(Instant.parse("2026-02-12T00:00:00Z"));
        assertThat(run().run()).isOne();
        assertThat(spans()).containsExactly("2025-02-10 2026-02-08", "2026-02-09 2026-02-10");
    }

    /** Scenario E: a schedule without a continuous energy data agreement is refused. */
    @Test
    void eRefusesAScheduleWithoutAContinuousAgreement() {
        agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, NEIGHBOUR.value());

        assertThatThrownBy(() -> create(daily(NEIGHBOUR.value()))).hasMessageStartingWith("SCH-101");
        JsonNode partly = create(daily(HOME.value(), NEIGHBOUR.value()));

        assertThat(partly.path("esiids")).hasToString("[\"" + HOME + "\"]");
        assertThat(partly.path("refused").get(0).path("esiid").asText()).isEqualTo(NEIGHBOUR.value());
    }

    @Test
    void eLeavesOutAnEsiidThatLeftItsAgreementAndStopsWithTheLastOne() {
        Agreement other = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), NEIGHBOUR.value());
        JsonNode made = create(daily(HOME.value(), NEIGHBOUR.value()));
        agreements.step(other, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        clock.set(Instant.parse("2026-02-12T00:00:00Z"));
        assertThat(run().run()).isOne();
        assertThat(esiidsOfLast()).containsExactly(HOME.value());

        agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));
        clock.set(Instant.parse("2026-02-13T00:00:00Z"));
        assertThat(run().run()).isZero();
        assertThat(schedules.find(made.path("id").asText()).orElseThrow().active())
                .isFalse();
    }

    @Test
    void stopsWithTheTermWithoutWaitingForAnyoneToEndIt() {
        JsonNode made = create(daily(HOME.value()));
        clock.set(MORNING.plus(Duration.ofDays(120)));

        assertThat(run().run()).isZero();

        assertThat(schedules.find(made.path("id").asText()).orElseThrow().active())
                .isFalse();
    }

    @Test
    void takesUpNewAgreementsWhereItIsForAllOfThem() {
        create(json.createObjectNode().put("kind", "INTERVALS").put("frequency", "DAILY"));
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), NEIGHBOUR.value());
        agreements.active(Samples.LONESTAR, Term.ofMonths(3), "10443720000000033");
        clock.set(Instant.parse("2026-02-12T00:00:00Z"));

        run().run();

        assertThat(esiidsOfLast()).containsExactly(HOME.value(), NEIGHBOUR.value());
    }

    @Test
    void sendsASupplementaryFileForLateDataAndRevisions() {
        create(daily(HOME.value()));
        store(day(HOME, TODAY));
        clock.set(Instant.parse("2026-02-12T00:00:00Z"));
        run().run();
        clock.set(Instant.parse("2026-02-12T15:00:00Z"));
        DayReadings revision = day(HOME, TODAY, REVISED.plusSeconds(60), slot -> 3);
        store(revision, day(HOME, TODAY.plusDays(1)));

        clock.set(Instant.parse("2026-02-13T00:00:00Z"));
        assertThat(run().run()).isEqualTo(2);
        clock.set(Instant.parse("2026-02-14T00:00:00Z"));
        assertThat(run().run()).isOne();

        assertThat(spans())
                .containsExactly(
                        "2026-02-10 2026-02-10",
                        "2026-02-11 2026-02-11",
                        "2026-02-10 2026-02-10",
                        "2026-02-12 2026-02-12");
        String supplement = DATABASE.jdbc()
                .queryForList("SELECT id FROM report ORDER BY id", String.class)
                .get(2);
        build().build(supplement);
        assertThat(folder.published().values()).containsExactly(List.of(revision));
    }

    /** A node dies, or two nodes are woken: the day comes once. */
    @Test
    void acceptsADaysReportOnceThoughTheHubDiesWithIt() {
        create(daily(HOME.value()));
        clock.set(Instant.parse("2026-02-12T00:00:00Z"));
        Transactions dying = new Transactions() {
            @Override
            public <T> T asOperator(Supplier<T> work) {
                return transactions.asOperator(work);
            }

            @Override
            public <T> T asPartner(ThirdPartyId thirdParty, Supplier<T> work) {
                return transactions.asPartner(thirdParty, () -> {
                    T unused = work.get();
                    throw new IllegalStateException("killed before the commit");
                });
            }
        };

        assertThatThrownBy(() -> new RunSchedules(dying, schedules, requestReport, dueDays, clock).run())
                .hasMessage("killed before the commit");
        assertThat(usage.count("report")).isZero();
        assertThat(run().run() + run().run()).isOne();
        assertThat(usage.count("outbox")).isOne();
    }

    @Test
    void hidesSchedulesFromOtherThirdParties() {
        String id = create(daily(HOME.value())).path("id").asText();

        assertThatThrownBy(() -> api.get(request(Samples.LONESTAR, json.createObjectNode(), Map.of("scheduleId", id))))
                .hasMessageStartingWith("SCH-201");
        assertThatThrownBy(() -> api.end(request(Samples.LONESTAR, json.createObjectNode(), Map.of("scheduleId", id))))
                .hasMessageStartingWith("SCH-201");
        assertThat(json.<JsonNode>valueToTree(api.list(request(Samples.LONESTAR, json.createObjectNode(), Map.of()))
                        .body()))
                .hasToString("{\"items\":[]}");
    }

    @Test
    void speaksSmtsLanguageOfSubscriptions() {
        ObjectNode body = json.createObjectNode()
                .put("trans_id", "n-1")
                .put("requestorID", "BLUEBONNET-API")
                .put("dataType", "interval")
                .put("historicalSubscriptionDuration", "3");
        body.putArray("esiid").add("'" + HOME);

        JsonNode made = json.valueToTree(
                smt.create(request(Samples.BLUEBONNET, body, Map.of())).body());
        JsonNode again = json.valueToTree(
                smt.create(request(Samples.BLUEBONNET, body, Map.of())).body());
        ApiReply second = smt.create(request(Samples.BLUEBONNET, body.deepCopy().put("trans_id", "n-2"), Map.of()));
        JsonNode listed = json.valueToTree(
                smt.list(request(Samples.BLUEBONNET, json.createObjectNode().put("trans_id", "y"), Map.of()))
                        .body());

        assertThat(made.path("statusCode").asText()).isEqualTo("0");
        assertThat(again.path("correlationId")).isEqualTo(made.path("correlationId"));
        assertThat(usage.count("report_schedule")).isOne();
        assertThat(second.status()).isEqualTo(400);
        assertThat(json.<JsonNode>valueToTree(second.body()).path("CustomerDUNSFaultList"))
                .hasToString("[{\"reasonCode\":\"Subcription is already active\"}]");
        assertThat(listed.path("subscriptionList"))
                .hasToString("[{\"subscriptionId\":" + made.path("subscriptionNumber") + ",\"reportType\":\"INTERVAL\","
                        + "\"subscriptionFrequency\":\"DAILY\",\"subscriptionType\":\"SCHEDULE\",\"status\":\"ACTIVE\","
                        + "\"lastReportGenerationDate\":\"02/10/2026\",\"startDate\":\"02/10/2026\"}]");

        ObjectNode ending = json.createObjectNode()
                .put("trans_id", "u-1")
                .put("subscriptionNumber", made.path("subscriptionNumber").asLong());
        assertThatThrownBy(() -> smt.end(request(Samples.LONESTAR, ending, Map.of())))
                .hasMessageStartingWith("SCH-201");
        ApiReply unused = smt.end(request(Samples.BLUEBONNET, ending, Map.of()));
        clock.set(Instant.parse("2026-02-12T00:00:00Z"));
        assertThat(run().run()).isZero();
    }

    private RunSchedules run() {
        return new RunSchedules(transactions, schedules, requestReport, dueDays, clock);
    }

    private BuildReport build() {
        return new BuildReport(
                transactions,
                reports,
                keys,
                disclosures,
                new ReportContents(grants, usage.store(), new JdbcRegisterStore(DATABASE.jdbc(), clock)),
                folder,
                Handover.toOwnFolder(
                        reports, report -> grants.delivered(report.thirdParty(), disclosures.ofReport(report.id()))));
    }

    private void store(DayReadings... days) {
        usage.stored(days);
    }

    private ObjectNode daily(String... esiids) {
        ObjectNode body = json.createObjectNode().put("kind", "INTERVALS").put("frequency", "DAILY");
        List.of(esiids).forEach(body.withArray("esiids")::add);
        return body;
    }

    private JsonNode create(ObjectNode body) {
        ApiReply reply = api.create(request(Samples.BLUEBONNET, body, Map.of()));
        assertThat(reply.status()).isEqualTo(201);
        return json.valueToTree(reply.body());
    }

    private static ApiRequest request(ThirdPartyId party, ObjectNode body, Map<String, String> parameters) {
        return new ApiRequest(
                "any",
                Optional.of(new ApiCaller(party, "bluebonnet-api")),
                parameters,
                body.deepCopy(),
                Optional.ofNullable(body.path("trans_id").textValue()),
                "req_1");
    }

    private List<String> spans() {
        return DATABASE.jdbc().queryForList("SELECT from_day || ' ' || to_day FROM report ORDER BY id", String.class);
    }

    private List<String> esiidsOfLast() {
        return DATABASE.jdbc()
                .queryForList(
                        "SELECT unnest(esiids) FROM report WHERE id = (SELECT max(id) FROM report)", String.class);
    }
}
