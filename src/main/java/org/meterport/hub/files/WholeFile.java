package org.meterport.hub.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * One file on its way into a folder. Nobody sees it before {@link #replace} or {@link #publishOnce}; closed without
 * either, it leaves nothing. Readable and writable by the hub's own account only. Not for use by several threads.
 */
public final class WholeFile implements AutoCloseable {

    private static final String PREFIX = ".";
    private static final String SUFFIX = ".unfinished";

    private final Path folder;
    private final Path hidden;
    private final FileChannel channel;
    private boolean published;

    private WholeFile(Path folder, Path hidden, FileChannel channel) {
        this.folder = folder;
        this.hidden = hidden;
        this.channel = channel;
    }

    /** Begins a file in the folder where it will stand: only within one file system is a rename one step. */
    public static WholeFile in(Path folder) throws IOException {
        var hidden = Files.createTempFile(folder, PREFIX, SUFFIX);
        try {
            return new WholeFile(folder, hidden, FileChannel.open(hidden, READ, WRITE));
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(hidden);
            throw failure;
        }
    }

    /** Writes the bytes as one file of that name, in place of any earlier one. */
    public static void write(Path folder, String name, byte[] content) throws IOException {
        try (var file = in(folder)) {
            var stream = Channels.newOutputStream(file.channel());
            stream.write(content);
            file.replace(name);
        }
    }

    /** Where the content goes; closed by {@link #close}, {@link #replace} and {@link #publishOnce}. */
    public FileChannel channel() {
        return channel;
    }

    /** Shows the file under its name, in place of any earlier one. When this returns, it survives a power cut. */
    public void replace(String name) throws IOException {
        finish();
        Files.move(hidden, folder.resolve(name), ATOMIC_MOVE);
        published = true;
        sync(folder);
    }

    /**
     * Shows the file under its name unless that name is taken, which stays true for several writers at once: a hard
     * link, unlike a rename, never replaces.
     *
     * @return false when the name was taken; the file standing there is untouched
     */
    public boolean publishOnce(String name) throws IOException {
        finish();
        var target = folder.resolve(name);
        try {
            Files.createLink(target, hidden);
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (FileSystemException | UnsupportedOperationException noHardLinks) {
            if (Files.exists(target)) {
                return false;
            }
            Files.move(hidden, target, ATOMIC_MOVE);
        }
        sync(folder);
        return true;
    }

    /** Whether the content, as far as written, is byte for byte that of the other file. */
    public boolean sameContentAs(Path other) throws IOException {
        return Files.mismatch(hidden, other) < 0;
    }

    private void finish() throws IOException {
        if (channel.isOpen()) {
            channel.force(true);
            channel.close();
        }
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!published) {
            Files.deleteIfExists(hidden);
        }
    }

    /** Renames in one step, in place of any file of the new name, and forces both folders to the disk. */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, ATOMIC_MOVE);
        sync(parentOf(to));
        if (!parentOf(from).equals(parentOf(to))) {
            sync(parentOf(from));
        }
    }

    /** Forces a folder's entries to the disk: without this a rename may be forgotten by a power cut. */
    public static void sync(Path folder) throws IOException {
        try (var entries = FileChannel.open(folder, READ)) {
            entries.force(true);
        }
    }

    /** Whether a file is one of ours that is still being written, or was when its writer died. */
    public static boolean isUnfinished(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    /**
     * Removes what dead writers left in a folder.
     *
     * @param untouchedSince files written to later than this are left alone: another process may be writing them
     * @return how many files were removed
     */
    public static int sweep(Path folder, Instant untouchedSince) throws IOException {
        int removed = 0;
        try (var leftovers = Files.newDirectoryStream(folder, WholeFile::isUnfinished)) {
            for (var leftover : leftovers) {
                if (isUntouched(leftover, untouchedSince) && Files.deleteIfExists(leftover)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    private static boolean isUntouched(Path file, Instant since) throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime().toInstant().isBefore(since);
        } catch (NoSuchFileException finishedMeanwhile) {
            return false;
        }
    }

    private static Path parentOf(Path file) {
        var parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
