package io.github.predict4j.http;

import static com.tngtech.archunit.lang.conditions.ArchConditions.notBePublic;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.predict4j.http.server.UndertowHandler;
import java.util.stream.Stream;

/** The floors of the adapter: protocol below description below server below command line. */
@AnalyzeClasses(packages = "io.github.predict4j.http", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FLOORS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("protocol")
            .definedBy("..http.protocol..")
            .layer("openapi")
            .definedBy("..http.openapi..")
            .layer("server")
            .definedBy("..http.server..")
            .layer("cli")
            .definedBy("..http.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("openapi")
            .mayOnlyBeAccessedByLayers("server");

    @ArchTest
    static final ArchRule ONLY_THE_SERVER_KNOWS_HTTP_AND_METRICS = noClasses()
            .that()
            .resideOutsideOfPackage("..http.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..", "io.prometheus..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_PICOCLI = noClasses()
            .that()
            .resideOutsideOfPackage("..http.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "ch.qos.logback..");

    @ArchTest
    static final ArchRule NOTHING_KNOWS_TRIBUO_OR_SERIALISATION = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tribuo..", "com.oracle..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream");

    @ArchTest
    static final ArchRule NO_HTTP_LIBRARY_IN_THE_PUBLIC_API_BUT_THE_HANDLER_FOR_IT = classes()
            .that()
            .arePublic()
            .and()
            .doNotBelongToAnyOf(UndertowHandler.class)
            .should(new PublicApiWithout("io.undertow", "org.xnio", "io.prometheus", "com.fasterxml"));

    @ArchTest
    static final ArchRule NO_PUBLIC_FIELDS_BUT_CONSTANTS = fields().that()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areNotFinal()
            .should(notBePublic());

    @ArchTest
    static final ArchRule STATIC_FIELDS_ARE_FINAL =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.github.predict4j.http.(*)..").should().beFreeOfCycles();

    /** No public or protected method or constructor of the class takes, returns or throws a type of those packages. */
    private static final class PublicApiWithout extends ArchCondition<JavaClass> {
        private final DescribedPredicate<JavaClass> banned;

        PublicApiWithout(String... packages) {
            super("have no type of " + String.join(", ", packages) + " in their public methods");
            this.banned = DescribedPredicate.describe(
                    "of the library", type -> Stream.of(packages).anyMatch(type.getPackageName()::startsWith));
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (JavaCodeUnit method : type.getCodeUnits()) {
                boolean open = method.getModifiers().contains(JavaModifier.PUBLIC)
                        || method.getModifiers().contains(JavaModifier.PROTECTED);
                if (open && signature(method).anyMatch(banned)) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                }
            }
        }

        private static Stream<JavaClass> signature(JavaCodeUnit method) {
            return Stream.of(
                            method.getRawParameterTypes().stream(),
                            Stream.of(method.getRawReturnType()),
                            method.getExceptionTypes().stream())
                    .flatMap(types -> types);
        }
    }
}
