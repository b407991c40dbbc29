package io.github.predict4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Violation;
import io.github.predict4j.teststep.Centre;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which value of a record is to blame for a feature that is missing. */
class SourcesTest {
    private static final Schema SCHEMA =
            Schema.of(Field.number("a").optional(), Field.number("b").optional(), Field.number("c"));

    @Test
    void transform_severalFieldsOfOneStepMissing_namesEachOfThem() {
        FeaturePipeline pipeline =
                FeaturePipeline.of("p", "1.0.0", SCHEMA, List.of(Centre.of(List.of("a", "b", "c"), 1, 2, 3)), null);

        assertRefused(pipeline, pipeline.newRow(null).set("c", 1), "a", "b");
        assertRefused(pipeline, pipeline.newRow(null).set("a", 1), "b", "c");
    }

    @Test
    void transform_aLongChainOfSteps_goesBackToTheField() {
        Transformer step = Centre.of(List.of("a"), 1);
        FeaturePipeline pipeline =
                FeaturePipeline.of("p", "1.0.0", SCHEMA, Collections.nCopies(10_000, step), List.of("a", "c"));

        assertRefused(pipeline, pipeline.newRow(null).set("c", 1), "a");
    }

    private static void assertRefused(FeaturePipeline pipeline, Row row, String... fields) {
        double[] out = new double[pipeline.features().size()];
        assertThatThrownBy(() -> pipeline.transform(row, Missing.REJECT, out, 0))
                .isInstanceOfSatisfying(
                        InvalidRowException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::field)
                                .containsExactly(fields));
    }
}
