package org.meterport.hub.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    @Test
    void showsNothingBeforeItIsPublished() throws IOException {
        try (var file = WholeFile.in(folder)) {
            file.channel().write(UTF_8.encode("half"));

            assertThat(visible()).isEmpty();
        }
    }

    @Test
    void leavesNothingWhenItIsAbandoned() throws IOException {
        try (var file = WholeFile.in(folder)) {
            file.channel().write(UTF_8.encode("half"));
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void replacesAnEarlierFileInOneStep() throws IOException {
        WholeFile.write(folder, "report.csv", "first".getBytes(UTF_8));

        WholeFile.write(folder, "report.csv", "second".getBytes(UTF_8));

        assertThat(folder.resolve("report.csv")).hasContent("second");
        assertThat(all()).containsExactly("report.csv");
    }

    @Test
    void keepsThePublishedFileWhenTheNameIsTaken() throws IOException {
        WholeFile.write(folder, "report.csv", "first".getBytes(UTF_8));

        boolean shown;
        try (var file = WholeFile.in(folder)) {
            file.channel().write(UTF_8.encode("second"));
            shown = file.publishOnce("report.csv");
        }

        assertThat(shown).isFalse();
        assertThat(folder.resolve("report.csv")).hasContent("first");
        assertThat(all()).containsExactly("report.csv");
    }

    @Test
    void letsOneOfManyWritersHaveTheName() throws Exception {
        List<Callable<Boolean>> writers = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(writer -> () -> {
                    try (var file = WholeFile.in(folder)) {
                        file.channel().write(ByteBuffer.wrap(new byte[] {(byte) writer}));
                        return file.publishOnce("report.csv");
                    }
                })
                .toList();
        var shown = new ArrayList<Boolean>();
        var pool = Executors.newFixedThreadPool(8);

        for (var result : pool.invokeAll(writers)) {
            shown.add(result.get());
        }
        pool.shutdown();

        assertThat(shown).containsOnlyOnce(true);
        assertThat(all()).containsExactly("report.csv");
    }

    @Test
    void keepsOthersFromReadingIt() throws IOException {
        WholeFile.write(folder, "key.pem", "secret".getBytes(UTF_8));

        assertThat(Files.getPosixFilePermissions(folder.resolve("key.pem")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void sweepsOnlyWhatNobodyWritesAnyMore() throws IOException {
        var cut = Instant.parse("2026-03-01T10:00:00Z");
        Files.setLastModifiedTime(
                Files.createFile(folder.resolve(".1.unfinished")), FileTime.from(cut.minusSeconds(1)));
        Files.setLastModifiedTime(Files.createFile(folder.resolve(".2.unfinished")), FileTime.from(cut.plusSeconds(1)));
        Files.setLastModifiedTime(Files.createFile(folder.resolve("report.csv")), FileTime.from(cut.minusSeconds(2)));

        int removed = WholeFile.sweep(folder, cut);

        assertThat(removed).isEqualTo(1);
        assertThat(all()).containsExactlyInAnyOrder(".2.unfinished", "report.csv");
    }

    @Test
    void movesIntoTheNewNameInPlaceOfAnEarlierFile() throws IOException {
        WholeFile.write(folder, "usage.csv.part", "whole".getBytes(UTF_8));
        WholeFile.write(folder, "usage.csv", "old".getBytes(UTF_8));

        WholeFile.move(folder.resolve("usage.csv.part"), folder.resolve("usage.csv"));

        assertThat(folder.resolve("usage.csv")).hasContent("whole");
        assertThat(all()).containsExactly("usage.csv");
    }

    private List<String> visible() throws IOException {
        return all().stream().filter(name -> !name.startsWith(".")).toList();
    }

    private List<String> all() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
