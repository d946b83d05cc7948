package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.audit.LoggedDisclosure;
import org.meterport.hub.audit.adapter.JdbcDisclosureLog;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.ReadIntervals.Found;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.Query;

class ReadIntervalsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final Grants grants =
            new JdbcGrants(DATABASE.jdbc(), new CompleteOneTime(agreements.agreements(), clock)::delivered);
    private final ReadIntervals readIntervals = reading(new JdbcDisclosureLog(DATABASE.jdbc(), clock));

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void twoHomes() {
        agreements.reset();
        usage.reset();
        usage.stored(day(HOME, WINTER_DAY), day(HOME, WINTER_DAY.plusDays(1)), day(NEIGHBOUR, WINTER_DAY));
    }

    @Test
    void givesTheReadingsAndNotesWhoSawThemUnderWhichGrant() {
        Agreement agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());

        assertThat(read(readIntervals, query(HOME), "req_7").days())
                .containsExactly(day(HOME, WINTER_DAY), day(HOME, WINTER_DAY.plusDays(1)));
        assertThat(DATABASE.jdbc().queryForList("SELECT * FROM disclosure"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("agreement_id", agreement.id().value())
                        .containsEntry("esiid", HOME.value())
                        .containsEntry("from_day", java.sql.Date.valueOf(WINTER_DAY))
                        .containsEntry("to_day", java.sql.Date.valueOf(WINTER_DAY.plusDays(9)))
                        .containsEntry("way", "API")
                        .containsEntry("reference", "req_7")
                        .containsEntry("bytes", 7L));
    }

    @Test
    void refusesAnEsiidWithoutAGrantTheSameWhetherItExistsOrNot() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        var nowhere = new Esiid("10443720000009999");

        for (Esiid esiid : new Esiid[] {NEIGHBOUR, nowhere}) {
            assertThatThrownBy(() -> read(readIntervals, query(esiid), "req_7"))
                    .isInstanceOf(Rejection.class)
                    .hasMessage("USG-201: There is no live energy data agreement for ESIID " + esiid
                            + "; invite the customer first.");
        }
        assertThat(usage.count("disclosure")).isZero();
    }

    @Test
    void usesAOneTimeAgreementUpWithOneDelivery() {
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, HOME.value());

        assertThat(read(readIntervals, query(HOME), "req_1").days()).hasSize(2);

        assertThat(agreements.state(once)).isEqualTo(AgreementState.COMPLETED);
        assertThatThrownBy(() -> read(readIntervals, query(HOME), "req_2")).isInstanceOf(Rejection.class);
    }

    @Test
    void leavesAOneTimeAgreementAloneWhenThereIsNothingToDeliver() {
        Agreement once = agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, HOME.value());
        var before =
                new Query(HOME.value(), WINTER_DAY.minusDays(9), WINTER_DAY.minusDays(1), 900, Channels.ALL, false);

        assertThat(read(readIntervals, before, "req_1").days()).isEmpty();

        assertThat(agreements.state(once)).isEqualTo(AgreementState.ACTIVE);
        assertThat(usage.count("disclosure")).isZero();
    }

    @Test
    void saysWhichLengthsThereAreInsteadOfTheAskedOne() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), NEIGHBOUR.value());
        LocalDate hourly = WINTER_DAY.plusDays(5);
        usage.stored(day(NEIGHBOUR, Channel.CONSUMPTION, DayGrid.of(hourly, 3600), REVISED, slot -> slot, 'A'));

        var found =
                read(readIntervals, new Query(NEIGHBOUR.value(), hourly, hourly, 900, Channels.ALL, false), "req_1");

        assertThat(found.days()).isEmpty();
        assertThat(found.intervalLengths()).containsExactly(3600);
    }

    @Test
    void givesNothingWhenTheDisclosureCannotBeNoted() {
        agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, HOME.value());
        ReadIntervals unlogged = reading(new DisclosureLog() {
            @Override
            public void add(Collection<Disclosure> disclosures) {
                throw new IllegalStateException("the log is full");
            }

            @Override
            public List<Reach> reach(ThirdPartyId party, Instant from, Instant to, String after, int limit) {
                return List.of();
            }

            @Override
            public void withhold(String reportId, Collection<String> delivered) {}

            @Override
            public Map<String, String> ofReport(String reportId) {
                return Map.of();
            }

            @Override
            public List<LoggedDisclosure> under(Collection<String> agreementIds, int limit) {
                return List.of();
            }

            @Override
            public List<LoggedDisclosure> of(String esiid, int limit) {
                return List.of();
            }
        });

        assertThatThrownBy(() -> read(unlogged, query(HOME), "req_1")).hasMessage("the log is full");
        assertThat(read(readIntervals, query(HOME), "req_2").days()).hasSize(2);
    }

    /** 2026-02-10 in Chicago. */
    @ParameterizedTest
    @CsvSource({"2024-02-10, 2026-02-10", "2026-02-10, 2026-02-10", "2024-02-10, 2024-02-10"})
    void allowsDaysFromTwoYearsBackUntilToday(LocalDate from, LocalDate to) {
        readIntervals.check(from, to);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-02-10 | 2026-02-11 | The end 2026-02-11 is in the future; today is 2026-02-10.",
                "2024-02-09 | 2024-02-10 | more than 24 months back; ask from 2024-02-10 on.",
                "2026-02-02 | 2026-02-01 | The start 2026-02-02 is after the end 2026-02-01; swap them."
            })
    void refusesOtherDaysWithTheLimit(LocalDate from, LocalDate to, String sentence) {
        assertThatThrownBy(() -> readIntervals.check(from, to))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-103")
                .hasMessageContaining(sentence);
    }

    @Test
    void countsTodayInCentralTime() {
        clock.set(java.time.Instant.parse("2026-02-11T05:59:00Z"));

        assertThatThrownBy(() -> readIntervals.check(LocalDate.of(2026, 2, 11), LocalDate.of(2026, 2, 11)))
                .isInstanceOf(Rejection.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10443720000000011", " 10443720000000011\t", "'10443720000000011"})
    void takesAnEsiidAsASpreadsheetWritesIt(String text) {
        assertThat(ReadIntervals.esiid(text)).isEqualTo("10443720000000011");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "'", "1044372000000001", "1044372000000001x", "99999999999999999", "''10443720000000011"})
    void refusesWhatIsNoEsiid(String text) {
        assertThatThrownBy(() -> ReadIntervals.esiid(text))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-101");
    }

    @Test
    void makesATextFitToBeStoredWithoutMakingAnEsiidOfIt() {
        assertThat(ReadIntervals.bare("10443720000000011\u0000\ud800")).isEqualTo("10443720000000011??");
        assertThat(ReadIntervals.bare("1".repeat(5_000))).hasSize(40);
    }

    @Test
    void showsEachSlotWithItsQualityAndTheDaysSums() throws Exception {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        DayReadings gap = day(
                HOME,
                Channel.SURPLUS_GENERATION,
                DayGrid.of(WINTER_DAY, 3600),
                REVISED,
                slot -> slot == 2 ? -1 : slot,
                'E');
        usage.stored(gap);

        ApiReply reply = new UsageApi(readIntervals, new JsonBodies(json))
                .intervals(request(Map.of(
                        "esiid", HOME.value(),
                        "from", "2026-01-05",
                        "to", "2026-01-05",
                        "intervalSeconds", "3600",
                        "channel", "ALL")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(new String((byte[]) reply.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"esiid\":\"10443720000000011\",\"timeZone\":\"America/Chicago\",\"intervalSeconds\":3600,"
                        + "\"otherIntervalSeconds\":[],\"items\":[{\"day\":\"2026-01-05\","
                        + "\"channel\":\"SURPLUS_GENERATION\",\"startsAt\":\"2026-01-05T06:00:00Z\","
                        + "\"revisedAt\":\"2026-01-06T20:03:09Z\",\"totalEnergyWh\":274,\"estimated\":23,\"missing\":1,"
                        + "\"energyWh\":[0,1,null,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23],"
                        + "\"quality\":\"EE-EEEEEEEEEEEEEEEEEEEEE\"}]}");
    }

    @Test
    void readsQuarterHoursOfConsumptionUnlessAskedOtherwise() throws Exception {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());

        ApiReply latest = new UsageApi(readIntervals, new JsonBodies(json))
                .intervals(request(Map.of("esiid", HOME.value(), "from", "2026-01-05", "to", "2026-01-06")));

        assertThat(json.readTree((byte[]) latest.body()).path("items")).hasSize(2);
        usage.stored(day(HOME, WINTER_DAY, REVISED.plusSeconds(5), slot -> slot));
        ApiReply all = new UsageApi(readIntervals, new JsonBodies(json))
                .intervals(request(
                        Map.of("esiid", HOME.value(), "from", "2026-01-05", "to", "2026-01-06", "revisions", "all")));
        assertThat(json.readTree((byte[]) all.body()).path("items")).hasSize(3);
    }

    /** What was found, for an answer of seven bytes. */
    private static Found read(ReadIntervals reading, Query query, String reference) {
        var seen = new AtomicReference<Found>();
        byte[] body = reading.read(Samples.BLUEBONNET, query, reference, found -> {
            seen.set(found);
            return new byte[7];
        });
        assertThat(body).hasSize(7);
        return Objects.requireNonNull(seen.get());
    }

    private ReadIntervals reading(DisclosureLog log) {
        return new ReadIntervals(transactions, grants, log, usage.store(), clock, 24);
    }

    private static ApiRequest request(Map<String, String> parameters) {
        return new ApiRequest(
                "read-intervals",
                Optional.of(new ApiCaller(Samples.BLUEBONNET, "bluebonnet-api")),
                parameters,
                MissingNode.getInstance(),
                Optional.empty(),
                "req_3");
    }

    private static Query query(Esiid esiid) {
        return new Query(esiid.value(), WINTER_DAY, WINTER_DAY.plusDays(9), 900, Channels.CONSUMPTION, false);
    }
}
