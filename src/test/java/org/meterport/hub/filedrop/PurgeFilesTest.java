package org.meterport.hub.filedrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.shared.StoppedClock;

class PurgeFilesTest {

    /** Just before midnight in Central Time; the first of February. */
    private static final Instant DELIVERED = Instant.parse("2026-02-02T05:59:59Z");

    @TempDir
    Path root;

    private FileDropFolders folders;
    private final StoppedClock clock = new StoppedClock(DELIVERED);
    private Path report;

    @BeforeEach
    void aDeliveredReport() throws IOException {
        folders = new FileDropFolders(root);
        folders.create();
        report =
                file(Files.createDirectories(folders.thirdParty("tp_bluebonnet").resolve("adhocusage")), "r.csv");
    }

    /** Scenario E: present on day 10, gone on day 11. */
    @Test
    void eKeepsAFileThroughDayTenAndRemovesItOnDayEleven() {
        clock.set(Instant.parse("2026-02-12T05:59:59Z"));
        assertThat(purge()).isZero();
        assertThat(report).exists();

        clock.set(Instant.parse("2026-02-12T06:00:00Z"));
        assertThat(purge()).isOne();
        assertThat(report).doesNotExist();
        assertThat(purge()).isZero();
    }

    @Test
    void leavesUtilitiesFilesYoungerOnesAndUnfinishedOnesAlone() throws IOException {
        Path inbound = file(folders.tdsp("oncor").inbound(), "usage.csv");
        Path unfinished = file(folders.thirdParty("tp_bluebonnet"), ".x.unfinished");
        Path young = file(folders.thirdParty("tp_lonestar"), "young.csv");
        Files.setLastModifiedTime(young, FileTime.from(DELIVERED.plusSeconds(1)));
        Path aside = root.resolve("aside.csv");
        Files.writeString(aside, "x");
        Files.setLastModifiedTime(aside, FileTime.from(DELIVERED));
        Files.createSymbolicLink(folders.thirdParty("tp_lonestar").resolve("link.csv"), aside);
        clock.set(Instant.parse("2026-02-12T06:00:00Z"));

        assertThat(purge()).isOne();

        assertThat(inbound).exists();
        assertThat(unfinished).exists();
        assertThat(young).exists();
        assertThat(aside).exists();
        clock.set(Instant.parse("2026-02-13T06:00:00Z"));
        assertThat(purge()).isOne();
        assertThat(young).doesNotExist();
    }

    private int purge() {
        return new PurgeFiles(folders, 10, clock).purge();
    }

    private static Path file(Path folder, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "content");
        return Files.setLastModifiedTime(file, FileTime.from(DELIVERED));
    }
}
