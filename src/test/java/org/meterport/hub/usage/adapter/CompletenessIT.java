package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.QUARTER_HOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.audit.adapter.JdbcDisclosureLog;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.CompletenessStore;
import org.meterport.hub.usage.ReadCompleteness;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.ReportUsageExceptions;

/** How complete usage is: told by ESIID and day, and each day to the utilities. */
class CompletenessIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 2, 9);
    private static final int HOUR = 19;

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-02-11T02:00:00Z"));
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final CompletenessStore store = new JdbcCompletenessStore(DATABASE.jdbc(), clock);
    private final JdbcGrants grants =
            new JdbcGrants(DATABASE.jdbc(), new CompleteOneTime(agreements.agreements(), clock)::delivered);
    private final ReadCompleteness readCompleteness = new ReadCompleteness(
            transactions,
            grants,
            new JdbcDisclosureLog(DATABASE.jdbc(), clock),
            store,
            new ReadIntervals(
                    transactions, grants, new JdbcDisclosureLog(DATABASE.jdbc(), clock), usage.store(), clock, 24));
    private final CompletenessApi api =
            new CompletenessApi(readCompleteness, store, transactions, new JsonBodies(new ObjectMapper()));

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void twoHomes() {
        agreements.reset();
        usage.reset();
        DATABASE.jdbc().execute("TRUNCATE usage_exception, usage_exception_report");
        agreements.premise(HOME.value());
        agreements.premise(NEIGHBOUR.value());
    }

    @ParameterizedTest
    @CsvSource({"2026-01-05, 96", "2025-03-09, 92", "2025-11-02, 100"})
    void expectsAsManyIntervalsAsTheLocalDayHas(LocalDate date, int expected) {
        usage.stored(day(HOME, date, REVISED, slot -> slot == 7 ? -1 : slot));

        JsonNode item = inspected(date, date).path("items").path(0);

        assertThat(item.path("expected").asInt()).isEqualTo(expected);
        assertThat(item.path("present").asInt()).isEqualTo(expected - 1);
        assertThat(item.path("missing").asInt()).isOne();
        assertThat(item.path("receivedAt").asText()).isEqualTo("2026-02-11T02:00:00Z");
        assertThat(inspected(date.plusDays(1), date.plusDays(1))
                        .path("items")
                        .path(0)
                        .has("receivedAt"))
                .isFalse();
    }

    @Test
    void countsEstimatedOnesByTheLatestRevision() {
        usage.stored(day(HOME, Channel.CONSUMPTION, grid(YESTERDAY), REVISED, slot -> slot, 'E'));
        assertThat(counts(inspected(YESTERDAY, YESTERDAY))).containsExactly("96/96/96");
        assertThat(listed(Map.of())).containsExactly("oncor 2026-02-09 " + HOME + " 0");

        usage.stored(day(HOME, YESTERDAY, REVISED.plusSeconds(60), slot -> slot + 1));

        assertThat(counts(inspected(YESTERDAY, YESTERDAY))).containsExactly("96/96/0");
        assertThat(listed(Map.of())).isEmpty();
    }

    @Test
    void notesShortDaysWhenTheyComeAndForgetsThemWhenTheyAreMadeGood() {
        usage.stored(
                day(HOME, YESTERDAY, REVISED, slot -> slot < 10 ? -1 : slot),
                day(NEIGHBOUR, YESTERDAY, REVISED, slot -> slot));
        assertThat(listed(Map.of("day", "2026-02-09", "tdspId", "oncor")))
                .containsExactly("oncor 2026-02-09 " + HOME + " 10");
        assertThat(listed(Map.of("day", "2026-02-08"))).isEmpty();
        assertThat(listed(Map.of("tdspId", "centerpoint"))).isEmpty();

        usage.stored(day(HOME, YESTERDAY, REVISED.plusSeconds(1), slot -> slot < 10 ? slot : -1));

        assertThat(listed(Map.of())).isEmpty();
        assertThat(counts(inspected(YESTERDAY, YESTERDAY))).containsExactly("96/96/0");
    }

    @Test
    void tellsTheUtilityFromTheHourOnWhatNeverCameAndTakesItBackWhenItComes() throws IOException {
        usage.stored(day(NEIGHBOUR, YESTERDAY));
        clock.set(Instant.parse("2026-02-11T00:59:59Z"));
        reports().report();
        assertThat(file(YESTERDAY)).doesNotExist();

        clock.set(Instant.parse("2026-02-11T01:00:00Z"));
        reports().report();

        assertThat(Files.readAllLines(file(YESTERDAY)))
                .containsExactly(ExceptionFolder.HEADER, HOME + ",2026-02-09,CONSUMPTION,900,96,0,0,96,");
        assertThat(listed(Map.of())).contains("oncor 2026-02-09 " + HOME + " 96");
        assertThat(DATABASE.jdbc()
                        .queryForMap("SELECT premises, absent, incomplete, estimated FROM usage_exception_report"
                                + " WHERE usage_day = '2026-02-09'"))
                .containsEntry("premises", 2L)
                .containsEntry("absent", 1L)
                .containsEntry("incomplete", 0L);

        usage.stored(day(HOME, YESTERDAY));

        assertThat(listed(Map.of("day", "2026-02-09"))).isEmpty();
    }

    @Test
    void makesUpDaysThatCameDueWhileNoHubRanAndTellsEachOnce() throws IOException {
        reports().report();
        assertThat(file(YESTERDAY)).exists();
        Files.delete(file(YESTERDAY));

        clock.set(Instant.parse("2026-02-14T02:00:00Z"));
        reports().report();
        reports().report();

        assertThat(file(YESTERDAY)).doesNotExist();
        assertThat(List.of(10, 11, 12))
                .allSatisfy(day -> assertThat(file(LocalDate.of(2026, 2, day))).exists());
        assertThat(file(LocalDate.of(2026, 2, 13))).doesNotExist();
        assertThat(usage.count("usage_exception_report")).isEqualTo(4);
    }

    @Test
    void tellsAThirdPartyUnderAGrantAndNotesIt() {
        usage.stored(day(HOME, YESTERDAY), day(NEIGHBOUR, YESTERDAY));
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());

        JsonNode body = read(HOME.value(), Map.of("from", "2026-02-07", "to", "2026-02-09"));

        assertThat(counts(body)).containsExactly("96/0/0", "96/0/0", "96/96/0");
        assertThat(DATABASE.jdbc().queryForList("SELECT kind FROM disclosure", String.class))
                .containsExactly("COMPLETENESS");
        assertThatThrownBy(() -> read(NEIGHBOUR.value(), Map.of("from", "2026-02-07", "to", "2026-02-09")))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-201");
    }

    @Test
    void doesNotUseUpAOneTimeAgreement() {
        usage.stored(day(HOME, YESTERDAY));
        var once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, HOME.value());

        for (int i = 0; i < 2; i++) {
            assertThat(counts(read(HOME.value(), Map.of("from", "2026-02-09", "to", "2026-02-09"))))
                    .containsExactly("96/96/0");
        }

        assertThat(agreements.state(once)).isEqualTo(AgreementState.ACTIVE);
    }

    @Test
    void comesInPages() {
        List<String> days = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonNode page = inspected("2026-01-01", "2026-01-10", "4", cursor);
            page.path("items").forEach(item -> days.add(item.path("day").asText()));
            cursor = Optional.of(page.path("nextCursor").asText()).filter(text -> !text.isEmpty());
        } while (cursor.isPresent());
        assertThat(days).hasSize(10).doesNotHaveDuplicates().isSorted();

        for (int i = 0; i < 5; i++) {
            usage.stored(day(HOME, YESTERDAY.minusDays(i), REVISED, slot -> slot == 0 ? -1 : slot));
        }
        List<String> exceptions = new ArrayList<>();
        Map<String, String> parameters = new java.util.HashMap<>(Map.of("limit", "2"));
        JsonNode page = exceptions(parameters);
        while (true) {
            page.path("items").forEach(item -> exceptions.add(item.path("day").asText()));
            if (!page.has("nextCursor")) {
                break;
            }
            parameters.put("cursor", page.path("nextCursor").asText());
            page = exceptions(parameters);
        }
        assertThat(exceptions).hasSize(5).doesNotHaveDuplicates().isSorted();
        assertThatThrownBy(() -> exceptions(Map.of("cursor", "nonsense!")))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-104");
    }

    private ReportUsageExceptions reports() {
        return new ReportUsageExceptions(transactions, store, new ExceptionFolder(folder), clock, HOUR);
    }

    private Path file(LocalDate day) {
        return folder.resolve("oncor/processed/usage-exceptions-" + day + ".csv");
    }

    private static DayGrid grid(LocalDate day) {
        return DayGrid.of(day, QUARTER_HOUR);
    }

    private static List<String> counts(JsonNode body) {
        List<String> counts = new ArrayList<>();
        body.path("items")
                .forEach(item -> counts.add(item.path("expected").asInt() + "/"
                        + item.path("present").asInt() + "/"
                        + item.path("estimated").asInt()));
        return counts;
    }

    private List<String> listed(Map<String, String> parameters) {
        List<String> listed = new ArrayList<>();
        exceptions(parameters)
                .path("items")
                .forEach(item -> listed.add(item.path("tdspId").asText() + " "
                        + item.path("day").asText() + " " + item.path("esiid").asText() + " "
                        + item.path("missing").asInt()));
        return listed;
    }

    private JsonNode inspected(LocalDate from, LocalDate to) {
        return inspected(from.toString(), to.toString(), "100", Optional.empty());
    }

    private JsonNode inspected(String from, String to, String limit, Optional<String> cursor) {
        Map<String, String> parameters =
                new java.util.HashMap<>(Map.of("esiid", HOME.value(), "from", from, "to", to, "limit", limit));
        cursor.ifPresent(place -> parameters.put("cursor", place));
        return body(api.inspect(request("inspect-completeness", Optional.empty(), parameters)));
    }

    private JsonNode exceptions(Map<String, String> parameters) {
        return body(api.exceptions(request("list-usage-exceptions", Optional.empty(), parameters)));
    }

    private JsonNode read(String esiid, Map<String, String> range) {
        Map<String, String> parameters = new java.util.HashMap<>(range);
        parameters.put("esiid", esiid);
        return body(api.read(
                request("read-completeness", Optional.of(new ApiCaller(Samples.BLUEBONNET, "any")), parameters)));
    }

    private static ApiRequest request(String operation, Optional<ApiCaller> caller, Map<String, String> parameters) {
        return new ApiRequest(operation, caller, parameters, MissingNode.getInstance(), Optional.empty(), "req_1");
    }

    private JsonNode body(ApiReply reply) {
        try {
            return reply.body() instanceof byte[] bytes ? json.readTree(bytes) : json.valueToTree(reply.body());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
