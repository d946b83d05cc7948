package org.meterport.han.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts in a file, in the order they happened. A line reaches the operating system when it is written, so a killed process loses none; {@link
 * #force()} brings it to the disk, which is done before anyone outside is told of it. Without a file it remembers nothing.
 */
final class Journal implements AutoCloseable {
    private static final String COMMIT = "C";

    /** Null when nothing is to be remembered. */
    private final @Nullable Path path;

    /** Null until begun. */
    private @Nullable FileChannel file;

    private final StringBuilder pending = new StringBuilder();
    private boolean dirty;

    Journal(@Nullable Path path) {
        this.path = path;
    }

    /** The facts in a file, without a last group that a crash cut short; none when there is no file. */
    List<Fact> read() {
        var facts = new ArrayList<Fact>();
        var group = new ArrayList<Fact>();
        if (path == null || !Files.exists(path)) {
            return facts;
        }
        try (var lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(COMMIT)) {
                    facts.addAll(group);
                    group.clear();
                    continue;
                }
                var fact = FactLine.read(line);
                if (fact == null) {
                    break;
                }
                group.add(fact);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be read", e);
        }
        return facts;
    }

    /** Begins the file anew with the facts that still matter. The old file stays whole until the new one is on the disk and takes its name. */
    synchronized void begin(List<Fact> facts) {
        if (path == null) {
            return;
        }
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            append(facts);
            force();
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be begun", e);
        }
    }

    /** All of the facts or, after a crash, none. */
    synchronized void append(List<Fact> facts) {
        if (file == null || facts.isEmpty()) {
            return;
        }
        facts.forEach(fact -> pending.append(FactLine.write(fact)).append('\n'));
        pending.append(COMMIT).append('\n');
        dirty = true;
        write();
    }

    private void write() {
        try {
            var bytes = ByteBuffer.wrap(pending.toString().getBytes(StandardCharsets.UTF_8));
            while (file != null && bytes.hasRemaining()) {
                file.write(bytes);
            }
            pending.setLength(0);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written", e);
        }
    }

    synchronized void force() {
        if (file == null || !dirty) {
            return;
        }
        try {
            file.force(false);
            dirty = false;
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written", e);
        }
    }

    @Override
    public synchronized void close() {
        if (file == null || !file.isOpen()) {
            return;
        }
        force();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be closed", e);
        }
    }
}
