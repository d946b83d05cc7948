package org.meterport.hub.tls.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.tls.TlsSettings;

/**
 * A hub's authority, certificate and host keys, made once for a test run: making them takes a hub's start half its time.
 * Tests of how they are made have no use for this.
 */
public final class MadeKeys {

    private MadeKeys() {}

    /** Puts them where a hub with this data folder looks for its own, unless it has some already. */
    public static void into(Path data) throws IOException {
        Path folder = data.resolve("tls");
        if (Files.exists(folder)) {
            return;
        }
        Files.createDirectories(folder);
        try (var files = Files.newDirectoryStream(Made.FOLDER, "[!.]*")) {
            for (Path file : files) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static final class Made {

        static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory("meterport-test-keys");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-test-keys"));
                var settings = new TlsSettings(folder, List.of(), Optional.empty(), Optional.empty());
                try (var tls = new ServerTls(settings, InstantSource.system(), new SecureRandom())) {
                    tls.start();
                    List<?> unused = tls.hostKeys();
                }
                return folder;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static void delete(Path folder) {
            try (var files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
                Files.delete(folder);
            } catch (IOException left) {
                throw new UncheckedIOException(left);
            }
        }
    }
}
