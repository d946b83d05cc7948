package org.meterport.hub.routing.adapter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.meterport.hub.routing.RouteFinding;
import org.meterport.hub.routing.RouteFinding.Rule;

/**
 * The folder the flows are in, read so that a half-written file is never taken for a whole one.
 *
 * <p>A file counts when it has rested: it was last written a quiet time ago, or two scans a quiet time apart found it
 * the same (a file server's clock may run ahead of ours). A file moved into place after it was written rests sooner
 * than one an editor writes in place; both are safe. Not safe for concurrent use.
 */
final class RouteFolder {

    static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_DEPTH = 4;

    private final Path folder;
    private final InstantSource clock;
    private final Duration quiet;
    private final Map<String, Sighting> sightings = new HashMap<>();

    private record Sighting(long size, Instant modified, Instant seen) {}

    /**
     * What is in the folder.
     *
     * @param texts the whole files, by path below the folder
     * @param unreadable files that cannot be used, with the reason
     * @param unsettled files that are being written; they are looked at again
     */
    record Scan(Map<String, String> texts, Map<String, RouteFinding> unreadable, Set<String> unsettled) {

        boolean has(String file) {
            return texts.containsKey(file) || unreadable.containsKey(file) || unsettled.contains(file);
        }
    }

    RouteFolder(Path folder, InstantSource clock, Duration quiet) {
        this.folder = folder;
        this.clock = clock;
        this.quiet = quiet;
    }

    Path path() {
        return folder;
    }

    Duration quiet() {
        return quiet;
    }

    /** @throws IOException when the folder itself cannot be read, which says nothing about the files in it */
    Scan scan() throws IOException {
        var scan = new Scan(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
        List<Path> files;
        try (var all = Files.walk(folder, MAX_DEPTH)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(RouteDocument.SUFFIX))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (java.io.UncheckedIOException broken) {
            throw broken.getCause();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            try {
                read(file, name, scan);
            } catch (IOException vanished) {
                scan.unsettled().add(name);
            }
        }
        sightings.keySet().removeIf(name -> !scan.has(name));
        return scan;
    }

    private void read(Path file, String name, Scan scan) throws IOException {
        Sighting before = look(file);
        if (before.size() > MAX_BYTES) {
            scan.unreadable().put(name, finding(name, "longer than " + MAX_BYTES + " bytes: this cannot be one flow"));
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        Sighting after = look(file);
        boolean same = before.size() == after.size() && before.modified().equals(after.modified());
        if (!same || bytes.length != after.size() || bytes.length == 0 || !rested(name, after)) {
            scan.unsettled().add(name);
            return;
        }
        decode(bytes)
                .ifPresentOrElse(
                        text -> scan.texts().put(name, text),
                        () -> scan.unreadable().put(name, finding(name, "not text in UTF-8")));
    }

    private boolean rested(String name, Sighting now) {
        if (Duration.between(now.modified(), now.seen()).compareTo(quiet) >= 0) {
            return true;
        }
        Sighting first = sightings.merge(
                name,
                now,
                (old, fresh) -> old.size() == fresh.size() && old.modified().equals(fresh.modified()) ? old : fresh);
        return Duration.between(first.seen(), now.seen()).compareTo(quiet) >= 0;
    }

    private Sighting look(Path file) throws IOException {
        return new Sighting(Files.size(file), Files.getLastModifiedTime(file).toInstant(), clock.instant());
    }

    private static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static RouteFinding finding(String name, String sentence) {
        return new RouteFinding(Rule.SYNTAX, name, 0, 0, null, sentence);
    }
}
