package org.meterport.hub.database.adapter;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that is away, or cannot go on, from a statement that is wrong. */
final class DatabaseAway {

    /** Classes of SQLSTATE: connection, resources (disk, memory, connections), shut down or not yet up, its system. */
    private static final List<String> STATES = List.of("08", "53", "57P", "58");

    private DatabaseAway() {}

    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || (cause instanceof SQLException said && isAway(said.getSQLState()))
                    || (cause instanceof TransactionSystemException ended && isAway(ended))) {
                return true;
            }
        }
        return false;
    }

    /** A roll back over a dead connection fails as well, and hides why. */
    private static boolean isAway(TransactionSystemException ended) {
        Throwable first = ended.getApplicationException();
        return first != null && isCauseOf(first);
    }

    private static boolean isAway(@Nullable String state) {
        return state != null && STATES.stream().anyMatch(state::startsWith);
    }
}
