package org.meterport.hub.routing.adapter;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls for a scan soon after something in a folder has changed, and now and then in any case: network file systems
 * report nothing, and a system may run out of watches.
 */
final class RouteWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("meterport.routes");
    private static final int MAX_DEPTH = 4;

    private final Path folder;
    private final Duration quiet;
    private final Duration period;
    private final BooleanSupplier rescan;
    private final WatchService watch;
    private final Set<Path> watched = new HashSet<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param quiet how long nothing may change before a scan
     * @param period longest time between two scans
     * @param rescan scans; true when another scan is due soon
     */
    RouteWatch(Path folder, Duration quiet, Duration period, BooleanSupplier rescan) throws IOException {
        this.folder = folder;
        this.quiet = quiet;
        this.period = period;
        this.rescan = rescan;
        this.watch = folder.getFileSystem().newWatchService();
        this.thread = new Thread(this::run, "route-watch");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        boolean soon = false;
        try {
            while (!closed) {
                register();
                WatchKey key = next(soon ? quiet : period);
                for (int i = 0; key != null && i < 20; i++) {
                    key.pollEvents();
                    if (!key.reset()) {
                        watched.remove(key.watchable());
                    }
                    key = next(quiet);
                }
                soon = look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (java.nio.file.ClosedWatchServiceException stopped) {
            LOG.debug("the routes folder is no longer watched");
        }
    }

    private @Nullable WatchKey next(Duration wait) throws InterruptedException {
        return watch.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean look() {
        try {
            return !closed && rescan.getAsBoolean();
        } catch (RuntimeException defect) {
            LOG.error("the scan of the routes folder failed; all flows go on as they are", defect);
            return false;
        }
    }

    private void register() {
        List<Path> folders;
        try (var all = Files.walk(folder, MAX_DEPTH)) {
            folders = all.filter(Files::isDirectory).toList();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return;
        }
        for (Path each : folders) {
            try {
                if (!watched.contains(each)) {
                    each.register(watch, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
                    watched.add(each);
                }
            } catch (IOException noWatch) {
                LOG.debug("{} is not watched, only scanned: {}", each, noWatch.toString());
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        watch.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
