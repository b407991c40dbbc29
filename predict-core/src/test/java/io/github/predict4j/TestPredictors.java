package io.github.predict4j;

import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.TestStep;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Invalid;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.util.List;

/** Small predictors of the fields that tests use. */
final class TestPredictors {
    static final Schema SCHEMA = Schema.of(
            Field.number("petal_length").range(0, 100),
            Field.integer("count").optional().invalid(Invalid.AS_MISSING),
            Field.bool("wild").optional(),
            Field.category("colour").oneOf("BLUE", "RED").optional(),
            Field.date("seen").optional());

    private TestPredictors() {}

    static FeaturePipeline pipeline() {
        return FeaturePipeline.of("flowers", "1.0.0", SCHEMA, List.of(TestStep.of("petal_length", 4)), null);
    }

    /** Of that many labels, a, b, c ...; takes missing features. */
    static Predictor classifier(int labels) {
        List<String> names = List.of("a", "b", "c", "d").subList(0, labels);
        return Predictor.of(
                pipeline(), new LinearTestModel(5, labels, true), OutputSchema.classification("kind", names));
    }

    static Predictor regression() {
        return Predictor.of(pipeline(), new LinearTestModel(5, 1, true), OutputSchema.regression("size", "cm"));
    }

    static Row fill(Row row, double length) {
        return row.clear()
                .set("petal_length", length)
                .set("count", 3L)
                .set("wild", true)
                .set("colour", "RED")
                .set("seen", "1970-01-05");
    }

    /** What {@link #regression} gives for {@link #fill}. */
    static double expected(double length) {
        return (length / 4 + 3 + 1 + 1 + 4) / 64;
    }

    /** Another implementation, with the four methods that one needs. */
    record Wrapped(Predictor inner) implements Predictor {
        @Override
        public Schema schema() {
            return inner.schema();
        }

        @Override
        public OutputSchema output() {
            return inner.output();
        }

        @Override
        public Row newRow() {
            return inner.newRow();
        }

        @Override
        public void score(Row row, double[] out) {
            inner.score(row, out);
        }
    }
}
