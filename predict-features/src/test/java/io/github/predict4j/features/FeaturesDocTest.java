package io.github.predict4j.features;

import static io.github.predict4j.features.Features.clip;
import static io.github.predict4j.features.Features.cyclic;
import static io.github.predict4j.features.Features.dayOfYear;
import static io.github.predict4j.features.Features.impute;
import static io.github.predict4j.features.Features.minMax;
import static io.github.predict4j.features.Features.missingIndicator;
import static io.github.predict4j.features.Features.oneHot;
import static io.github.predict4j.features.Features.ordinal;
import static io.github.predict4j.features.Features.standard;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/features.md} is what the code says of itself, and what the code says of itself is what it does. The document
 * is written anew with {@value #WRITE}.
 */
class FeaturesDocTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "features.md");
    private static final String PROPERTY = "predict4j.docs";
    private static final String WRITE = "mvn test -pl predict-features -am -Dtest=FeaturesDocTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -DfailIfNoTests=false -D" + PROPERTY + "=write";

    static Stream<Transformer> steps() {
        Table numbers = Fixture.numbers(1, 2, 2, 5, Double.NaN);
        Table dates = Table.builder(Schema.of(Field.date("d"))).build();
        return Stream.of(
                dayOfYear("d").fit(dates),
                minMax("x").fit(numbers),
                impute("x").fit(numbers),
                missingIndicator("x").fit(numbers),
                oneHot("x").fit(numbers),
                ordinal("x").fit(numbers),
                standard("x").fit(numbers),
                clip("x").fit(numbers),
                cyclic(7, "x").fit(numbers));
    }

    @Test
    void document_isWhatTheCodeSays() throws IOException {
        StringBuilder text = new StringBuilder(introduction());
        StepDocs.ALL.forEach(doc -> text.append('\n').append(doc.markdown()));
        if ("write".equals(System.getProperty(PROPERTY))) {
            Files.writeString(DOCUMENT, text);
        }
        assertThat(DOCUMENT)
                .as("docs/features.md must be what the code says; to write it anew: " + WRITE)
                .hasContent(text.toString());
    }

    @Test
    void documents_areThoseOfAllStepTypes() {
        assertThat(StepDocs.ALL)
                .extracting(StepDoc::type)
                .containsExactlyInAnyOrderElementsOf(new FeaturesProvider().types());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void settings_areTheStatesKeysAndDefaults(Transformer step) {
        StepDoc doc = StepDocs.ALL.stream()
                .filter(d -> d.type().equals(step.type()))
                .findFirst()
                .orElseThrow();
        State state = step.state();
        List<String> keys = new ArrayList<>(List.of("inputs"));
        keys.addAll(doc.learned());
        for (StepDoc.Setting setting : doc.settings()) {
            if (!setting.key().isEmpty()) {
                keys.add(setting.key());
                if (!setting.byDefault().equals("required")) {
                    // A state shows its values as {key: value}.
                    assertThat(only(state, setting.key()))
                            .isEqualTo("{" + setting.key() + ": " + setting.byDefault() + "}");
                }
            }
        }

        assertThat(state.keys()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(step).isInstanceOf(doc.step());
    }

    private static String only(State state, String key) {
        State one = state;
        for (String other : state.keys()) {
            one = other.equals(key) ? one : one.without(other);
        }
        return one.toString();
    }

    private static String introduction() {
        return """
                # Feature steps

                This page is made from the code; a test compares them. What holds for all steps:

                - A step is fitted to the training part, is immutable afterwards and shared by threads; applying it to
                  values it accepts allocates nothing. Its id and version are in the bundle, and what a version computes
                  never changes.
                - **Missing** is an absent field, `null` or NaN; **invalid** a value of a wrong type or outside the *allowed*
                  range: both are the field's, in the schema. **Out of range** is a value outside what training had,
                  **unseen** a category that training did not have: both are the step's. An unseen category is not a
                  missing one.
                - A column without any value cannot be fitted. A constant column is noted (`CONSTANT_COLUMN`).
                - A one-to-one step gives its outputs the names of its inputs; a step with other outputs retires its
                  inputs unless told to keep them.

                ## Names, types and order: no step

                What other libraries call *select* needs no step here. The `Schema` says which fields there are, of which
                types, which may be missing and which values are allowed; an unknown field is refused unless the schema
                says `Extra.IGNORE`, and all faults of a row are reported at once. The features are the columns that live
                after the last step, in the order in which they arose, or an explicit list, in its own order:

                ```java
                pipeline.select(List.of("hum", "temp", "dteday_day_of_year"))  // of a fitted pipeline
                Training.regression("cnt").select("hum", "temp", "dteday_day_of_year")
                ```

                The list is part of the pipeline, its fingerprint and the bundle. The order in which a record's fields are
                set never matters.
                """;
    }
}
