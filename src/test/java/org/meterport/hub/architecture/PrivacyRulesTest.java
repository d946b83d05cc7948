package org.meterport.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/privacy.md} names a test for each rule; here is seen to it that they are there. */
class PrivacyRulesTest {

    private static final Path ROOT = Path.of(System.getProperty("meterport.root", ".."));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (P[0-9]+) \\|.*\\|([^|]*)\\|$");
    private static final Pattern TEST = Pattern.compile("`([A-Za-z]+)\\.([A-Za-z0-9]+)`");

    @Test
    void namesEachRuleOnceWithTestsThatAreThere() throws IOException {
        Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("docs/privacy.md")));
        List<String> rules = new ArrayList<>();
        while (rows.find()) {
            rules.add(rows.group(1));
            Matcher named = TEST.matcher(rows.group(2));
            int tests = 0;
            while (named.find()) {
                assertThat(source(named.group(1))).as(named.group(1)).contains("void " + named.group(2) + "(");
                tests++;
            }
            assertThat(tests > 0 || rows.group(2).strip().equals("nothing to show"))
                    .as(rows.group(1))
                    .isTrue();
        }

        assertThat(rules)
                .isEqualTo(IntStream.rangeClosed(1, 16).mapToObj(n -> "P" + n).toList());
    }

    private static String source(String test) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("src/test/java"))) {
            Path file = files.filter(path -> path.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no " + test));
            return Files.readString(file);
        }
    }
}
