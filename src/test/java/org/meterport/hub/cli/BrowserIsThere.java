package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Drives Chromium. Without it the tests are skipped with a line that says so, and fail where CI=true. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserIsThere.Condition.class)
@interface BrowserIsThere {

    /** Debian's; Playwright's own download is not needed. */
    Path CHROMIUM = Path.of("/usr/bin/chromium");

    /** The look for the program. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Files.isExecutable(CHROMIUM)) {
                return ConditionEvaluationResult.enabled("chromium is installed");
            }
            assertThat(System.getenv("CI"))
                    .as("chromium must be installed where CI=true: apt-get install chromium")
                    .isNotEqualTo("true");
            System.out.println("SKIPPED " + context.getDisplayName() + ": no chromium here (apt-get install chromium)");
            return ConditionEvaluationResult.disabled("chromium is not installed");
        }
    }
}
