package org.meterport.hub.usage.adapter;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.usage.StoreUsageFile.Premises;
import org.meterport.hub.usage.StoreUsageFile.Utilities;
import org.meterport.hub.usage.StoreUsageMessages.Owner;
import org.meterport.hub.usage.StoreUsageMessages.Owners;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which prefix belongs to which utility. Read once for each file or batch, before its rows: the connection that copies
 * rows can answer nothing else meanwhile.
 */
final class TdspPrefixes implements Utilities, Owners {

    private final JdbcTemplate jdbc;

    TdspPrefixes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Premises of(String tdspId) {
        Map<String, String> owners = owners();
        return (Esiid esiid) -> tdspId.equals(owners.get(esiid.prefix().digits()));
    }

    @Override
    public Owner now() {
        Map<String, String> owners = owners();
        return (Esiid esiid) -> Optional.ofNullable(owners.get(esiid.prefix().digits()));
    }

    private Map<String, String> owners() {
        Map<String, String> owners = new HashMap<>();
        jdbc.query("SELECT prefix, tdsp_id FROM tdsp_prefix", row -> {
            owners.put(row.getString(1), row.getString(2));
        });
        return owners;
    }
}
