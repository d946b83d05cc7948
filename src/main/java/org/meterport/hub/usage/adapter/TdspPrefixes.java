package org.meterport.hub.usage.adapter;

import java.util.HashMap;
import java.util.Map;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.usage.StoreUsageFile.Premises;
import org.meterport.hub.usage.StoreUsageFile.Utilities;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which prefix belongs to which utility. Read once for each file, before its rows: the connection that copies rows can
 * answer nothing else meanwhile.
 */
final class TdspPrefixes implements Utilities {

    private final JdbcTemplate jdbc;

    TdspPrefixes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Premises of(String tdspId) {
        Map<String, String> owners = new HashMap<>();
        jdbc.query("SELECT prefix, tdsp_id FROM tdsp_prefix", row -> {
            owners.put(row.getString(1), row.getString(2));
        });
        return (Esiid esiid) -> tdspId.equals(owners.get(esiid.prefix().digits()));
    }
}
