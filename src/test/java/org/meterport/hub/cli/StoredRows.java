package org.meterport.hub.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meterport.hub.shared.Transactions;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many rows the tables hold that a call or a file can change. */
final class StoredRows {

    private static final List<String> TABLES = List.of(
            "agreement",
            "agreement_premise",
            "agreement_event",
            "customer",
            "third_party",
            "api_credential",
            "report",
            "disclosure",
            "first_answer",
            "han_request",
            "han_target",
            "usage_file",
            "interval_day");

    private StoredRows() {}

    static Map<String, Long> of(RunningHub hub) {
        JdbcTemplate jdbc = hub.hub().part(JdbcTemplate.class);
        return hub.hub().part(Transactions.class).asOperator(() -> {
            Map<String, Long> rows = new TreeMap<>();
            for (String table : TABLES) {
                Long count = jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class);
                rows.put(table, count == null ? -1 : count);
            }
            return rows;
        });
    }
}
