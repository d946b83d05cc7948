package org.meterport.han.sep;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Asks Wireshark's TShark. Without it the test is skipped with a line that says so, and fails where CI=true. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TsharkIsThere.Condition.class)
public @interface TsharkIsThere {
    /** The look for the program. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (WiresharkReading.isInstalled()) {
                return ConditionEvaluationResult.enabled("tshark is installed");
            }
            assertThat(System.getenv("CI"))
                    .as("tshark must be installed where CI=true: apt-get install tshark")
                    .isNotEqualTo("true");
            System.out.println("SKIPPED " + context.getDisplayName() + ": no tshark here (apt-get install tshark)");
            return ConditionEvaluationResult.disabled("tshark is not installed");
        }
    }
}
