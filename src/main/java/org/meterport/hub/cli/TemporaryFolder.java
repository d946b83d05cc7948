package org.meterport.hub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that goes when its command ends, however it ends. */
record TemporaryFolder(Path path) implements AutoCloseable {

    static TemporaryFolder make(String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(prefix));
        } catch (IOException full) {
            throw new CommandFailed("no temporary folder can be made: " + full.getMessage());
        }
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            throw new CommandFailed("the temporary folder " + path + " could not be removed: " + left.getMessage());
        }
    }
}
