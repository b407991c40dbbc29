package io.github.predict4j.pipeline;

import static io.github.predict4j.schema.Violation.Reason.INVALID;
import static io.github.predict4j.schema.Violation.Reason.MISSING;
import static io.github.predict4j.schema.Violation.Reason.OUT_OF_RANGE;
import static io.github.predict4j.schema.Violation.Reason.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FeaturePipelineTest {
    private static final Schema ABC = Schema.of(Field.number("a"), Field.number("b"), Field.number("c"));

    private static FeaturePipeline pipeline(Schema schema, Transformer... steps) {
        return FeaturePipeline.of("test", "1.0.0", schema, List.of(steps), null);
    }

    private static Row abc(FeaturePipeline pipeline) {
        return pipeline.newRow(null).set("a", 1.0).set("b", 2.0).set("c", 3.0);
    }

    private static double[] features(FeaturePipeline pipeline, Row row, Missing missing) {
        double[] out = new double[pipeline.features().size()];
        pipeline.transform(row, missing, out, 0);
        return out;
    }

    private static double[] features(FeaturePipeline pipeline, Row row) {
        return features(pipeline, row, Missing.REJECT);
    }

    private static List<Violation> faults(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(InvalidRowException.class, call))
                .violations();
    }

    @Test
    void features_noStep_areTheFields() {
        FeaturePipeline pipeline = pipeline(ABC);
        assertThat(pipeline.features()).containsExactly("a", "b", "c");
        assertThat(features(pipeline, abc(pipeline))).containsExactly(1, 2, 3);
    }

    @Test
    void features_shadowingStep_keepsThePlace() {
        FeaturePipeline pipeline = pipeline(ABC, TestStep.of("b", 4), TestStep.of("b", 2));
        assertThat(pipeline.features()).containsExactly("a", "b", "c");
        Row row = abc(pipeline);
        assertThat(features(pipeline, row)).containsExactly(1, 0.25, 3);
        assertThat(features(pipeline, row)).containsExactly(1, 0.25, 3); // the row kept its values
    }

    @Test
    void features_otherOutput_atTheEndAndInputRetired() {
        FeaturePipeline pipeline = pipeline(ABC, TestStep.of(List.of("a"), List.of("a_1", "a_2"), 2));
        assertThat(pipeline.features()).containsExactly("b", "c", "a_1", "a_2");
        assertThat(pipeline.origins()).containsExactly("b", "c", "a", "a");
        assertThat(features(pipeline, abc(pipeline))).containsExactly(2, 3, 0.5, 0.5);
    }

    @Test
    void features_stepThatKeepsItsInputs_haveBoth() {
        FeaturePipeline pipeline = pipeline(
                ABC, TestStep.of(List.of("a", "b"), List.of("x", "y"), 2).keepingInputs());
        assertThat(pipeline.features()).containsExactly("a", "b", "c", "x", "y");
        assertThat(features(pipeline, abc(pipeline))).containsExactly(1, 2, 3, 0.5, 1);
    }

    @Test
    void features_oneOfTwoInputsReplaced_otherRetired() {
        FeaturePipeline pipeline = pipeline(ABC, TestStep.of(List.of("a", "b"), List.of("b"), 1));
        assertThat(pipeline.features()).containsExactly("b", "c");
        assertThat(features(pipeline, abc(pipeline))).containsExactly(1, 3);
    }

    @Test
    void select_columns_inThatOrder() {
        FeaturePipeline pipeline = pipeline(ABC, TestStep.of("a", 2)).select(List.of("c", "a"));
        assertThat(pipeline.features()).containsExactly("c", "a");
        assertThat(features(pipeline, abc(pipeline))).containsExactly(3, 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline.select(List.of("d")))
                .withMessage("a feature must be one of the columns [a, b, c], found \"d\"");
        assertThatIllegalArgumentException().isThrownBy(() -> pipeline.select(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> pipeline.select(List.of("a", "a")));
    }

    @Test
    void of_wrongSteps_refusedNamingTheStep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(ABC, TestStep.of("a", 1), TestStep.of("d", 1)))
                .withMessage("step 1 (test/1): input must be one of the columns [a, b, c], found \"d\"");
        TestStep collides = TestStep.of(List.of("a"), List.of("b"), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(ABC, collides))
                .withMessage("step 0 (test/1): output must be a new column or one of its inputs, found \"b\"");
        TestStep retires = TestStep.of(List.of("a"), List.of("x"), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(ABC, retires, TestStep.of("a", 1)))
                .withMessageStartingWith("step 1 (test/1): input must be one of the columns [b, c, x]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(ABC, TestStep.of(List.of("a", "a"), List.of("x"), 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline(ABC, TestStep.of(List.of("a"), List.of("x", "x"), 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> pipeline(Schema.of(Field.category("c"))));
        assertThatIllegalArgumentException().isThrownBy(() -> pipeline(Schema.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeaturePipeline.of("p", "1", ABC, List.of(), null))
                .withMessageContaining("MAJOR.MINOR.PATCH");
        assertThatIllegalArgumentException().isThrownBy(() -> FeaturePipeline.of(" ", "1.0.0", ABC, List.of(), null));
    }

    @Test
    void transform_anyOrderOfSets_sameFeatures() {
        FeaturePipeline pipeline = pipeline(ABC, TestStep.of("b", 4));
        Row row = pipeline.newRow(null).set("c", 3.0).set("b", 2.0).set("a", 1.0);
        assertThat(features(pipeline, row)).isEqualTo(features(pipeline, abc(pipeline)));
    }

    @Test
    void transform_offset_writesOnlyThere() {
        FeaturePipeline pipeline = pipeline(ABC);
        double[] out = {9, 9, 9, 9, 9};
        pipeline.transform(abc(pipeline), Missing.REJECT, out, 1);
        assertThat(out).containsExactly(9, 1, 2, 3, 9);
    }

    @Test
    void transform_rowOfAnotherPipeline_refused() {
        FeaturePipeline one = pipeline(ABC);
        FeaturePipeline two = pipeline(ABC, TestStep.of("a", 1));
        FeaturePipeline other = pipeline(Schema.of(Field.number("a")));
        assertThatIllegalArgumentException().isThrownBy(() -> features(two, abc(one)));
        assertThatIllegalArgumentException().isThrownBy(() -> features(one, abc(two)));
        assertThatIllegalArgumentException().isThrownBy(() -> features(other, abc(one)));
        assertThat(features(two.select(List.of("c")), abc(two))).containsExactly(3);
    }

    @Test
    void transform_unseen_passesOnlyIfEveryConsumerTreatsIt() {
        Schema schema = Schema.of(Field.category("k").oneOf("x"), Field.number("n"));
        TestStep treats = TestStep.of(List.of("k"), List.of("k1"), 1).treatingUnseen();
        TestStep not = TestStep.of(List.of("k"), List.of("k2"), 1);
        assertUnseen(pipeline(schema, treats), true);
        assertUnseen(pipeline(schema, not), false);
        assertUnseen(pipeline(schema, treats.keepingInputs(), not), false);
        assertUnseen(pipeline(schema, treats.keepingInputs()), false); // the model reads k itself
        assertUnseen(pipeline(schema).select(List.of("n")), true); // nobody reads it
    }

    private static void assertUnseen(FeaturePipeline pipeline, boolean passes) {
        Row row = pipeline.newRow(null).set("k", "y").set("n", 1.0);
        if (passes) {
            assertThat(features(pipeline, row)).hasSize(pipeline.features().size());
        } else {
            assertThat(faults(() -> features(pipeline, row)))
                    .containsExactly(new Violation(0, "k", UNSEEN, "one of x", "\"y\""));
        }
    }

    @Test
    void transform_faultsOfDoorAndSteps_reportedTogether() {
        FeaturePipeline pipeline = pipeline(ABC, TestStep.of("b", 1).refusingAbove(10));
        Row row = pipeline.newRow(null).set("c", "text").set("b", 11.0);
        assertThat(faults(() -> features(pipeline, row)))
                .extracting(Violation::field, Violation::reason)
                .containsExactly(tuple("a", MISSING), tuple("b", OUT_OF_RANGE), tuple("c", INVALID));
        row.set("a", 1.0).set("b", 2.0).set("c", 3.0);
        assertThat(features(pipeline, row)).containsExactly(1, 2, 3);
    }

    @Test
    void transform_infiniteFeature_refusedNamingTheField() {
        FeaturePipeline pipeline = pipeline(ABC, TestStep.of(List.of("b"), List.of("x"), 0.0));
        for (Missing missing : Missing.values()) {
            assertThat(faults(() -> features(pipeline, abc(pipeline), missing)))
                    .containsExactly(
                            new Violation(0, "b", INVALID, "a value that gives a finite feature \"x\"", "Infinity"));
        }
    }

    @Test
    void transform_missingFeature_refusedOnlyIfTheModelTakesNone() {
        Schema schema = Schema.of(Field.number("a"), Field.number("b").optional());
        FeaturePipeline pipeline = pipeline(schema, TestStep.of(List.of("b"), List.of("b_1", "b_2"), 1));
        Row row = pipeline.newRow(null).set("a", 1.0);
        assertThat(features(pipeline, row, Missing.AS_IS)).containsExactly(1, Double.NaN, Double.NaN);
        assertThat(faults(() -> features(pipeline, row)))
                .containsExactly(new Violation(
                        0, "b", MISSING, "a value, because the model takes no missing feature \"b_1\"", ""));
    }

    @Test
    void transform_missingFeatureOfSeveralFields_blamesTheMissingOne() {
        Schema schema = Schema.of(Field.number("a"), Field.number("b").optional());
        TestStep both = TestStep.of(List.of("a", "b"), List.of("x", "y"), 1);
        FeaturePipeline pipeline = pipeline(schema, both);
        Row row = pipeline.newRow(null).set("a", 1.0);
        assertThat(faults(() -> features(pipeline, row)))
                .extracting(Violation::field)
                .containsExactly("b");
        row.set("b", "text");
        assertThat(faults(() -> features(pipeline, row)))
                .extracting(Violation::field, Violation::reason)
                .containsExactly(tuple("b", INVALID));
    }

    @Test
    void transform_faultOfAStepsOwnColumn_reportedOnce() {
        TestStep first = TestStep.of(List.of("a"), List.of("x"), 1);
        TestStep second = TestStep.of(List.of("x"), List.of("y"), 0.0).refusingAbove(0.5);
        FeaturePipeline pipeline = pipeline(ABC, first, second);
        assertThat(faults(() -> features(pipeline, abc(pipeline))))
                .extracting(Violation::field, Violation::reason)
                .containsExactly(tuple("x", OUT_OF_RANGE));
    }

    @Test
    void transform_table_rowMajorWithTheRowsOfItsFaults() {
        FeaturePipeline pipeline = pipeline(Schema.of(Field.number("a").optional(), Field.number("b")));
        Table table = Table.of(pipeline.schema(), List.of(1, 2, 3), (item, row) -> {
            row.set("b", (double) item);
            if (item != 2) {
                row.set("a", (double) item);
            }
        });
        assertThat(pipeline.transform(table, Missing.AS_IS)).containsExactly(1, 1, Double.NaN, 2, 3, 3);
        assertThat(faults(() -> pipeline.transform(table, Missing.REJECT)))
                .extracting(Violation::row, Violation::field)
                .containsExactly(tuple(1, "a"));
    }

    @Test
    void fit_steps_seeOnlyTheirInputsAsMadeSoFar() {
        Table table = Table.of(
                ABC,
                List.of(1, 4),
                (item, row) -> row.set("a", (double) item).set("b", 2.0 * item).set("c", 1.0));
        TestStep.ByMax first = new TestStep.ByMax("b");
        TestStep.ByMax second = new TestStep.ByMax("b");
        FeaturePipeline pipeline = FeaturePipeline.fit("test", "1.0.0", List.of(first, second), table);
        assertThat(first.seen().get(0).schema().names()).containsExactly("b");
        assertThat(first.seen().get(0).values("b")).containsExactly(2, 8);
        assertThat(second.seen().get(0).values("b")).containsExactly(0.25, 1);
        assertThat(features(pipeline, abc(pipeline))).containsExactly(1, 0.25, 3);
        FeaturePipeline known = pipeline(ABC, TestStep.of("b", 8), TestStep.of("b", 1));
        assertThat(pipeline.fingerprint()).isEqualTo(known.fingerprint());
    }

    @Test
    void fit_impossibleStep_refusedNamingIt() {
        Table table = Table.of(
                ABC, List.of(1), (item, row) -> row.set("a", -1.0).set("b", 1.0).set("c", 1.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeaturePipeline.fit(
                        "p", "1.0.0", List.of(new TestStep.ByMax("b"), new TestStep.ByMax("a")), table))
                .withMessage("step 1: column \"a\" must have a positive value, found at most -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeaturePipeline.fit("p", "1.0.0", List.of(new TestStep.ByMax("d")), table))
                .withMessageStartingWith("step 0: no field \"d\"");
    }

    @Test
    void nameVersionRange_pipeline_asGiven() {
        FeaturePipeline pipeline = FeaturePipeline.of("bike", "1.2.3", ABC, List.of(), null);
        assertThat(pipeline.name()).isEqualTo("bike");
        assertThat(pipeline.version()).isEqualTo("1.2.3");
        assertThat(pipeline.satisfies("1.2")).isTrue();
        assertThat(pipeline.satisfies("1.3")).isFalse();
    }
}
