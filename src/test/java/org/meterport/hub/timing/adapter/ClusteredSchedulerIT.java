package org.meterport.hub.timing.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.database.TestDatabase;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** Nodes with flows that begin by the clock, over one database. */
class ClusteredSchedulerIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String NEVER_BY_ITSELF = "0 0 0 1 1 ? 2098";

    private final BlockingQueue<Instant> fired = new LinkedBlockingQueue<>();

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void noDueTimes() {
        DATABASE.jdbc()
                .execute("TRUNCATE qrtz_job_details, qrtz_triggers, qrtz_cron_triggers, qrtz_simple_triggers,"
                        + " qrtz_simprop_triggers, qrtz_blob_triggers, qrtz_fired_triggers, qrtz_scheduler_state");
    }

    @Test
    void oneOfTwoNodesFires() throws Exception {
        try (var north = new Node("north", "* * * * * ?");
                var south = new Node("south", "* * * * * ?")) {
            north.serve();
            south.serve();

            List<Instant> dueTimes = List.of(next(), next(), next(), next());

            assertThat(dueTimes).doesNotHaveDuplicates();
        }
        assertThat(List.copyOf(fired)).doesNotHaveDuplicates();
    }

    @Test
    void aTimeMissedWhileNoNodeRanIsMadeGoodOnce() throws Exception {
        try (var north = new Node("north", NEVER_BY_ITSELF)) {
            assertThat(north.camel.isStarted()).isTrue();
        }
        missedForDays();

        try (var north = new Node("north-again", NEVER_BY_ITSELF);
                var south = new Node("south", NEVER_BY_ITSELF)) {
            north.serve();
            south.serve();

            next();

            await(() -> left() == 1);
            assertThat(fired).isEmpty();
        }
    }

    @Test
    void nothingFiresBeforeTheNodeServes() throws Exception {
        try (var north = new Node("north", NEVER_BY_ITSELF)) {
            assertThat(north.camel.isStarted()).isTrue();
        }
        missedForDays();

        try (var north = new Node("north-again", NEVER_BY_ITSELF)) {
            assertThat(north.camel.getRoute("timed").getEndpoint().getEndpointUri())
                    .contains("test/timed");
            assertThat(north.scheduler.isStarted()).isFalse();
            assertThat(fired).isEmpty();

            north.serve();

            next();
        }
    }

    @Test
    void aChangedCronExpressionReplacesTheDueTime() throws Exception {
        try (var north = new Node("north", NEVER_BY_ITSELF)) {
            assertThat(north.camel.isStarted()).isTrue();
        }

        try (var north = new Node("north-again", "* * * * * ?")) {
            north.serve();

            next();
        }
    }

    private Instant next() throws InterruptedException {
        Instant dueTime = fired.poll(60, TimeUnit.SECONDS);
        assertThat(dueTime).isNotNull();
        return dueTime;
    }

    /** As if the hub had been down over three due times. */
    private static void missedForDays() {
        DATABASE.jdbc()
                .update("UPDATE qrtz_triggers SET start_time = 0, next_fire_time ="
                        + " (extract(epoch FROM now() - interval '3 days') * 1000)::bigint");
    }

    private static int left() {
        Integer waiting = DATABASE.jdbc()
                .queryForObject(
                        "SELECT count(*) FROM qrtz_triggers WHERE trigger_state = 'WAITING'"
                                + " AND next_fire_time > extract(epoch FROM now()) * 1000",
                        Integer.class);
        return waiting == null ? -1 : waiting;
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 1200 && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(25_000_000L);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** A hub with one flow, wired as the hub wires it. */
    private final class Node implements AutoCloseable {

        private final DefaultCamelContext camel = new DefaultCamelContext();
        private final Scheduler scheduler;

        Node(String name, String cron) throws Exception {
            scheduler = ClusteredScheduler.make(DATABASE.dataSource(), name);
            camel.disableJMX();
            camel.getCamelContextExtension().setName("meterport");
            var quartz = new QuartzComponent(camel);
            quartz.setScheduler(scheduler);
            quartz.setAutoStartScheduler(false);
            camel.addComponent("quartz", quartz);
            camel.start();
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("quartz:test/timed?stateful=true&cron=" + cron.replace(' ', '+'))
                            .routeId("timed")
                            .process(exchange -> fired.add(exchange.getMessage()
                                    .getHeader("scheduledFireTime", Date.class)
                                    .toInstant()));
                }
            });
        }

        void serve() throws Exception {
            scheduler.start();
        }

        @Override
        public void close() throws SchedulerException {
            scheduler.standby();
            camel.stop();
            scheduler.shutdown(true);
        }
    }
}
