package org.meterport.hub.mailcatcher.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.mailcatcher.MailFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The SMTP server that keeps whatever it is sent. Up before any flow and until the last one has stopped: flows start in
 * the last of Spring's phases and stop in the first.
 */
public final class MailCatcher implements SmartLifecycle {

    /** Of one mail, in bytes; announced with EHLO (RFC 1870), and a larger mail gets 552. */
    public static final int MAX_MAIL_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(MailCatcher.class);
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_RECIPIENTS = 100;
    private static final int IDLE_MILLIS = 60_000;
    private static final int BEFORE_THE_FLOWS = 0;

    private final MailCatcherSettings settings;
    private final MailFolder folder;
    private final MailFolder reports;
    private final Predicate<String> isForReports;
    private @Nullable SMTPServer server;

    /**
     * @param reports where mails go instead that come back to the hub: reports of mail servers
     * @param isForReports whether an address is that of such a mail
     */
    public MailCatcher(
            MailCatcherSettings settings, MailFolder folder, MailFolder reports, Predicate<String> isForReports) {
        this.settings = settings;
        this.folder = folder;
        this.reports = reports;
        this.isForReports = isForReports;
    }

    @Override
    public synchronized void start() {
        try {
            folder.open();
            if (Files.isDirectory(reports.path())) {
                reports.open();
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(
                    "The folder for caught mails, " + folder.path()
                            + ", cannot be used; set meterport.mail-catcher.folder to one that can.",
                    unusable);
        }
        // a server cannot be started twice
        var fresh = new SMTPServer.Builder()
                .bindAddress(settings.bind())
                .port(settings.smtpPort())
                .softwareName("Meterport mail catcher")
                .maxMessageSize(MAX_MAIL_BYTES)
                .maxConnections(MAX_CONNECTIONS)
                .maxRecipients(MAX_RECIPIENTS)
                .connectionTimeoutMs(IDLE_MILLIS)
                .messageHandlerFactory(context -> new IncomingMail(this::folderFor, MAX_MAIL_BYTES, context))
                .build();
        try {
            fresh.start();
        } catch (RuntimeException taken) {
            throw new IllegalStateException(
                    "Port " + settings.smtpPort() + " on " + settings.bind().getHostAddress()
                            + " cannot be opened for mail; set meterport.mail-catcher.smtp-port to a free one.",
                    taken);
        }
        server = fresh;
        LOG.info("Mails are caught on {}:{}", settings.bind().getHostAddress(), fresh.getPortAllocated());
    }

    private MailFolder folderFor(List<String> recipients) {
        return recipients.stream().anyMatch(isForReports) ? reports : folder;
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** The port mails are taken on, 0 while there is none. */
    public synchronized int port() {
        return server == null ? 0 : server.getPortAllocated();
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_FLOWS;
    }
}
