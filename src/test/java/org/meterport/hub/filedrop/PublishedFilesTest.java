package org.meterport.hub.filedrop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;

class PublishedFilesTest {

    private static final UploadLimits ROOMY = new UploadLimits(1_000, 0);
    private static final UploadLimits FULL = new UploadLimits(1_000, Long.MAX_VALUE);
    private static final DropName NAME = new DropName("IntervalMeterUsage20260301.CSV");

    @TempDir
    private Path root;

    private FileDropFolders folders;
    private Path acme;
    private final PublishedFiles published = new PublishedFiles(ROOMY);

    @BeforeEach
    void makeFolders() {
        folders = new FileDropFolders(root);
        acme = folders.thirdParty("acme");
    }

    @Test
    void showsAReportWholeAndSaysItsSize() throws IOException {
        long size = published.publish(acme, NAME, out -> {
            out.write("ESIID;Wh\n".getBytes(UTF_8));
            assertThat(visible()).isEmpty();
            out.write("1044372;250\n".getBytes(UTF_8));
        });

        assertThat(size).isEqualTo(21);
        assertThat(acme.resolve(NAME.value())).hasContent("ESIID;Wh\n1044372;250\n");
    }

    @Test
    void changesNothingWhenARunIsRepeated() throws IOException {
        published.publish(acme, NAME, out -> out.write(7));
        var first = Files.getLastModifiedTime(acme.resolve(NAME.value()));

        long size = published.publish(acme, NAME, out -> out.write(7));

        assertThat(size).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(acme.resolve(NAME.value()))).isEqualTo(first);
        assertThat(all()).containsExactly(NAME.value());
    }

    @Test
    void neverPutsOtherContentUnderAPublishedName() throws IOException {
        published.publish(acme, NAME, out -> out.write(7));

        assertThatThrownBy(() -> published.publish(acme, NAME, out -> out.write(8)))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("DRP-106");

        assertThat(Files.readAllBytes(acme.resolve(NAME.value()))).containsExactly(7);
        assertThat(all()).containsExactly(NAME.value());
    }

    @Test
    void leavesNothingWhenTheContentEndsInARefusal() throws IOException {
        assertThatThrownBy(() -> published.publish(acme, NAME, out -> {
                    out.write(7);
                    throw new Rejection(FileDropProblem.NOT_ALLOWED, "the grant has ended");
                }))
                .hasMessageContaining("the grant has ended");

        assertThat(all()).isEmpty();
    }

    @Test
    void waitsWhenTheDiskIsTooFullOrGone() throws IOException {
        assertThatThrownBy(() -> new PublishedFiles(FULL).publish(acme, NAME, out -> out.write(7)))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("file drop");
        Files.delete(acme);
        assertThatThrownBy(() -> published.publish(acme, NAME, out -> out.write(7)))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void withdrawsAFileWhoseTimeIsOver() throws IOException {
        published.publish(acme, NAME, out -> out.write(7));

        assertThat(published.withdraw(acme, NAME)).isTrue();
        assertThat(published.withdraw(acme, NAME)).isFalse();
        assertThat(all()).isEmpty();
    }

    @Test
    void keepsNothingOfAnUploadThatIsTooLarge() throws IOException {
        var inbound = folders.tdsp("oncor").inbound();
        try (var upload = IncomingFile.begin(inbound, NAME, ROOMY)) {
            upload.write(ByteBuffer.allocate(900), 0);

            assertThatThrownBy(() -> upload.write(ByteBuffer.allocate(101), 900))
                    .hasMessageContaining("DRP-104");
            assertThatThrownBy(upload::publish).hasMessageContaining("DRP-107");
        }

        assertThat(inbound).isEmptyDirectory();
    }

    @Test
    void beginsNoUploadOnADiskThatIsTooFull() {
        var inbound = folders.tdsp("oncor").inbound();

        assertThatThrownBy(() -> IncomingFile.begin(inbound, NAME, FULL)).isInstanceOf(Unavailable.class);

        assertThat(inbound).isEmptyDirectory();
    }

    @Test
    void sweepsWhatDeadWritersLeftAnywhere() throws IOException {
        var died = Instant.parse("2026-03-01T10:00:00Z");
        var inbound = folders.tdsp("oncor").inbound();
        for (var folder : List.of(inbound, acme)) {
            Files.setLastModifiedTime(Files.createFile(folder.resolve(".1.unfinished")), FileTime.from(died));
        }

        assertThat(folders.sweep(died)).isZero();
        assertThat(folders.sweep(died.plusSeconds(1))).isEqualTo(2);
    }

    @Test
    void refusesIdsThatCannotNameAFolder() {
        for (var id : List.of("..", "", "a/b", ".x", "x".repeat(65))) {
            assertThatThrownBy(() -> folders.thirdParty(id)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        var file = Files.createFile(root.resolve("a-file"));
        var blocked = new FileDropFolders(file.resolve("drop"));

        assertThatThrownBy(blocked::probe).isInstanceOf(Unavailable.class).hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> blocked.thirdParty("acme")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(blocked::create).isInstanceOf(Unavailable.class);
    }

    private List<String> visible() throws IOException {
        return all().stream().filter(name -> !name.startsWith(".")).toList();
    }

    private List<String> all() throws IOException {
        try (var files = Files.list(acme)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
