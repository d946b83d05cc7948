package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.StoppedClock;

/** What {@code docs/operations.md} says of old months: out with one statement, and back with another. */
class DetachedMonthIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final LocalDate OLD_DAY = WINTER_DAY.minusYears(3);

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void anOldDayAndANewOne() {
        new SampleAgreements(DATABASE, clock).reset();
        usage.reset();
        usage.stored(day(HOME, OLD_DAY), day(HOME, WINTER_DAY));
    }

    @Test
    void takesAMonthOutAndPutsItBackWhole() {
        assertThat(call("detach")).isEqualTo("detached_interval_day_202301");

        assertThat(usage.latest(HOME)).containsExactly(day(HOME, WINTER_DAY));
        usage.stored(day(HOME, WINTER_DAY.plusDays(1)));
        assertThat(usage.count("detached_interval_day_202301")).isOne();

        assertThat(call("attach")).isEqualTo("interval_day_202301");

        assertThat(usage.latest(HOME))
                .containsExactly(day(HOME, OLD_DAY), day(HOME, WINTER_DAY), day(HOME, WINTER_DAY.plusDays(1)));
        usage.stored(day(HOME, OLD_DAY, REVISED.plusSeconds(1), slot -> slot));
        assertThat(usage.revisions(HOME)).hasSize(4);
    }

    @Test
    void neverWritesALateFileIntoAMonthThatIsAway() {
        call("detach");

        usage.stored(day(HOME, OLD_DAY.plusDays(1)));

        assertThat(usage.count("detached_interval_day_202301")).isOne();
        assertThat(usage.latest(HOME)).containsExactly(day(HOME, OLD_DAY.plusDays(1)), day(HOME, WINTER_DAY));
        assertThatThrownBy(() -> call("attach")).hasStackTraceContaining("has been begun anew meanwhile");
        DATABASE.jdbc().execute("DROP TABLE interval_day_202301");
        call("attach");
    }

    private static String call(String what) {
        return DATABASE.jdbc()
                .queryForObject("SELECT " + what + "_interval_month(?)", String.class, java.sql.Date.valueOf(OLD_DAY));
    }
}
