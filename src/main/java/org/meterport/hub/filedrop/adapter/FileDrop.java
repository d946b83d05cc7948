package org.meterport.hub.filedrop.adapter;

import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.filedrop.FileAccounts;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.filedrop.FileDropState;
import org.meterport.hub.filedrop.SignIn;
import org.meterport.hub.shared.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both file servers as one thing that starts, is looked after and stops. A listener that died is opened again within
 * {@link #LOOK_EVERY}; a folder that cannot be written is named in {@link #state} until it can.
 */
public final class FileDrop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileDrop.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** More than a living upload can pause: the servers close a silent connection after the idle timeout. */
    private static final int LEFTOVER_AFTER_IDLE_TIMEOUTS = 3;

    private final FileDropSettings settings;
    private final FileDropFolders folders;
    private final InstantSource clock;
    private final DropServer ftps;
    private final DropServer sftp;
    private @Nullable ScheduledExecutorService watch;
    private @Nullable String trouble;

    /**
     * @param ftpsContext makes a context of the FTPS server's own; its session settings are changed
     * @param hostKeys of the SFTP server, preferred first
     */
    public FileDrop(
            FileDropSettings settings,
            FileDropFolders folders,
            FileAccounts accounts,
            Supplier<SSLContext> ftpsContext,
            List<KeyPair> hostKeys,
            InstantSource clock) {
        this.settings = settings;
        this.folders = folders;
        this.clock = clock;
        var signIn = new SignIn(accounts, settings.loginLimit(), clock);
        this.ftps = new FtpsServer(settings, signIn, ftpsContext);
        this.sftp = new SftpServer(settings, signIn, hostKeys);
    }

    /**
     * Makes the folders, sweeps them and opens both servers.
     *
     * @throws IllegalStateException when a port is taken; the message names the setting
     */
    public synchronized void start() {
        prepareFolders();
        ftps.open();
        try {
            sftp.open();
        } catch (RuntimeException failure) {
            ftps.close();
            throw failure;
        }
        var timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "filedrop-watch");
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleWithFixedDelay(
                this::lookAfter, LOOK_EVERY.toSeconds(), LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
        watch = timer;
        LOG.info("File drop: FTPS on port {}, SFTP on port {}", ftpsPort(), sftpPort());
    }

    private void prepareFolders() {
        try {
            folders.create();
            int swept = folders.sweep(
                    clock.instant().minus(settings.idleTimeout().multipliedBy(LEFTOVER_AFTER_IDLE_TIMEOUTS)));
            if (swept > 0) {
                LOG.info("Removed {} unfinished files of writers that died", swept);
            }
        } catch (Unavailable down) {
            LOG.warn("The file drop starts without its folder: {}", down.getMessage());
        }
    }

    /** Opens again what died. Called by the watch; may be called by anybody. */
    public synchronized void lookAfter() {
        trouble = null;
        openIfClosed(ftps);
        openIfClosed(sftp);
    }

    private void openIfClosed(DropServer server) {
        if (server.port().isPresent()) {
            return;
        }
        try {
            server.open();
            LOG.warn("A file server had stopped listening and was opened again on port {}", server.port());
        } catch (RuntimeException failure) {
            trouble = String.valueOf(failure.getMessage());
            LOG.warn("A file server has stopped listening and cannot be opened: {}", trouble);
        }
    }

    /** How things are now; writes and removes a hidden file. */
    public synchronized FileDropState state() {
        Optional<String> cause = Optional.ofNullable(trouble);
        boolean writable = true;
        try {
            folders.probe();
        } catch (Unavailable down) {
            writable = false;
            cause = Optional.of(down.getMessage() + "; uploads and reports wait until it can");
        }
        var ftpsListens = ftps.port();
        var sftpListens = sftp.port();
        if (cause.isEmpty() && (ftpsListens.isEmpty() || sftpListens.isEmpty())) {
            cause = Optional.of(
                    "a server is not listening; it is opened again every " + LOOK_EVERY.toSeconds() + " seconds");
        }
        return new FileDropState(ftpsListens, sftpListens, writable, cause);
    }

    /** The port FTPS listens on, also when the setting was 0. */
    public int ftpsPort() {
        return ftps.port().orElseThrow(() -> new IllegalStateException("FTPS is not listening"));
    }

    /** The port SFTP listens on, also when the setting was 0. */
    public int sftpPort() {
        return sftp.port().orElseThrow(() -> new IllegalStateException("SFTP is not listening"));
    }

    /** The servers themselves, for tests that break one. */
    List<DropServer> servers() {
        return List.of(ftps, sftp);
    }

    @Override
    public synchronized void close() {
        if (watch != null) {
            watch.shutdownNow();
            watch = null;
        }
        ftps.close();
        sftp.close();
    }
}
