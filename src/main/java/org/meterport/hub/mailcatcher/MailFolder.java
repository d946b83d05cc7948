package org.meterport.hub.mailcatcher;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.files.WholeFile;

/**
 * Caught mails, one file each, named {@code <id>.eml}. A file appears whole and on the disk or not at all, under a name
 * no other writer has taken, so a crash loses no mail that was taken and two processes may share the folder.
 */
public final class MailFolder {

    private static final String SUFFIX = ".eml";
    private static final int ATTEMPTS = 1_000;
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final InstantSource clock;
    private MailId latest = MailId.NONE;

    public MailFolder(Path folder, InstantSource clock) {
        this.folder = folder.toAbsolutePath();
        this.clock = clock;
    }

    public Path path() {
        return folder;
    }

    /** Makes the folder, removes what dead writers left and goes on behind the newest mail in it. */
    public void open() throws IOException {
        Files.createDirectories(folder);
        WholeFile.sweep(folder, clock.instant().minus(ABANDONED));
        var newest = newestFirst(1);
        synchronized (this) {
            latest = newest.isEmpty() ? MailId.NONE : newest.get(0);
        }
    }

    /**
     * Keeps a mail. When this returns, it survives a power cut.
     *
     * @throws IOException when the folder does not take it: gone, not writable, full; nothing is kept then
     */
    public MailId keep(byte[] mail) throws IOException {
        Files.createDirectories(folder);
        try (var file = WholeFile.in(folder)) {
            Channels.newOutputStream(file.channel()).write(mail);
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                MailId id = take();
                if (file.publishOnce(id + SUFFIX)) {
                    return id;
                }
            }
            throw new IOException("no free name in the mail folder");
        }
    }

    private synchronized MailId take() {
        latest = latest.next(clock.instant());
        return latest;
    }

    /** Ids of the newest mails, the last one first. */
    public List<MailId> newestFirst(int limit) throws IOException {
        List<MailId> ids = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                String name = String.valueOf(file.getFileName());
                MailId.of(name.substring(0, name.length() - SUFFIX.length())).ifPresent(ids::add);
            }
        } catch (NoSuchFileException nothingCaughtYet) {
            return List.of();
        }
        ids.sort(Comparator.reverseOrder());
        return List.copyOf(ids.subList(0, Math.min(limit, ids.size())));
    }

    /** The mail as it was kept; empty if there is none of that id. */
    public Optional<byte[]> read(MailId id) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(id + SUFFIX)));
        } catch (NoSuchFileException unknown) {
            return Optional.empty();
        }
    }

    /** Why a mail that came now would not be kept, as far as can be seen without writing one. */
    public Optional<String> trouble() {
        if (!Files.isDirectory(folder)) {
            return Optional.of("the mail folder is not there");
        }
        return Files.isWritable(folder) ? Optional.empty() : Optional.of("the mail folder cannot be written to");
    }
}
