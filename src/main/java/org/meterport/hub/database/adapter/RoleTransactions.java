package org.meterport.hub.database.adapter;

import java.sql.ResultSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.shared.Question;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions that switch to the operator's or the partner's database role for their length. The role, the Third Party
 * and the time the row-level policies judge by are set with {@code LOCAL} scope, so a connection goes back to the pool
 * as it came, whether the work committed, rolled back or lost its connection.
 *
 * <p>A database that is away is {@link Unavailable}, so flows wait for it instead of giving their work up. Where it went
 * away during the commit nobody knows whether that was done; every flow takes a message twice without harm.
 */
public final class RoleTransactions implements Transactions {

    /** Marks, for the current thread's transaction, in whose name it runs. */
    private static final Object ACTOR = new Object();

    private static final String OPERATOR = "operator";

    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    public RoleTransactions(PlatformTransactionManager manager, JdbcTemplate jdbc, InstantSource clock) {
        this.transaction = new TransactionTemplate(manager);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public <T> T asOperator(Supplier<T> work) {
        return run(OPERATOR, "meterport_operator", "", "", List.of(), work);
    }

    @Override
    public <T> T asPartner(ThirdPartyId thirdParty, Supplier<T> work) {
        return run(thirdParty.value(), "meterport_partner", thirdParty.value(), "", List.of(), work);
    }

    @Override
    public <T> T asPartner(ThirdPartyId thirdParty, Duration longest, Supplier<T> work) {
        return asPartner(thirdParty, longest, List.of(), work);
    }

    @Override
    public <T> T asPartner(ThirdPartyId thirdParty, Duration longest, List<Question<?>> questions, Supplier<T> work) {
        String millis = String.valueOf(Math.max(1, longest.toMillis()));
        return run(thirdParty.value(), "meterport_partner", thirdParty.value(), millis, questions, work);
    }

    @Override
    public <T> T single(Supplier<T> statement) {
        return told(statement);
    }

    /** @param longest milliseconds of a statement; empty for what the database says */
    private <T> T run(
            String actor,
            String role,
            String thirdParty,
            String longest,
            List<Question<?>> questions,
            Supplier<T> work) {
        Object current = TransactionSynchronizationManager.getResource(ACTOR);
        if (current != null) {
            if (!current.equals(actor)) {
                throw new IllegalStateException("work for " + actor + " inside a transaction of " + current);
            }
            questions.forEach(Question::ask);
            return work.get();
        }
        return told(() -> begun(actor, settings(role, thirdParty, longest), questions, work));
    }

    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (Unavailable told) {
            throw told;
        } catch (RuntimeException failed) {
            if (DatabaseAway.isCauseOf(failed)) {
                throw new Unavailable("database", "cannot be reached or cannot go on", failed);
            }
            throw failed;
        }
    }

    private <T> T begun(String actor, SqlQuestion<Boolean> settings, List<Question<?>> questions, Supplier<T> work) {
        T result = transaction.execute(status -> {
            TransactionSynchronizationManager.bindResource(ACTOR, actor);
            try {
                begin(settings, questions);
                return work.get();
            } finally {
                TransactionSynchronizationManager.unbindResource(ACTOR);
            }
        });
        return present(result);
    }

    /** The settings come first, so whatever is asked with them is asked in the actor's role. */
    private void begin(SqlQuestion<Boolean> settings, List<Question<?>> questions) {
        List<SqlQuestion<?>> together = new ArrayList<>();
        together.add(settings);
        List<Question<?>> others = new ArrayList<>();
        for (Question<?> question : questions) {
            if (question instanceof SqlQuestion<?> sql) {
                together.add(sql);
            } else {
                others.add(question);
            }
        }
        SqlQuestion.together(jdbc, together);
        others.forEach(Question::ask);
    }

    /** What holds for one transaction; its answer tells nothing. */
    private SqlQuestion<Boolean> settings(String role, String thirdParty, String longest) {
        return new SqlQuestion<>(
                jdbc,
                "SELECT set_config('role', ?, true), set_config('meterport.third_party', ?, true),"
                        + " set_config('meterport.now', ?, true), set_config('statement_timeout',"
                        + " coalesce(nullif(?, ''), current_setting('statement_timeout')), true),"
                        + " set_config('plan_cache_mode', CASE WHEN ? THEN 'force_generic_plan'"
                        + " ELSE current_setting('plan_cache_mode') END, true)",
                (statement, first) -> {
                    statement.setString(first, role);
                    statement.setString(first + 1, thirdParty);
                    statement.setString(first + 2, clock.instant().toString());
                    statement.setString(first + 3, longest);
                    statement.setBoolean(first + 4, !longest.isEmpty());
                    return first + 5;
                },
                ResultSet::next);
    }

    private static <T> T present(@Nullable T result) {
        if (result == null) {
            throw new IllegalStateException("the work of a transaction gave null");
        }
        return result;
    }
}
