package org.meterport.hub.han.adapter;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.DeviceGrants;

/** What device flows ask for grants, on a test's database. */
final class SampleDeviceGrants {

    private SampleDeviceGrants() {}

    static DeviceGrants on(TestDatabase database, InstantSource clock, String... testHomes) {
        return new DeviceGrants(
                new JdbcGrants(database.jdbc(), (party, esiids) -> {
                    throw new IllegalStateException("nothing here uses a one-time agreement up");
                }),
                testHomes(database, clock, testHomes));
    }

    static JdbcTestHomes testHomes(TestDatabase database, InstantSource clock, String... testHomes) {
        return new JdbcTestHomes(database.jdbc(), clock, List.of(testHomes), Duration.ofDays(1));
    }
}
