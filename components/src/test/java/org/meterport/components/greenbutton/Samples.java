package org.meterport.components.greenbutton;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public samples and schemas that stand beside the project on some machines; tests of them are skipped elsewhere. */
final class Samples {
    private Samples() {}

    static Path espi(String file) {
        Path path = Path.of(System.getProperty("meterport.root", ".."), "..", "shared", "espi", file);
        assumeTrue(Files.exists(path), () -> "no " + path.normalize() + " here");
        return path;
    }
}
