package org.meterport.hub.database.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

class RoleTransactionsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Transactions transactions = DATABASE.transactions(clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void saysThatTheDatabaseIsAwayWhenItBreaksOffInTheMiddle() {
        var others =
                new JdbcTemplate(new DriverManagerDataSource(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password()));

        assertThatThrownBy(() -> transactions.operatorDoes(() -> {
                    Integer backend = DATABASE.jdbc().queryForObject("SELECT pg_backend_pid()", Integer.class);
                    others.queryForObject("SELECT pg_terminate_backend(?)", Boolean.class, backend);
                    DATABASE.jdbc().queryForObject("SELECT 1", Integer.class);
                }))
                .isInstanceOfSatisfying(
                        Unavailable.class, away -> assertThat(away.dependency()).isEqualTo("database"));
        assertThat(transactions.<Integer>asOperator(() -> 1)).isEqualTo(1);
    }

    @Test
    void saysThatTheDatabaseIsAwayWhenNobodyListens() {
        var nowhere = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none", "nobody", "none");
        var cut = new RoleTransactions(new JdbcTransactionManager(nowhere), new JdbcTemplate(nowhere), clock);

        assertThatThrownBy(() -> cut.asOperator(() -> 1)).isInstanceOf(Unavailable.class);
    }

    @Test
    void breaksAStatementOffThatTakesTooLongAndOnlyThere() {
        var party = new ThirdPartyId("tp_1");
        String timeout = "SELECT current_setting('statement_timeout')";
        String usual = transactions.asPartner(party, () -> text(timeout));

        assertThat(transactions.asPartner(party, Duration.ofMillis(700), () -> text(timeout)))
                .isEqualTo("700ms");
        assertThatThrownBy(() ->
                        transactions.asPartner(party, Duration.ofMillis(1), () -> text("SELECT pg_sleep(30)::text")))
                .rootCause()
                .hasFieldOrPropertyWithValue("SQLState", "57014");
        assertThat(transactions.asPartner(party, () -> text(timeout))).isEqualTo(usual);
    }

    private static String text(String sql) {
        return String.valueOf(DATABASE.jdbc().queryForObject(sql, String.class));
    }

    @Test
    void leavesAWrongStatementADefect() {
        assertThatThrownBy(() -> transactions.operatorDoes(() -> DATABASE.jdbc().execute("SELECT nonsense")))
                .isInstanceOf(BadSqlGrammarException.class);
    }

    @Test
    void leavesADependencyOfTheWorkWhatItIs() {
        var broker = new Unavailable("broker", "is full", new java.sql.SQLRecoverableException("08006"));

        assertThatThrownBy(() -> transactions.operatorDoes(() -> {
                    throw broker;
                }))
                .isSameAs(broker);
    }
}
