package org.meterport.hub.audit.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.VerifyDisclosures;
import org.meterport.hub.audit.VerifyDisclosures.Verdict;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.springframework.dao.DataAccessException;

/** The log as a chain in a real database, and what becomes of those who change it past the database's refusal. */
class DisclosureChainIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final ThirdPartyId BLUEBONNET = new ThirdPartyId("tp_bluebonnet");
    private static final ThirdPartyId LONESTAR = new ThirdPartyId("tp_lonestar");

    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-03-01T06:07:08.123456Z"));
    private final Transactions transactions = DATABASE.transactions(clock);
    private final JdbcDisclosureLog log = new JdbcDisclosureLog(DATABASE.jdbc(), clock);
    private final VerifyDisclosures verify =
            new VerifyDisclosures(transactions, new JdbcDisclosureChain(DATABASE.jdbc()));

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void emptyLog() {
        past("TRUNCATE disclosure, disclosure_chain");
    }

    @Test
    void findsTheLogWholeWhateverItsTextsHold() {
        disclose(BLUEBONNET, "req_1");
        disclose(LONESTAR, "ñandú, 12:\"quoted\" \u20ac");
        log(disclosure(BLUEBONNET, "rpt_3", OptionalLong.of(Long.MAX_VALUE)));

        Verdict verdict = verify.verify(Optional.empty());

        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.head().position()).isEqualTo(3);
    }

    @Test
    void anEmptyLogIsWhole() {
        assertThat(verify.verify(Optional.empty()).broken()).isEmpty();
    }

    @Test
    void theDatabaseRefusesToChangeRowsAndLinks() {
        disclose(BLUEBONNET, "req_1");

        for (String table : List.of("disclosure", "disclosure_chain")) {
            for (String change : List.of("DELETE FROM " + table, "TRUNCATE " + table)) {
                assertThatThrownBy(() -> DATABASE.jdbc().execute(change))
                        .isInstanceOf(DataAccessException.class)
                        .hasStackTraceContaining("may only be added to");
            }
        }
        assertThatThrownBy(() -> DATABASE.jdbc().execute("UPDATE disclosure SET esiid = '1'"))
                .hasStackTraceContaining("may only be added to");
        assertThatThrownBy(() -> transactions.operatorDoes(
                        () -> DATABASE.jdbc().execute("INSERT INTO disclosure_chain VALUES (9, 9, sha256('x'))")))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> transactions.operatorDoes(() -> DATABASE.jdbc().execute("DELETE FROM disclosure")))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void namesTheFirstRowThatWasChanged() {
        tenRows();

        past("UPDATE disclosure SET esiid = '10443720000000999' WHERE id IN (" + id(4) + ", " + id(7) + ")");

        Verdict verdict = verify.verify(Optional.empty());
        assertThat(verdict.broken())
                .hasValueSatisfying(broken -> assertThat(broken)
                        .startsWith("position 4, disclosure " + id(4))
                        .endsWith("is not what was written"));
        assertThat(verdict.head().position()).isEqualTo(3);
    }

    @Test
    void namesARowThatWasTakenOut() {
        tenRows();

        past("DELETE FROM disclosure WHERE id = " + id(5));

        assertThat(verify.verify(Optional.empty()).broken())
                .hasValueSatisfying(
                        broken -> assertThat(broken).contains("position 5").endsWith("gone from the log"));
    }

    @Test
    void namesARowThatWasSlippedInBesideTheChain() {
        tenRows();

        past(
                "INSERT INTO disclosure (disclosed_at, third_party_id, agreement_id, esiid, kind, from_day, to_day, way,"
                        + " reference) VALUES (now(), 'tp_x', 'agr_x', '1', 'INTERVALS', '2026-01-01', '2026-01-01', 'API', 'r')");

        assertThat(verify.verify(Optional.empty()).broken())
                .hasValueSatisfying(broken -> assertThat(broken).endsWith("slipped in"));
    }

    @Test
    void namesALinkThatIsMissing() {
        tenRows();

        past("DELETE FROM disclosure WHERE id = " + id(6));
        past("DELETE FROM disclosure_chain WHERE position = 6");

        assertThat(verify.verify(Optional.empty()).broken())
                .hasValueSatisfying(broken -> assertThat(broken).startsWith("position 6 is missing"));
    }

    @Test
    void aNotedHeadShowsThatTheEndWasCutOff() {
        tenRows();
        var noted = verify.verify(Optional.empty()).head();

        past("DELETE FROM disclosure WHERE id = " + id(10));
        past("DELETE FROM disclosure_chain WHERE position = 10");

        assertThat(verify.verify(Optional.empty()).broken()).isEmpty();
        assertThat(verify.verify(Optional.of(noted)).broken())
                .hasValueSatisfying(broken -> assertThat(broken).contains("cut off"));
        disclose(BLUEBONNET, "written anew");
        assertThat(verify.verify(Optional.of(noted)).broken())
                .hasValueSatisfying(broken -> assertThat(broken).contains("written anew"));
    }

    @Test
    void nodesThatDiscloseAtOnceMakeOneChain() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            String name = "w" + writer;
            writers.add(() -> {
                for (int i = 0; i < 25; i++) {
                    String reference = name + "-" + i;
                    transactions.asPartner(BLUEBONNET, () -> {
                        log.add(List.of(
                                disclosure(BLUEBONNET, reference, OptionalLong.empty()),
                                disclosure(BLUEBONNET, reference + "b", OptionalLong.empty())));
                        return true;
                    });
                }
                return true;
            });
        }
        var pool = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> done : pool.invokeAll(writers, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }

        Verdict verdict = verify.verify(Optional.empty());

        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.head().position()).isEqualTo(400);
    }

    @Test
    void whatWasRolledBackLeavesNoGap() {
        disclose(BLUEBONNET, "req_1");
        assertThatThrownBy(() -> transactions.operatorDoes(() -> {
                    log.add(List.of(disclosure(BLUEBONNET, "req_2", OptionalLong.empty())));
                    throw new IllegalStateException("the work failed");
                }))
                .hasMessage("the work failed");
        disclose(BLUEBONNET, "req_3");

        Verdict verdict = verify.verify(Optional.empty());

        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.head().position()).isEqualTo(2);
    }

    private void tenRows() {
        IntStream.rangeClosed(1, 10).forEach(i -> disclose(BLUEBONNET, "req_" + i));
    }

    /** The id of the row at a position, which others' rows may have moved on. */
    private static long id(int position) {
        Long id = DATABASE.jdbc()
                .queryForObject("SELECT disclosure_id FROM disclosure_chain WHERE position = ?", Long.class, position);
        return id == null ? -1 : id;
    }

    private void disclose(ThirdPartyId thirdParty, String reference) {
        log(disclosure(thirdParty, reference, OptionalLong.empty()));
    }

    private void log(Disclosure disclosure) {
        transactions.operatorDoes(() -> log.add(List.of(disclosure)));
    }

    private static Disclosure disclosure(ThirdPartyId thirdParty, String reference, OptionalLong bytes) {
        return new Disclosure(
                thirdParty,
                "agr_1",
                "10443720000000001",
                "INTERVALS",
                LocalDate.of(2026, 2, 1),
                LocalDate.of(2026, 2, 28),
                Disclosure.Way.API,
                reference,
                bytes);
    }

    /** As somebody who owns the database might, past its triggers. */
    private static void past(String statement) {
        DATABASE.jdbc().execute("ALTER TABLE disclosure DISABLE TRIGGER USER");
        DATABASE.jdbc().execute("ALTER TABLE disclosure_chain DISABLE TRIGGER USER");
        DATABASE.jdbc().execute(statement);
        DATABASE.jdbc().execute("ALTER TABLE disclosure ENABLE TRIGGER USER");
        DATABASE.jdbc().execute("ALTER TABLE disclosure_chain ENABLE TRIGGER USER");
    }
}
