package org.meterport.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.hub.routing.RouteUnderTest;

/** The build's gates are known to bite: a tiny module under the project's own parent, with one fault at a time. */
@Tag("nightly")
class BuildGatesTest {

    private static final String POM = """
            <?xml version="1.0" encoding="UTF-8"?>
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>org.meterport</groupId>
                <artifactId>meterport-parent</artifactId>
                <version>0.1.0-SNAPSHOT</version>
              </parent>
              <artifactId>meterport-probe</artifactId>
              <dependencies>
                <dependency>
                  <groupId>org.jspecify</groupId>
                  <artifactId>jspecify</artifactId>
                </dependency>
                <dependency>
                  <groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <scope>test</scope>
                </dependency>
                <!-- more -->
              </dependencies>
            </project>
            """;
    private static final String PACKAGE = """
            @NullMarked
            package org.meterport.probe;

            import org.jspecify.annotations.NullMarked;
            """;
    private static final String SAMPLE = """
            package org.meterport.probe;

            /** Something to compile. */
            public final class Sample {

                private Sample() {}

                /** A sum. */
                public static int sum(int[] numbers) {
                    int sum = 0;
                    for (int number : numbers) {
                        sum += number;
                    }
                    return sum;
                }
                // more
            }
            """;
    private static final String TEST = """
            package org.meterport.probe;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.Test;

            class SampleTest {

                @Test
                void addsUp() {
                    assertEquals(3, Sample.sum(new int[] {1, 2}));
                }
            }
            """;

    @TempDir
    private Path copy;

    @BeforeEach
    void copyTheBuild() throws IOException {
        Path root = RouteUnderTest.projectRoot();
        Files.createDirectories(copy.resolve(".mvn"));
        Files.copy(root.resolve(".mvn/jvm.config"), copy.resolve(".mvn/jvm.config"));
        String parent = Files.readString(root.resolve("pom.xml"));
        write("pom.xml", parent.replaceFirst("(?s)<modules>.*</modules>", "<modules><module>probe</module></modules>"));
        write("probe/pom.xml", POM);
        write("probe/src/main/java/org/meterport/probe/package-info.java", PACKAGE);
        write("probe/src/main/java/org/meterport/probe/Sample.java", SAMPLE);
        write("probe/src/test/java/org/meterport/probe/SampleTest.java", TEST);
    }

    @Test
    void aSoundModulePasses() throws IOException, InterruptedException {
        Build build = build();

        assertThat(build.exit()).as(build.output()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "formatter | public  static int one() { return 1; } | format violations",
                "Error Prone | public static boolean same(int[] a, int[] b) { return a.equals(b); } | [ArrayEquals]",
                "NullAway | public static String none() { return null; } | [NullAway]",
                "lint | public static int raw(java.util.List list) { return list.size(); } | found raw type",
                "-Werror | public static int raw(java.util.List list) { return list.size(); } | -Werror"
            })
    void aFaultInTheSourceFails(String gate, String method, String named) throws IOException, InterruptedException {
        String body = gate.equals("formatter")
                ? method
                : method.replace("{ ", "{\n        ").replace(" }", "\n    }");
        write(
                "probe/src/main/java/org/meterport/probe/Sample.java",
                SAMPLE.replace("    // more", "\n    /** Faulty. */\n    " + body));

        Build build = build();

        assertThat(build.exit()).as(build.output()).isNotZero();
        assertThat(build.output()).contains(named);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "BannedDependencies, commons-logging, commons-logging, 1",
        "BanDuplicatePomDependencyVersions, org.jspecify, jspecify, ''"
    })
    void aDependencyAgainstTheRulesFails(String rule, String group, String artifact, String version)
            throws IOException, InterruptedException {
        Path jar = Path.of(System.getProperty("java.home"), "lib", "jrt-fs.jar");
        // of system scope: nothing has to be fetched for it
        String origin = version.isEmpty()
                ? ""
                : "<version>" + version + "</version><scope>system</scope><systemPath>" + jar + "</systemPath>";
        write(
                "probe/pom.xml",
                POM.replace(
                        "<!-- more -->",
                        "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId>" + origin
                                + "</dependency>"));

        Build build = build();

        assertThat(build.exit()).as(build.output()).isNotZero();
        assertThat(build.output()).contains("maven-enforcer-plugin").contains(rule);
    }

    @Test
    void sourceThatNoTestRunsFails() throws IOException, InterruptedException {
        String untested = Stream.iterate(0, i -> i + 1)
                .limit(20)
                .map(i -> "\n    /** Untested. */\n    public static int untested" + i + "() {\n        return " + i
                        + ";\n    }")
                .reduce("", (all, one) -> all + one + "\n")
                .stripTrailing();
        write("probe/src/main/java/org/meterport/probe/Sample.java", SAMPLE.replace("    // more", untested));

        Build build = build();

        assertThat(build.exit()).as(build.output()).isNotZero();
        assertThat(build.output()).contains("jacoco").contains("lines covered ratio is");
    }

    @Test
    void aTestThatFailsFails() throws IOException, InterruptedException {
        write(
                "probe/src/test/java/org/meterport/probe/SampleTest.java",
                TEST.replace("assertEquals(3", "assertEquals(4"));

        Build build = build();

        assertThat(build.exit()).as(build.output()).isNotZero();
        assertThat(build.output()).contains("SampleTest.addsUp");
    }

    private void write(String file, String text) throws IOException {
        Path path = copy.resolve(file);
        Files.createDirectories(path.resolve("..").normalize());
        Files.writeString(path, text);
    }

    /** The whole build of the copy, from what the machine already holds. */
    private Build build() throws IOException, InterruptedException {
        assumeTrue(isInstalled("mvn"), "skipped: no mvn on the path");
        List<String> command = new ArrayList<>(List.of("mvn", "-o", "-B", "verify"));
        String repository = System.getProperty("localRepository");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        Path log = copy.resolve("build.log");
        var builder = new ProcessBuilder(command)
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = builder.start();
        try {
            assertThat(maven.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            maven.destroyForcibly();
        }
        return new Build(maven.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private record Build(int exit, String output) {}
}
