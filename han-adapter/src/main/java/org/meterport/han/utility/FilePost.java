package org.meterport.han.utility;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.meterport.han.headend.HeadEndUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages as files. Each appears under its final name when it is whole. What we read is deleted when it has had its effect: a reply when it was given to
 * its caller, events when they are stored; a file that makes no sense is moved to {@code unreadable} beside it.
 */
public final class FilePost implements Post {
    private static final Logger LOG = LoggerFactory.getLogger(FilePost.class);
    private static final String SUFFIX = ".xml";

    private final Settings settings;
    private final ScheduledExecutorService scheduler;
    private final Map<String, CompletableFuture<Message>> awaited = new ConcurrentHashMap<>();
    private final Set<Path> inHands = ConcurrentHashMap.newKeySet();

    /**
     * Which folders.
     *
     * @param outbox where we write requests; made by whoever runs the exchange, never by us
     * @param inbox where replies and events appear
     * @param waits for a reply
     */
    public record Settings(Path outbox, Path inbox, Duration waits, Duration pollsEvery, Stylesheets stylesheets) {}

    FilePost(Settings settings, ScheduledExecutorService scheduler) {
        this.settings = settings;
        this.scheduler = scheduler;
    }

    @Override
    public String address() {
        return "";
    }

    @Override
    public CompletableFuture<Message> ask(Message request) {
        var reply = new CompletableFuture<Message>();
        awaited.put(request.id(), reply);
        try {
            write(request);
        } catch (IOException e) {
            reply.completeExceptionally(
                    new HeadEndUnavailable("requests cannot be written to " + settings.outbox(), e));
        }
        return reply.orTimeout(settings.waits().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((message, failure) -> awaited.remove(request.id()))
                .exceptionally(failure -> {
                    throw Post.unavailable(failure, "no reply in " + settings.inbox() + " within " + settings.waits());
                });
    }

    private void write(Message request) throws IOException {
        var whole = settings.outbox().resolve(request.id() + SUFFIX);
        var growing = settings.outbox().resolve(request.id() + ".part");
        Files.writeString(growing, settings.stylesheets().outbound(request.xml()), StandardCharsets.UTF_8);
        Files.move(growing, whole, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void open(Inbox opened) {
        var unused = scheduler.scheduleWithFixedDelay(
                () -> look(opened), 0, settings.pollsEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        awaited.clear();
    }

    private void look(Inbox open) {
        for (var file : files()) {
            if (inHands.add(file)) {
                take(file, open);
            }
        }
    }

    private List<Path> files() {
        try (var files = Files.list(settings.inbox())) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", settings.inbox(), e.toString());
            return List.of();
        }
    }

    private void take(Path file, Inbox open) {
        try {
            var message = Message.parse(settings.stylesheets().inbound(Files.readString(file, StandardCharsets.UTF_8)));
            if (message.isReply()) {
                var asked = awaited.remove(message.correlationId());
                if (asked != null) {
                    asked.complete(message);
                }
                done(file);
            } else if (open.hasRoom()) {
                var unused = open.take(message).thenRun(() -> done(file));
            } else {
                inHands.remove(file);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("{} cannot be read: {}", file, e.getMessage());
            setAside(file);
        } catch (IOException e) {
            LOG.debug("{} is to be read again: {}", file, e.toString());
            inHands.remove(file);
        }
    }

    private void done(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted, and will be read again after a restart: {}", file, e.toString());
            return;
        }
        inHands.remove(file);
    }

    private void setAside(Path file) {
        try {
            var aside = Files.createDirectories(settings.inbox().resolve("unreadable"));
            Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            inHands.remove(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be moved aside: {}", file, e.toString());
        }
    }
}
