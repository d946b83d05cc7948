package org.meterport.hub.filedrop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.meterport.hub.files.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files out of Third Parties' folders when their days are over, counted by calendar day in Central Time: delivered
 * on the first, with ten days of keeping, a file is there on the eleventh and gone on the twelfth. Harmless on several
 * nodes at once; a file that is being fetched is fetched to its end by those who have opened it.
 */
public final class PurgeFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeFiles.class);
    private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");

    /** A company's folder and those in it. */
    private static final int DEPTH = 3;

    private final FileDropFolders folders;
    private final int days;
    private final InstantSource clock;

    /** @param days how long after the day of its delivery a file stays, 1 or more */
    public PurgeFiles(FileDropFolders folders, int days, InstantSource clock) {
        if (days < 1) {
            throw new IllegalArgumentException("files stay a day at least, not " + days);
        }
        this.folders = folders;
        this.days = days;
        this.clock = clock;
    }

    /**
     * Removes what is due.
     *
     * @return how many files were removed
     * @throws org.meterport.hub.shared.Unavailable when the disk fails; the same call may succeed later
     */
    public int purge() {
        LocalDate oldest = day(clock.instant()).minusDays(days);
        int removed = 0;
        try {
            for (Path company : folders.thirdPartyHomes()) {
                int gone = purge(company, oldest);
                if (gone > 0) {
                    LOG.info("{} files of {} are purged after {} days", gone, company.getFileName(), days);
                }
                removed += gone;
            }
        } catch (IOException failed) {
            throw FileDropFolders.unavailable("old files cannot be removed", failed);
        }
        return removed;
    }

    private static int purge(Path home, LocalDate oldest) throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.walk(home, DEPTH)) {
            files = below.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !WholeFile.isUnfinished(file))
                    .toList();
        }
        int removed = 0;
        for (Path file : files) {
            try {
                Instant delivered = Files.getLastModifiedTime(file).toInstant();
                if (day(delivered).isBefore(oldest) && Files.deleteIfExists(file)) {
                    removed++;
                }
            } catch (NoSuchFileException removedByAnotherNode) {
                LOG.debug("another node has removed a file of {}", home.getFileName());
            }
        }
        return removed;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, CENTRAL);
    }
}
