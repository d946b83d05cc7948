package org.meterport.hub.usage.adapter;

import java.time.Clock;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.RegisterStore;
import org.meterport.hub.usage.StoreUsageFile;
import org.meterport.hub.usage.UsageStore;
import org.springframework.jdbc.core.JdbcTemplate;

/** The intake as the hub wires it, for tests of other capabilities. */
public final class UsageConfigurationAccess {

    private UsageConfigurationAccess() {}

    public static StoreUsageFile storeUsageFile(
            Transactions transactions,
            UsageStore store,
            RegisterStore registers,
            JdbcTemplate jdbc,
            Ids ids,
            Clock clock) {
        return new UsageConfiguration().storeUsageFile(transactions, store, registers, jdbc, ids, clock, "2000-01-01");
    }
}
