package io.github.predict4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The floors of the house, as the root's package documentation lists them. */
class ArchitectureTest {
    private static final String ROOT = "io.github.predict4j";

    private static JavaClasses classes;

    @BeforeAll
    static void importMain() throws Exception {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importUrl(Predictor.class.getProtectionDomain().getCodeSource().getLocation());
        assertThat(classes.contain(Predictor.class)).isTrue();
    }

    private static String name(String floor) {
        return floor.equals("root") ? ROOT : ROOT + "." + floor;
    }

    /**
     * Every package of ours that a floor may use; a new package has to be given its place here. What {@code tribuo} needs
     * of the root and of {@code bundle} is what a learner is handed and returns: the task, and the provenance.
     */
    @ParameterizedTest
    @CsvSource({
        "model, model",
        "schema, schema",
        "pipeline, pipeline schema",
        "root, root pipeline schema model",
        "bundle, bundle root pipeline schema model",
        "training, training bundle root pipeline schema model",
        "tribuo, tribuo training bundle root model"
    })
    void floor_imports_onlyWhatItMayKnow(String floor, String known) {
        String[] allowed =
                Arrays.stream(known.split(" ")).map(ArchitectureTest::name).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(name(floor))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true) // the upper floors are built later; the rule binds them from their first class
                .check(classes);
    }

    @Test
    void packages_all_haveTheirFloor() {
        assertThat(classes.stream().map(JavaClass::getPackageName).filter(p -> p.startsWith(ROOT)))
                .isSubsetOf(
                        name("model"),
                        name("schema"),
                        name("pipeline"),
                        ROOT,
                        name("bundle"),
                        name("training"),
                        name("tribuo"));
    }

    @ParameterizedTest
    @CsvSource({"bundle, com.fasterxml..", "tribuo, org.tribuo..", "tribuo, com.oracle.."})
    void library_use_inOnePackageOnly(String floor, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(name(floor))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(classes);
    }

    @Test
    void core_javaSerialization_unused() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(Object(In|Out)put.*|Externalizable|ObjectStream.*)")
                .check(classes);
        noClasses()
                .that()
                .areNotAssignableTo(Throwable.class) // every exception is Serializable
                .and()
                .areNotEnums() // and every enum
                .should()
                .implement(java.io.Serializable.class)
                .check(classes);
    }

    @Test
    void core_classesByName_neverLoaded() {
        noClasses().should().callMethod(Class.class, "forName", String.class).check(classes);
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
                .check(classes);
        noClasses()
                .should()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .check(classes);
    }

    @Test
    void core_printingAndLogging_unused() {
        noClasses().should().accessField(System.class, "out").check(classes);
        noClasses().should().accessField(System.class, "err").check(classes);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..", "ch.qos.logback..")
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(System.Logger.class)
                .check(classes);
    }
}
