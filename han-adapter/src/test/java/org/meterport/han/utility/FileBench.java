package org.meterport.han.utility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.meterport.han.headend.HeadEnd;

/** Two real folders, with the utility's system at the other end. It is cut off by taking the folder for requests away. */
final class FileBench extends UtilityBench {
    private final Path requests = folder.resolve("requests");
    private final Path replies = folder.resolve("replies");
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
    private final UtilityHeadEnd headEnd;

    FileBench() {
        try {
            Files.createDirectories(requests);
            Files.createDirectories(replies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        headEnd = UtilityHeadEnd.over(
                new FilePost.Settings(requests, replies, WAITS, POLLS, Stylesheets.none()),
                CAN,
                this::nextMessageId,
                clock(),
                POLLS);
        var unused = looking.scheduleWithFixedDelay(this::look, 0, 3, TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (var file : files(requests)) {
            try {
                var xml = Files.readString(file);
                Files.delete(file);
                write("reply-" + file.getFileName(), utility.answer(xml));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (var id : List.copyOf(written)) {
            if (!Files.exists(replies.resolve("event-" + id + ".xml")) && written.remove(id)) {
                utility.stored(id);
            }
        }
    }

    private static List<Path> files(Path in) {
        try (var files = Files.list(in)) {
            return files.filter(file -> file.toString().endsWith(".xml")).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void write(String name, String xml) throws IOException {
        var growing = replies.resolve(name + ".part");
        Files.writeString(growing, xml);
        Files.move(growing, replies.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    Path replies() {
        return replies;
    }

    @Override
    void tell() {
        utility.unstored().forEach((id, delivery) -> {
            try {
                if (!written.contains(id)) {
                    write(
                            "event-" + id + ".xml",
                            UtilitySystem.valid(utility.changed(delivery, now()).xml()));
                    written.add(id);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    HeadEnd utilityHeadEnd() {
        return headEnd;
    }

    @Override
    public void cut() {
        if (Files.exists(requests)) {
            move(requests, folder.resolve("requests-away"));
        }
    }

    @Override
    public void restore() {
        move(folder.resolve("requests-away"), requests);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        looking.shutdown();
        try {
            looking.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        super.close();
    }
}
