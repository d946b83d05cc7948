package org.meterport.hub.database.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.shared.Question;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.ResultSetExtractor;

/** A question that one statement answers. */
public final class SqlQuestion<A> implements Question<A> {

    private final JdbcTemplate jdbc;
    private final String sql;
    private final Parameters parameters;
    private final ResultSetExtractor<A> reader;
    private @Nullable A answer;

    /** Sets a statement's parameters. */
    @FunctionalInterface
    public interface Parameters {

        /**
         * @param first number of the first one of this question's
         * @return number of the one after the last
         */
        int set(PreparedStatement statement, int first) throws SQLException;
    }

    /** @param sql one statement with a result */
    public SqlQuestion(JdbcTemplate jdbc, String sql, Parameters parameters, ResultSetExtractor<A> reader) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.parameters = parameters;
        this.reader = reader;
    }

    @Override
    public void ask() {
        together(jdbc, List.of(this));
    }

    @Override
    public A answer() {
        if (answer == null) {
            throw new IllegalStateException("it was not asked for");
        }
        return answer;
    }

    /**
     * Asks all of them in one round trip. The database takes them in their order, each sees what those before it have set,
     * and none is carried out after one that failed.
     */
    static void together(JdbcTemplate jdbc, List<SqlQuestion<?>> questions) {
        String all = questions.stream().map(question -> question.sql).collect(Collectors.joining(";\n"));
        Object unused = jdbc.execute(
                (Connection connection) -> connection.prepareStatement(all), (PreparedStatementCallback<Boolean>)
                        statement -> {
                            int next = 1;
                            for (SqlQuestion<?> question : questions) {
                                next = question.parameters.set(statement, next);
                            }
                            boolean more = statement.execute();
                            for (SqlQuestion<?> question : questions) {
                                if (!more) {
                                    throw new IllegalStateException("a question's statement has no result");
                                }
                                try (ResultSet rows = statement.getResultSet()) {
                                    question.read(rows);
                                }
                                more = statement.getMoreResults();
                            }
                            return true;
                        });
    }

    private void read(ResultSet rows) throws SQLException {
        answer = reader.extractData(rows);
    }
}
