package org.meterport.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.hub.routing.RouteFinding.Rule;
import org.meterport.hub.routing.adapter.RouteLint;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** Every real flow file keeps the house rules, and each rule bites. */
class RouteFilesTest {

    private static final Path ROOT = RouteUnderTest.projectRoot();
    private static final Path ROUTES = ROOT.resolve("routes");
    private static final Path BAD = ROOT.resolve("src/test/resources/routing/bad");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}?:]+)[^}]*}}");
    private static final Pattern README_ROW =
            Pattern.compile("[\\[(`|\\s]([a-z0-9-]+/[a-z0-9-]+\\.camel\\.yaml)[\\])`|\\s]");

    private static RouteLint lint;

    @BeforeAll
    static void compileTheSchema() {
        Properties settings = settings();
        lint = new RouteLint(text -> resolve(text, settings));
    }

    @Test
    void everyFileKeepsTheHouseRules() throws IOException {
        List<RouteFinding> findings = files().stream()
                .flatMap(file -> lint.check(relative(file), read(file)).stream())
                .toList();

        assertThat(findings).isEmpty();
    }

    @Test
    void noTwoFilesHaveTheSameId() throws IOException {
        Map<String, List<Path>> byName =
                files().stream().collect(Collectors.groupingBy(file -> String.valueOf(file.getFileName())));

        assertThat(byName.values()).allMatch(same -> same.size() == 1);
    }

    @Test
    void everyFlowHasATestOfItsName() throws IOException {
        List<String> tests;
        try (var all = Files.walk(ROOT.resolve("src/test/java"))) {
            tests = all.map(file -> String.valueOf(file.getFileName())).toList();
        }

        assertThat(files())
                .filteredOn(file -> read(file).contains("\n- route:"))
                .allSatisfy(file -> assertThat(tests).contains(pascalCase(id(file)) + "RouteTest.java"));
    }

    @Test
    void theReadmeWalksExactlyTheFilesThereAre() throws IOException {
        Path readme = ROUTES.resolve("README.md");
        List<String> files = files().stream().map(RouteFilesTest::relative).toList();
        List<String> rows = Files.exists(readme)
                ? README_ROW
                        .matcher(Files.readString(readme))
                        .results()
                        .map(row -> row.group(1))
                        .distinct()
                        .toList()
                : List.of();

        assertThat(rows).containsExactlyInAnyOrderElementsOf(files);
    }

    @ParameterizedTest
    @CsvSource({
        "empty.camel.yaml, SYNTAX, 0",
        "unclosed.camel.yaml, SYNTAX, 17",
        "two-routes.camel.yaml, CANONICAL_FORM, 25",
        "misplaced.camel.yaml, CANONICAL_FORM, 2",
        "short-form.camel.yaml, CANONICAL_FORM, 18",
        "short-expression.camel.yaml, CANONICAL_FORM, 16",
        "headless.camel.yaml, HEAD_COMMENT, 1",
        "renamed.camel.yaml, ROUTE_ID, 4",
        "other-direct.camel.yaml, ROUTE_ID, 11",
        "undescribed.camel.yaml, DESCRIPTION, 3",
        "unnamed-step.camel.yaml, STEP_ID, 18",
        "foreign-step.camel.yaml, STEP_ID, 19",
        "twin-steps.camel.yaml, STEP_ID, 19",
        "query-string.camel.yaml, NO_QUERY_STRING, 20",
        "groovy-script.camel.yaml, NO_SCRIPT, 16",
        "script-component.camel.yaml, NO_SCRIPT, 20",
        "sql-component.camel.yaml, NO_SQL, 20",
        "trusting.camel.yaml, DISTRUST, 13",
        "trusting-placeholder.camel.yaml, DISTRUST, 11",
        "no-policy.camel.yaml, NO_LOST_FAILURE, 3",
        "support/swallowing.camel.yaml, NO_LOST_FAILURE, 10",
        "too-long.camel.yaml, LENGTH, 61",
        "misspelt-key.camel.yaml, SCHEMA, 20",
        "wrong-type.camel.yaml, SCHEMA, 6",
        "ignoring.camel.yaml, CONTRACT, 6",
        "described-api.camel.yaml, DESCRIPTION, 4",
    })
    void eachRuleBitesAtItsLine(String file, Rule rule, int line) {
        List<RouteFinding> findings = lint.check(file, read(BAD.resolve(file)));

        assertThat(findings)
                .as("%s", findings)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.rule()).isEqualTo(rule))
                .anySatisfy(finding -> assertThat(finding.line()).isEqualTo(line));
    }

    @Test
    void everyBadFileIsInTheTableAbove() throws IOException, NoSuchMethodException {
        String[] table = RouteFilesTest.class
                .getDeclaredMethod("eachRuleBitesAtItsLine", String.class, Rule.class, int.class)
                .getAnnotation(CsvSource.class)
                .value();
        List<String> named =
                Stream.of(table).map(row -> row.substring(0, row.indexOf(','))).toList();

        try (var all = Files.walk(BAD)) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(file -> BAD.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void aGoodFileHasNoFinding() {
        Path good = ROOT.resolve("src/test/resources/routing/good.camel.yaml");

        assertThat(lint.check("good.camel.yaml", read(good))).isEmpty();
    }

    private static List<Path> files() throws IOException {
        if (!Files.isDirectory(ROUTES)) {
            return List.of();
        }
        try (var all = Files.walk(ROUTES)) {
            return all.filter(file -> String.valueOf(file.getFileName()).endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Properties settings() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(ROOT.resolve("config/application.yaml")));
        Properties settings = yaml.getObject();
        return settings == null ? new Properties() : settings;
    }

    private static @Nullable String resolve(@Nullable String text, Properties settings) {
        String resolved = PLACEHOLDER
                .matcher(String.valueOf(text))
                .replaceAll(found ->
                        java.util.regex.Matcher.quoteReplacement(settings.getProperty(found.group(1), found.group())));
        return resolved.contains("{{") ? null : resolved;
    }

    private static String relative(Path file) {
        return ROUTES.relativize(file).toString().replace('\\', '/');
    }

    private static String id(Path file) {
        return String.valueOf(file.getFileName()).replace(".camel.yaml", "");
    }

    private static String pascalCase(String id) {
        return Stream.of(id.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
