package io.github.predict4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkTest {
    private final Predictor predictor = TestPredictors.regression();

    @ParameterizedTest(name = "parallelism {0}")
    @ValueSource(ints = {1, 2, 3, 7, 5000})
    void scoreAll_columns_bitEqualToOneAtATime(int parallelism) {
        for (int rows : new int[] {0, 1, 2, 1023, 1024, 1025, 4100}) {
            double[] lengths =
                    IntStream.range(0, rows).mapToDouble(i -> i % 97 / 7.0).toArray();
            double[] expected = new double[rows];
            double[] one = new double[1];
            Row row = predictor.newRow();
            for (int i = 0; i < rows; i++) {
                predictor.score(TestPredictors.fill(row, lengths[i]), one);
                expected[i] = one[0];
            }
            assertThat(predictor.scoreAll(rows, parallelism, (r, i) -> TestPredictors.fill(r, lengths[i])))
                    .as("%d rows", rows)
                    .isEqualTo(expected);
        }
    }

    @Test
    void scoreAll_severalOutputs_rowMajor() {
        Predictor classifier = TestPredictors.classifier(3);
        double[] scores = classifier.scoreAll(5, 2, (row, i) -> TestPredictors.fill(row, i));
        double[] one = new double[3];
        classifier.score(TestPredictors.fill(classifier.newRow(), 4), one);
        assertThat(scores).hasSize(15).endsWith(one);
    }

    @Test
    void scoreAll_faultyRows_eachWithItsNumberWhateverThePart() {
        assertThat(faults(() -> predictor.scoreAll(3000, 2, (row, i) -> {
                    TestPredictors.fill(row, i % 1400 == 99 ? -1 : 1);
                })))
                .extracting(Violation::row, Violation::field)
                .containsExactly(tuple(99, "petal_length"), tuple(1499, "petal_length"), tuple(2899, "petal_length"));
    }

    @Test
    void scoreAll_onlyFaultyRows_stopsAfterTheFirstOfEachPart() {
        List<Violation> faults = faults(() -> predictor.scoreAll(100_000, 2, (row, i) -> row.clear()));
        assertThat(faults).hasSize(2 * Row.MAX_VIOLATIONS);
        assertThat(faults.get(0).row()).isZero();
        assertThat(faults.get(Row.MAX_VIOLATIONS).row()).isEqualTo(50_000);
    }

    @Test
    void predictAll_parallel_inOrderWithTheirWarnings() {
        BoundPredictor<Integer> bound = predictor.bind((Integer i, Row row) -> {
            TestPredictors.fill(row, 1);
            if (i % 2 == 1) {
                row.set("count", 0.5);
            }
        });
        List<Integer> items = IntStream.range(0, 2500).boxed().toList();
        List<Prediction> predictions = bound.predictAll(items, 2);
        assertThat(predictions).isEqualTo(bound.predictAll(items));
        assertThat(predictions.get(0).warnings()).isEmpty();
        assertThat(predictions.get(2499).warnings()).hasSize(1);
        assertThat(bound.predictAll(Collections.emptyList(), 2)).isEmpty();
    }

    @Test
    void scoreAll_badArguments_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictor.scoreAll(-1, 1, (row, i) -> {}))
                .withMessage("rows must not be negative, found -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictor.scoreAll(1, 0, (row, i) -> {}))
                .withMessage("parallelism must be at least 1, found 0");
    }

    private static List<Violation> faults(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(InvalidRowException.class, call))
                .violations();
    }
}
