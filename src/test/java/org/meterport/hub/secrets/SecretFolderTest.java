package org.meterport.hub.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFolderTest {

    @TempDir
    private Path root;

    @Test
    void makesASecretOnceAndKeepsIt() {
        String first = new SecretFolder(folder(), new Random(1)).secret("token-key");

        assertThat(Base64.getUrlDecoder().decode(first)).hasSize(32);
        assertThat(new SecretFolder(folder(), new Random(2)).secret("token-key"))
                .isEqualTo(first);
        assertThat(new SecretFolder(folder(), new Random(3)).secret("other")).isNotEqualTo(first);
    }

    @Test
    void letsNobodyButItsOwnerReadIt() throws IOException {
        new SecretFolder(folder(), new Random(1)).secret("token-key");

        assertThat(permissions(folder())).isEqualTo("rwx------");
        assertThat(permissions(folder().resolve("token-key"))).isEqualTo("rw-------");
    }

    @Test
    void takesWhatAnOperatorHasPutThere() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("token-key"), "  of the operator's own \n");

        assertThat(new SecretFolder(folder(), new Random(1)).secret("token-key"))
                .isEqualTo("of the operator's own");
    }

    @Test
    void refusesAnEmptySecret() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("token-key"), "\n");

        assertThatThrownBy(() -> new SecretFolder(folder(), new Random(1)).secret("token-key"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token-key is empty");
    }

    @Test
    void givesProcessesThatStartTogetherTheSameSecret() throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 20; round++) {
            String name = "secret-" + round;
            var together = new CyclicBarrier(4);

            List<CompletableFuture<String>> makers = IntStream.range(0, 4)
                    .mapToObj(maker -> CompletableFuture.supplyAsync(
                            () -> {
                                meet(together);
                                return new SecretFolder(folder(), new Random(maker)).secret(name);
                            },
                            pool))
                    .toList();
            List<String> given = makers.stream().map(CompletableFuture::join).toList();

            assertThat(given).hasSize(4).containsOnly(given.get(0));
        }
        pool.shutdown();
        try (var left = Files.list(folder())) {
            assertThat(left).hasSize(20);
        }
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws IOException {
        Files.writeString(root.resolve("file"), "no folder");

        assertThatThrownBy(() -> new SecretFolder(root.resolve("file/secrets"), new Random(1)).secret("a"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("file/secrets");
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(20, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException(alone);
        }
    }

    private Path folder() {
        return root.resolve("secrets");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
