package org.meterport.han;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.UUID;

@AnalyzeClasses(packages = "org.meterport.han", importOptions = ImportOption.DoNotIncludeTests.class)
class PlainJavaTest {
    @ArchTest
    static final ArchRule KNOWS_NO_FRAMEWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.camel..", "org.springframework..", "org.meterport.components..", "org.meterport.hub..");

    @ArchTest
    static final ArchRule THE_CODEC_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("org.meterport.han.sep")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.meterport.han.headend..", "org.meterport.han.radio..", "org.meterport.han.sim..");

    @ArchTest
    static final ArchRule THE_BOUNDARY_KNOWS_NO_SIMULATOR = noClasses()
            .that()
            .resideInAPackage("org.meterport.han.headend")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.meterport.han.radio..",
                    "org.meterport.han.sim..",
                    "org.meterport.han.remote..",
                    "org.meterport.han.program..");

    @ArchTest
    static final ArchRule TIME_AND_CHANCE_ARE_GIVEN = noClasses()
            .that()
            .resideOutsideOfPackage("org.meterport.han.program")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Date.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Calendar.class);
}
