package org.meterport.hub.filedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.filedrop.AccountTree.Place;
import org.meterport.hub.shared.Rejection;

class AccountTreeTest {

    @TempDir
    private Path root;

    private AccountTree utility;
    private AccountTree partner;
    private Path inbound;
    private Path partnerHome;

    @BeforeEach
    void makeFolders() {
        var folders = new FileDropFolders(root);
        var tdsp = folders.tdsp("oncor");
        inbound = tdsp.inbound();
        partnerHome = folders.thirdParty("acme");
        utility = new AccountTree(new FileAccount("oncor", tdsp.home(), FileAccount.Kind.TDSP));
        partner = new AccountTree(new FileAccount("acme", partnerHome, FileAccount.Kind.THIRD_PARTY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/inbound/usage.csv", "inbound//usage.csv", "/./inbound/x/../usage.csv", "/inbound/usage.csv/"})
    void leadsToTheSameFileHoweverThePathIsWritten(String path) {
        assertThat(utility.place(path).file()).isEqualTo(inbound.resolve("usage.csv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", "/../third-party/acme", "/inbound/../../..", "../../../../etc/passwd", "/inbound/../../x"})
    void refusesToLeaveTheHome(String path) {
        assertThatThrownBy(() -> utility.place(path))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("DRP-103")
                .hasMessageContaining("no folder above");
    }

    @Test
    void treatsAnAbsolutePathAsOneOfItsOwn() {
        assertThat(partner.place("/etc/passwd").file()).isEqualTo(partnerHome.resolve("etc/passwd"));
        assertThat(partner.place(root.toString()).exists()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/inbound/a\0b",
                "/inbound/a\nb",
                "/inbound/a\u007fb",
                "/inbound/.hidden",
                "/.ssh/id",
                "/in\\bound"
            })
    void refusesNamesThatAreNotVisibleAndPrintable(String path) {
        assertThatThrownBy(() -> utility.place(path))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("DRP-103");
    }

    @Test
    void hidesLinksWhereverTheyPoint() throws IOException {
        Files.writeString(inbound.resolve("usage.csv"), "x");
        Files.createSymbolicLink(partnerHome.resolve("out"), inbound);
        Files.createSymbolicLink(partnerHome.resolve("passwd"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(partnerHome.resolve("self"), partnerHome);

        assertThat(partner.list(partner.place("/"))).isEmpty();
        assertThatThrownBy(() -> partner.place("/out/usage.csv")).hasMessageContaining("DRP-101");
        assertThatThrownBy(() -> partner.place("/passwd")).hasMessageContaining("DRP-101");
        assertThatThrownBy(() -> partner.place("/self/self")).hasMessageContaining("DRP-101");
    }

    @Test
    void listsFilesAndFoldersButNothingHidden() throws IOException {
        Files.writeString(partnerHome.resolve("report.csv"), "x");
        Files.writeString(partnerHome.resolve(".1.unfinished"), "x");
        Files.createDirectory(partnerHome.resolve("monthly"));

        assertThat(partner.list(partner.place("/")))
                .extracting(Place::path)
                .containsExactlyInAnyOrder("/report.csv", "/monthly");
    }

    @Test
    void letsAUtilityChangeNothingButItsInboundFolder() {
        assertThat(utility.allowsChanging(utility.place("/inbound/usage.csv"))).isTrue();
        assertThat(utility.allowsChanging(utility.place("/inbound"))).isFalse();
        assertThat(utility.allowsChanging(utility.place("/inbound/x/usage.csv")))
                .isFalse();
        assertThat(utility.allowsChanging(utility.place("/processed/usage.csv")))
                .isFalse();
        assertThat(utility.allowsChanging(utility.place("/usage.csv"))).isFalse();
    }

    @Test
    void letsAThirdPartyChangeNothing() throws IOException {
        Files.createDirectory(partnerHome.resolve("inbound"));
        Files.writeString(partnerHome.resolve("inbound").resolve("report.csv"), "x");
        var report = partner.place("/inbound/report.csv");

        assertThatThrownBy(() -> partner.remove(report)).hasMessageContaining("DRP-102");
        assertThatThrownBy(() -> partner.rename(report, report)).hasMessageContaining("DRP-102");
        assertThatThrownBy(() -> partner.destination(report)).hasMessageContaining("DRP-102");
    }

    @Test
    void renamesInPlaceOfAnEarlierUpload() throws IOException {
        Files.writeString(inbound.resolve("usage.csv.part"), "new");
        Files.writeString(inbound.resolve("usage.csv"), "old");

        utility.rename(utility.place("/inbound/usage.csv.part"), utility.place("/inbound/usage.csv"));

        assertThat(inbound.resolve("usage.csv")).hasContent("new");
        assertThat(inbound.resolve("usage.csv.part")).doesNotExist();
    }

    @Test
    void saysSoWhenAFileWasCollectedMeanwhile() {
        var gone = utility.place("/inbound/gone.csv");

        assertThatThrownBy(() -> utility.remove(gone)).hasMessageContaining("DRP-101");
        assertThatThrownBy(gone::attributes).hasMessageContaining("DRP-101");
        assertThatThrownBy(() -> utility.list(gone)).hasMessageContaining("DRP-101");
    }

    @Test
    void refusesNamesTooLongToBeAcknowledged() {
        var tooLong = utility.place("/inbound/" + "x".repeat(201));

        assertThatThrownBy(() -> utility.destination(tooLong)).hasMessageContaining("200 bytes");
        assertThat(utility.destination(utility.place("/inbound/" + "é".repeat(100)))
                        .value())
                .hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usage.csv.tmp", "usage.csv.PART", "usage.csv.filepart"})
    void knowsTheNamesOfUploadsThatWillBeRenamed(String name) {
        assertThat(new DropName(name).isUnfinished()).isTrue();
        assertThat(new DropName(name + ".csv").isUnfinished()).isFalse();
    }
}
