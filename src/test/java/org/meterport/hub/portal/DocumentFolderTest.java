package org.meterport.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFolderTest {

    @TempDir
    private Path place;

    @Test
    void listsItsKindInOrder() throws IOException {
        Files.writeString(place.resolve("smt-v2.yaml"), "two");
        Files.writeString(place.resolve("meterport-v1.yaml"), "one");
        Files.writeString(place.resolve("notes.txt"), "no");
        Files.writeString(place.resolve(".hidden.yaml"), "no");

        var documents = new DocumentFolder(place, ".yaml");

        assertThat(documents.names()).containsExactly("meterport-v1.yaml", "smt-v2.yaml");
        assertThat(documents.read("smt-v2.yaml"))
                .hasValueSatisfying(file -> assertThat(file).asString().isEqualTo("two"));
    }

    @Test
    void isEmptyWithoutItsFolder() throws IOException {
        assertThat(new DocumentFolder(place.resolve("none"), ".yaml").names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.yaml", "..", "", "link.yaml", "inner/one.yaml"})
    void readsNothingItDoesNotList(String name) throws IOException {
        Path folder = Files.createDirectories(place.resolve("folder/inner"))
                .resolve("..")
                .normalize();
        Files.writeString(place.resolve("secret.yaml"), "secret");
        Files.writeString(folder.resolve("inner/one.yaml"), "inner");
        Files.createSymbolicLink(folder.resolve("link.yaml"), place.resolve("secret.yaml"));

        assertThat(new DocumentFolder(folder, ".yaml").read(name)).isEmpty();
    }
}
