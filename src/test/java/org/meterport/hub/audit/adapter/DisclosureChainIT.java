package org.meterport.hub.audit.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureChain;
import org.meterport.hub.audit.SealDisclosures;
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
    private final JdbcDisclosureChain chain = new JdbcDisclosureChain(DATABASE.jdbc());
    private final VerifyDisclosures verify = new VerifyDisclosures(transactions, chain);
    private final SealDisclosures sealer = new SealDisclosures(transactions, chain);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void emptyLog() {
        past("TRUNCATE disclosure, disclosure_chain, disclosure_unsealed");
    }

    @Test
    void findsTheLogWholeWhateverItsTextsHold() {
        disclose(BLUEBONNET, "req_1");
        disclose(LONESTAR, "ñandú, 12:\"quoted\" \u20ac");
        log(disclosure(BLUEBONNET, "rpt_3", OptionalLong.of(Long.MAX_VALUE)));
        sealer.seal();

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
        sealer.seal();

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
        for (String table : List.of("disclosure", "disclosure_unsealed")) {
            assertThatThrownBy(() ->
                            transactions.operatorDoes(() -> DATABASE.jdbc().execute("DELETE FROM " + table)))
                    .hasStackTraceContaining("permission denied");
        }
        assertThatThrownBy(() -> transactions.asPartner(BLUEBONNET, () -> chain.seal(1)))
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
    void namesARowThatIsInNoLinkAndDoesNotWaitForOne() {
        tenRows();
        disclose(BLUEBONNET, "req_11");

        past("DELETE FROM disclosure_unsealed");

        assertThat(verify.verify(Optional.empty()).broken())
                .hasValueSatisfying(broken -> assertThat(broken).endsWith("slipped in"));
    }

    @Test
    void namesARowThatWasTakenOutBeforeItWasSealed() {
        tenRows();
        disclose(BLUEBONNET, "req_11");

        past("DELETE FROM disclosure WHERE reference = 'req_11'");

        assertThat(sealer.seal()).isZero();
        assertThat(verify.verify(Optional.empty()).broken())
                .hasValueSatisfying(broken -> assertThat(broken).endsWith("taken out of the log before it was sealed"));
    }

    @Test
    void saysHowManyRowsWaitAndSinceWhen() {
        tenRows();
        disclose(BLUEBONNET, "req_11");
        clock.advance(Duration.ofSeconds(1));
        disclose(LONESTAR, "req_12");

        Verdict verdict = verify.verify(Optional.empty());

        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.head().position()).isEqualTo(10);
        assertThat(verdict.waiting())
                .isEqualTo(new DisclosureChain.Waiting(2, Optional.of(Instant.parse("2026-03-01T06:07:08.123456Z"))));
        assertThat(sealer.seal()).isEqualTo(2);
        assertThat(verify.verify(Optional.empty()).waiting().rows()).isZero();
    }

    @Test
    void aRowWhoseTransactionCommitsLateIsNeitherForgottenNorWaitedFor() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try {
            Future<Boolean> late = pool.submit(() -> transactions.asPartner(BLUEBONNET, () -> {
                log.add(List.of(disclosure(BLUEBONNET, "late", OptionalLong.of(1))));
                written.countDown();
                return await(mayCommit);
            }));
            assertThat(await(written)).isTrue();
            disclose(LONESTAR, "early");

            assertThat(sealer.seal()).isOne();
            mayCommit.countDown();
            assertThat(late.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sealer.seal()).isOne();
        } finally {
            pool.shutdownNow();
        }

        assertThat(verify.verify(Optional.empty()).broken()).isEmpty();
        assertThat(DATABASE.jdbc()
                        .queryForList(
                                "SELECT d.reference FROM disclosure_chain c JOIN disclosure d ON d.id = c.disclosure_id"
                                        + " ORDER BY c.position",
                                String.class))
                .containsExactly("early", "late");
    }

    @Test
    void whileOneNodeSealsAnotherHasNothingToDo() throws Exception {
        disclose(BLUEBONNET, "req_1");
        var pool = Executors.newSingleThreadExecutor();
        var sealed = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try {
            Future<Boolean> first = pool.submit(() -> transactions.asOperator(() -> {
                int unused = chain.seal(10);
                sealed.countDown();
                return await(mayCommit);
            }));
            assertThat(await(sealed)).isTrue();

            assertThat(sealer.seal()).isZero();
            mayCommit.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            pool.shutdownNow();
        }

        assertThat(verify.verify(Optional.empty()).head().position()).isOne();
    }

    @Test
    void aSealerThatDiesBeforeItsCommitLosesNothing() throws Exception {
        tenRows();
        disclose(BLUEBONNET, "req_11");
        try (Connection dying = DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
                Statement statement = dying.createStatement()) {
            dying.setAutoCommit(false);
            statement.execute("SELECT seal_disclosures(100)");
            try (var backend = statement.executeQuery("SELECT pg_backend_pid()")) {
                assertThat(backend.next()).isTrue();
                DATABASE.jdbc().queryForList("SELECT pg_terminate_backend(?, 10000)", backend.getInt(1));
            }
        }

        assertThat(verify.verify(Optional.empty()).waiting().rows()).isOne();
        assertThat(sealer.seal()).isOne();
        Verdict verdict = verify.verify(Optional.empty());
        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.head().position()).isEqualTo(11);
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
        sealer.seal();
        assertThat(verify.verify(Optional.of(noted)).broken())
                .hasValueSatisfying(broken -> assertThat(broken).contains("written anew"));
    }

    @Test
    void nodesThatDiscloseAndSealAtOnceMakeOneChain() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        var running = new AtomicInteger(8);
        for (int node = 0; node < 2; node++) {
            writers.add(() -> {
                while (running.get() > 0) {
                    int unused = sealer.seal();
                }
                return true;
            });
        }
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
                running.decrementAndGet();
                return true;
            });
        }
        var pool = Executors.newFixedThreadPool(10);
        try {
            for (Future<Boolean> done : pool.invokeAll(writers, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }

        sealer.seal();
        Verdict verdict = verify.verify(Optional.empty());

        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.head().position()).isEqualTo(400);
        assertThat(verdict.waiting().rows()).isZero();
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
        sealer.seal();

        Verdict verdict = verify.verify(Optional.empty());

        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.head().position()).isEqualTo(2);
    }

    @Test
    void linksFromBeforeSealingStayAndGoOn() {
        try (var old = TestDatabase.asOf("142")) {
            Transactions there = old.transactions(clock);
            var oldLog = new JdbcDisclosureLog(old.jdbc(), clock);
            there.operatorDoes(() -> oldLog.add(List.of(
                    disclosure(BLUEBONNET, "req_1", OptionalLong.empty()),
                    disclosure(LONESTAR, "req_2", OptionalLong.of(3)))));

            old.migrate();

            var links = new JdbcDisclosureChain(old.jdbc());
            var head =
                    new VerifyDisclosures(there, links).verify(Optional.empty()).head();
            assertThat(head.position()).isEqualTo(2);
            there.operatorDoes(() -> oldLog.add(List.of(disclosure(LONESTAR, "req_3", OptionalLong.empty()))));
            assertThat(new SealDisclosures(there, links).seal()).isOne();
            Verdict verdict = new VerifyDisclosures(there, links).verify(Optional.of(head));
            assertThat(verdict.broken()).isEmpty();
            assertThat(verdict.head().position()).isEqualTo(3);
        }
    }

    private void tenRows() {
        IntStream.rangeClosed(1, 10).forEach(i -> disclose(BLUEBONNET, "req_" + i));
        sealer.seal();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
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
