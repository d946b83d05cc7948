package org.meterport.hub.database.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.Question;
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

    @Test
    void asksWhatItBeginsWithInTheRoleOfTheThirdParty() {
        var party = new ThirdPartyId("tp_1");
        var who = question("SELECT current_user || ' ' || current_setting('meterport.third_party') || ?", "!");
        var limit = question("SELECT current_setting('statement_timeout') || ?", "");

        String sum = transactions.asPartner(
                party, Duration.ofMillis(700), List.of(who, limit), () -> who.answer() + " " + limit.answer());

        assertThat(sum).isEqualTo("meterport_partner tp_1! 700ms");
    }

    @Test
    void asksInsideATransactionThatIsUnderWayToo() {
        var party = new ThirdPartyId("tp_1");
        var who = question("SELECT current_user || ?", "");

        String answer = transactions.asPartner(
                party, () -> transactions.asPartner(party, Duration.ofMillis(700), List.of(who), () -> who.answer()));

        assertThat(answer).isEqualTo("meterport_partner");
    }

    @Test
    void asksAnotherStoreAfterItsOwn() {
        var who = question("SELECT current_user || ?", "");
        var other = new Question<String>() {
            private String answer = "";

            @Override
            public void ask() {
                answer = "after " + who.answer();
            }

            @Override
            public String answer() {
                return answer;
            }
        };

        assertThat(transactions.asPartner(
                        new ThirdPartyId("tp_1"), Duration.ofMillis(700), List.of(other, who), other::answer))
                .isEqualTo("after meterport_partner");
    }

    @Test
    void doesNothingWhenOneOfTheQuestionsFails() {
        var party = new ThirdPartyId("tp_1");
        var wrong = question("SELECT nonsense || ?", "");

        assertThatThrownBy(() -> transactions.asPartner(party, Duration.ofMillis(700), List.of(wrong), () -> {
                    throw new AssertionError("the work began");
                }))
                .isInstanceOf(BadSqlGrammarException.class);
        assertThatThrownBy(wrong::answer).isInstanceOf(IllegalStateException.class);
    }

    private static SqlQuestion<String> question(String sql, String parameter) {
        return new SqlQuestion<>(
                DATABASE.jdbc(),
                sql,
                (statement, first) -> {
                    statement.setString(first, parameter);
                    return first + 1;
                },
                rows -> rows.next() ? rows.getString(1) : "");
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
