package org.meterport.hub.timing.adapter;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Makes one node's Quartz over the database that all nodes share. */
final class ClusteredScheduler {

    /** The same on every node: it is the name under which they share their due times. */
    private static final String NAME = "meterport";

    private static final int THREADS = 4;

    /** A node that has not checked in for this and some seconds more is taken for dead by the others. */
    private static final int CHECK_IN_MILLIS = 5_000;

    private ClusteredScheduler() {}

    /**
     * A scheduler that fires nothing yet.
     *
     * @param node a name no other node has, nor had while its rows may still be there
     */
    static Scheduler make(DataSource database, String node) throws SchedulerException {
        DBConnectionManager.getInstance().addConnectionProvider(node, new Pool(database));
        var settings = new Properties();
        settings.put(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, NAME);
        settings.put(StdSchedulerFactory.PROP_SCHED_INSTANCE_ID, node);
        settings.put(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
        settings.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.put("org.quartz.threadPool.threadCount", String.valueOf(THREADS));
        settings.put("org.quartz.threadPool.threadNamePrefix", "timed");
        settings.put("org.quartz.threadPool.makeThreadsDaemons", "true");
        settings.put(StdSchedulerFactory.PROP_JOB_STORE_CLASS, JobStoreTX.class.getName());
        settings.put("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
        settings.put("org.quartz.jobStore.dataSource", node);
        settings.put("org.quartz.jobStore.isClustered", "true");
        settings.put("org.quartz.jobStore.clusterCheckinInterval", String.valueOf(CHECK_IN_MILLIS));
        // words only: a row of the database is never turned into objects
        settings.put("org.quartz.jobStore.useProperties", "true");
        SchedulerRepository known = SchedulerRepository.getInstance();
        synchronized (known) {
            Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
            // else a second node in this process would be given the first one's
            known.remove(NAME);
            return scheduler;
        }
    }

    /** The hub's own pool, which closes itself. */
    private record Pool(DataSource database) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return database.getConnection();
        }

        @Override
        public void initialize() {
            // the pool is there before Quartz is
        }

        @Override
        public void shutdown() {
            // the pool outlives Quartz
        }
    }
}
