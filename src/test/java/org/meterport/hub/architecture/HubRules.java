package org.meterport.hub.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What may know what in the hub. Every rule takes the root package, so that it can be held against bad examples too. */
final class HubRules {

    private static final Set<String> WIRING = Set.of("app", "cli");
    private static final Set<String> NOW = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.LocalTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Year.now",
            "java.time.YearMonth.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.InstantSource.system",
            "java.lang.System.currentTimeMillis");
    private static final Set<String> CHANCE = Set.of(
            "java.util.UUID.randomUUID",
            "java.lang.Math.random",
            "java.util.Random.<init>",
            "java.util.SplittableRandom.<init>",
            "java.security.SecureRandom.<init>",
            "java.security.SecureRandom.getInstanceStrong",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault");

    private final String root;

    HubRules(String root) {
        this.root = root;
    }

    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("capabilities are plain Java", plainJava());
        rules.put("capabilities do not know adapters", noAdapters());
        rules.put("capabilities have no cycles", noCycles());
        rules.put("nothing is injected into fields", noFieldInjection());
        rules.put("old dates are not used", noOldDates());
        rules.put("time comes from outside", noNow());
        rules.put("chance comes from outside", noChance());
        rules.put("only the command line writes to the screen", noScreen());
        rules.put("every package says that null is said", nullMarked());
        return rules;
    }

    private ArchRule plainJava() {
        return classes()
                .that(areOfACapability())
                .should()
                .onlyDependOnClassesThat(
                        describe("are of Java without SQL, of JSpecify, SLF4J or Meterport", HubRules::isPlain));
    }

    private ArchRule noAdapters() {
        return noClasses()
                .that(areOfACapability())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..adapter..");
    }

    private ArchRule noCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    private static ArchRule noFieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.apache.camel.EndpointInject")
                .orShould()
                .beAnnotatedWith("org.apache.camel.BeanInject");
    }

    private static ArchRule noOldDates() {
        return noClasses()
                .should()
                .callConstructorWhere(describe(
                        "makes an old date",
                        call -> Set.of("java.util.Date", "java.util.GregorianCalendar", "java.text.SimpleDateFormat")
                                .contains(call.getTargetOwner().getName())))
                .orShould()
                .callMethod("java.util.Calendar", "getInstance");
    }

    private ArchRule noNow() {
        return noClasses()
                .that(areNoWiring())
                .should()
                .callMethodWhere(describe(
                        "asks the machine for the time",
                        call -> NOW.contains(name(call))
                                && call.getTarget().getRawParameterTypes().isEmpty()));
    }

    private ArchRule noChance() {
        DescribedPredicate<JavaCall<?>> chance =
                describe("asks the machine for chance", call -> CHANCE.contains(name(call)) && !isSeeded(call));
        return noClasses().that(areNoWiring()).should().callCodeUnitWhere(chance);
    }

    private ArchRule noScreen() {
        return noClasses()
                .that(describe(
                        "are not of the command line",
                        type -> !type.getPackageName().startsWith(root + ".cli")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace");
    }

    private static ArchRule nullMarked() {
        return classes().should(new ArchCondition<>("be in a package marked with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getPackageName() + (marked ? " is" : " is not") + " marked"));
            }
        });
    }

    private DescribedPredicate<JavaClass> areOfACapability() {
        return describe("are of a capability's root package", type -> {
            String name = type.getPackageName();
            if (!name.startsWith(root + ".")) {
                return false;
            }
            String rest = name.substring(root.length() + 1);
            return rest.indexOf('.') < 0 && !WIRING.contains(rest);
        });
    }

    private DescribedPredicate<JavaClass> areNoWiring() {
        return describe(
                "are no wiring",
                type -> !type.isAnnotatedWith("org.springframework.context.annotation.Configuration")
                        && WIRING.stream()
                                .noneMatch(part -> type.getPackageName().startsWith(root + "." + part)));
    }

    private static boolean isPlain(JavaClass type) {
        if (type.isPrimitive() || type.isArray()) {
            return true;
        }
        return of(type, "java.", "javax.crypto.", "org.jspecify.", "org.slf4j.", "org.meterport.")
                && !of(type, "java.sql.");
    }

    /** A generator that is given its seed gives the same every time. */
    private static boolean isSeeded(JavaCall<?> call) {
        return !call.getTarget().getRawParameterTypes().isEmpty();
    }

    private static String name(JavaCall<?> call) {
        AccessTarget.CodeUnitCallTarget target = call.getTarget();
        return target.getOwner().getName() + "." + target.getName();
    }

    private static boolean of(JavaClass type, String... prefixes) {
        for (String prefix : prefixes) {
            if (type.getPackageName().concat(".").startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
