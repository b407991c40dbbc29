package io.github.predict4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Violation;
import io.github.predict4j.schema.Warning;
import java.lang.invoke.MethodHandles;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoundPredictorTest {
    enum Colour {
        RED,
        BLUE,
        GREEN
    }

    private record Flower(
            double petalLength,
            @Nullable Integer count,
            @Nullable Boolean wild,
            @Nullable Colour colour,
            @Nullable LocalDate seen) {}

    record Plain(float petal_length, long count, boolean wild, String colour, LocalDate seen) {}

    record Boxed(@Nullable Double petal_length) {}

    record Wrong(String petalLength, double count, int wild, Object colour, String seen, int other) {}

    private static final LocalDate DAY = LocalDate.of(1970, 1, 5);
    private static final Flower FLOWER = new Flower(2, 3, true, Colour.RED, DAY);

    private final Predictor predictor = TestPredictors.regression();
    private final BoundPredictor<Flower> flowers = predictor.bind(Flower.class, MethodHandles.lookup());

    @Test
    void bind_lambda_fillsAnEmptyRow() {
        BoundPredictor<Double> lengths = predictor.bind((Double length, Row row) -> {
            assertThat(row.isSet(0)).isFalse();
            TestPredictors.fill(row, length);
        });
        assertThat(lengths.predict(2.0).value()).isEqualTo(TestPredictors.expected(2));
        assertThat(lengths.predict(4.0).value()).isEqualTo(TestPredictors.expected(4));
        assertThat(lengths.predictor()).isSameAs(predictor);
    }

    @Test
    void bind_privateRecordWithBoxes_sameAsSetting() {
        double[] out = new double[1];
        flowers.score(FLOWER, out);
        assertThat(out[0]).isEqualTo(TestPredictors.expected(2));
        BoundPredictor<Plain> plain = predictor.bind(Plain.class, MethodHandles.lookup());
        assertThat(plain.predict(new Plain(2, 3, true, "RED", DAY)).value()).isEqualTo(out[0]);
    }

    @Test
    void bind_nullBox_isMissing() {
        double sum = 2.0 / 4 + 4 * 0.5; // the model takes 0.5 for a missing feature
        assertThat(flowers.predict(new Flower(2, null, null, null, null)).value())
                .isEqualTo(sum / 64);
        BoundPredictor<Boxed> boxed = predictor.bind(Boxed.class, MethodHandles.lookup());
        assertThat(faults(() -> boxed.predict(new Boxed(null))))
                .extracting(Violation::field, Violation::reason)
                .containsExactly(tuple("petal_length", Violation.Reason.MISSING));
    }

    @Test
    void bind_unseenConstant_refused() {
        assertThat(faults(() -> flowers.predict(new Flower(2, 3, true, Colour.GREEN, DAY))))
                .containsExactly(new Violation(0, "colour", Violation.Reason.UNSEEN, "one of BLUE, RED", "\"GREEN\""));
    }

    @Test
    void bind_wrongRecord_allProblemsAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictor.bind(Wrong.class, MethodHandles.lookup()))
                .withMessageContainingAll(
                        "component \"petalLength\" of type String does not fit petal_length NUMBER",
                        "component \"count\" of type double does not fit count INTEGER",
                        "component \"wild\" of type int does not fit wild BOOLEAN",
                        "component \"colour\" of type Object does not fit colour CATEGORY",
                        "component \"seen\" of type String does not fit seen DATE",
                        "component \"other\" is no field of [petal_length, count, wild, colour, seen]");
    }

    @Test
    void bind_missingComponentOrAccess_refused() {
        record Empty() {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictor.bind(Empty.class, MethodHandles.lookup()))
                .withMessageContaining("field \"petal_length\" is required and has no component");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictor.bind(Flower.class, MethodHandles.publicLookup()))
                .withMessageContaining("component \"petalLength\" is not accessible to the lookup of");
    }

    @Test
    void bind_twoComponentsForOneField_refused() {
        record Twice(double petal_length, double petalLength) {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictor.bind(Twice.class, MethodHandles.lookup()))
                .withMessageContaining("component \"petalLength\" is a second one for field \"petal_length\"");
    }

    @Test
    void bind_fieldsOfBothSpellings_exactNameWins() {
        record Both(double petalLength, double petal_length) {}
        Predictor both = sum(Schema.of(
                Field.number("petalLength"), Field.number("petal_length").optional()));
        assertThat(both.bind(Both.class, MethodHandles.lookup())
                        .predict(new Both(32, 64))
                        .value())
                .isEqualTo(1.5);
        record Exact(double petalLength) {}
        assertThat(both.bind(Exact.class, MethodHandles.lookup())
                        .predict(new Exact(32))
                        .value())
                .isEqualTo(32.5 / 64);
    }

    @Test
    void bind_extraComponentWhereExtrasAreIgnored_passedOver() {
        record More(double a, String note) {}
        Predictor tolerant = sum(Schema.of(Field.number("a")).extra(Extra.IGNORE));
        assertThat(tolerant.bind(More.class, MethodHandles.lookup())
                        .predict(new More(64, "x"))
                        .value())
                .isEqualTo(1);
    }

    private static Predictor sum(Schema schema) {
        return Predictor.of(
                FeaturePipeline.of("sum", "1.0.0", schema, List.of(), null),
                new LinearTestModel(schema.size(), 1, true),
                OutputSchema.regression("sum", ""));
    }

    @Test
    void predictAll_items_inOrderWithTheirWarnings() {
        var lengths = predictor.bind(
                (Double length, Row row) -> TestPredictors.fill(row, length).set("count", length));
        List<Prediction> predictions = lengths.predictAll(List.of(2.0, 2.5));
        assertThat(predictions)
                .extracting(Prediction::value)
                .containsExactly((0.5 + 2 + 6) / 64, (0.625 + 0.5 + 6) / 64);
        assertThat(predictions.get(0).warnings()).isEmpty();
        assertThat(predictions.get(1).warnings())
                .containsExactly(new Warning("count", Warning.Code.INVALID_AS_MISSING));
        assertThat(lengths.predictAll(List.of())).isEmpty();
    }

    @Test
    void predictAll_faultyItems_allFaultsWithTheirNumbers() {
        List<Flower> some = List.of(
                FLOWER,
                new Flower(-1, 3, true, Colour.GREEN, DAY),
                FLOWER,
                new Flower(Double.NaN, 1, true, Colour.RED, DAY));
        assertThat(faults(() -> flowers.predictAll(some)))
                .extracting(Violation::row, Violation::field)
                .containsExactly(tuple(1, "petal_length"), tuple(1, "colour"), tuple(3, "petal_length"));
        assertThat(flowers.predictAll(List.of(FLOWER))).hasSize(1);
    }

    private static List<Violation> faults(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(InvalidRowException.class, call))
                .violations();
    }
}
