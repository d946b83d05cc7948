package org.meterport.hub.routing.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.routing.RouteDeployments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flows of one hub, from the start of its Camel context to its end.
 *
 * <p>They are brought in once the context runs, so that each is built and started on its own and none can keep the
 * context from starting; watching ends before the context stops, so that no flow comes back while it drains.
 */
public final class RouteService {

    private static final Logger LOG = LoggerFactory.getLogger("meterport.routes");
    private static final int UNSETTLED_LOOKS = 10;

    private final RouteSettings settings;
    private final RouteDeployments deployments;
    private final InstantSource clock;
    private final CompletableFuture<RouteSchema> schema;
    private volatile @Nullable RouteDeployer deployer;

    /** Begins to compile the schema, which takes a while, beside the start of everything else. */
    public RouteService(RouteSettings settings, RouteDeployments deployments, InstantSource clock) {
        if (!Files.isDirectory(settings.folder())) {
            throw new IllegalStateException("meterport.routes.folder: there is no folder "
                    + settings.folder().toAbsolutePath());
        }
        this.settings = settings;
        this.deployments = deployments;
        this.clock = clock;
        this.schema = CompletableFuture.supplyAsync(RouteSchema::new);
    }

    /** Brings in all flows of the folder and begins to watch it. The context runs already. */
    public void start(CamelContext camel) throws IOException {
        long began = System.nanoTime();
        var folder = new RouteFolder(settings.folder().toAbsolutePath(), clock, settings.quiet());
        var fresh = new RouteDeployer(
                folder, new RouteGate(camel, schema), new RunningFlows(camel, settings.drain()), deployments, clock);
        deployer = fresh;
        for (int look = 0; fresh.rescan() && look < UNSETTLED_LOOKS; look++) {
            LockSupport.parkNanos(settings.quiet().toNanos());
        }
        var watching = new RouteWatch(
                settings.folder().toAbsolutePath(), settings.quiet(), settings.rescanPeriod(), fresh::rescan);
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                close(watching);
            }
        });
        watching.start();
        LOG.info(
                "{} flow files in {}, {} of them in service, in {} ms",
                deployments.all().size(),
                settings.folder(),
                deployments.in(RouteDeployments.State.RUNNING).size(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    /** Looks at the folder now; for an operator who does not want to wait. */
    public void rescan() {
        RouteDeployer now = deployer;
        if (now != null) {
            now.rescan();
        }
    }

    private static void close(RouteWatch watching) {
        try {
            watching.close();
        } catch (IOException alreadyClosed) {
            LOG.debug("the watch was closed already", alreadyClosed);
        }
    }
}
