package org.meterport.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String HUB = "org.meterport.hub";
    private static final String CROOKED = "org.meterport.hub.architecture.crooked";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HUB);
    private static final JavaClasses BAD_EXAMPLES = new ClassFileImporter().importPackages(CROOKED);

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holdsInTheHub(String rule) {
        rules(HUB).get(rule).check(OURS);
    }

    /** A rule that would not notice its own breach is worth nothing. */
    @ParameterizedTest
    @CsvSource({
        "capabilities are plain Java, JdbcTemplate",
        "capabilities are plain Java, java.sql.Connection",
        "capabilities are plain Java, Exchange",
        "capabilities are plain Java, ObjectMapper",
        "capabilities do not know adapters, TariffTable",
        "capabilities have no cycles, Slice billing",
        "nothing is injected into fields, TariffTable.jdbc",
        "old dates are not used, java.util.Date",
        "time comes from outside, Instant.now()",
        "time comes from outside, currentTimeMillis()",
        "chance comes from outside, UUID.randomUUID()",
        "chance comes from outside, java.util.Random.<init>()",
        "only the command line writes to the screen, java.lang.System.out",
        "every package says that null is said, crooked.loose is not marked"
    })
    void bites(String rule, String breach) {
        var result = rules(CROOKED).get(rule).evaluate(BAD_EXAMPLES);

        assertThat(result.getFailureReport().getDetails()).anyMatch(line -> line.contains(breach));
    }

    @Test
    void looksAtSomething() {
        assertThat(OURS.size()).isGreaterThan(150);
        assertThat(OURS.stream().map(type -> type.getPackageName()))
                .contains(HUB + ".usage", HUB + ".usage.adapter", HUB + ".han");
    }

    static Set<String> rules() {
        return rules(HUB).keySet();
    }

    private static Map<String, ArchRule> rules(String root) {
        return new HubRules(root).all();
    }
}
