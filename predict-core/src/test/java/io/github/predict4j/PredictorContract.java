package io.github.predict4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Warning;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Predictor} of the fields of {@link TestPredictors} keeps, whoever implements it. */
interface PredictorContract {
    Predictor predictor();

    @Test
    default void score_twice_givesTheSameAndKeepsTheRow() {
        Predictor predictor = predictor();
        Row row = TestPredictors.fill(predictor.newRow(), 2);
        double[] first = new double[predictor.output().size()];
        double[] second = new double[predictor.output().size()];
        predictor.score(row, first);
        predictor.score(row, second);
        assertThat(second).isEqualTo(first);
        assertThat(predictor.predict(row).warnings()).isEmpty();
    }

    @Test
    default void score_longerOutput_writesOnlyItsScores() {
        Predictor predictor = predictor();
        int size = predictor.output().size();
        double[] out = new double[size + 2];
        Arrays.fill(out, -7);
        predictor.score(TestPredictors.fill(predictor.newRow(), 2), out);
        assertThat(Arrays.copyOfRange(out, size, size + 2)).containsOnly(-7);
        assertThat(Arrays.copyOf(out, size)).doesNotContain(-7);
    }

    @Test
    default void score_faultyRow_refusedOutputUnchangedAndUsableAfter() {
        Predictor predictor = predictor();
        Row row = predictor.newRow().set("petal_length", "long").set("colour", "GREEN");
        double[] out = new double[predictor.output().size()];
        Arrays.fill(out, -7);
        assertThatThrownBy(() -> predictor.score(row, out))
                .isInstanceOfSatisfying(
                        InvalidRowException.class,
                        e -> assertThat(e.violations()).hasSize(2));
        assertThat(out).containsOnly(-7);
        predictor.score(TestPredictors.fill(row, 2), out);
        assertThat(out).doesNotContain(-7);
    }

    @Test
    default void score_shortOutput_refused() {
        Predictor predictor = predictor();
        double[] tooShort = new double[predictor.output().size() - 1];
        Row row = TestPredictors.fill(predictor.newRow(), 2);
        assertThatIllegalArgumentException().isThrownBy(() -> predictor.score(row, tooShort));
    }

    @Test
    default void score_rowOfAnotherPredictor_refused() {
        Predictor predictor = predictor();
        Row foreign = TestPredictors.fill(TestPredictors.regression().newRow(), 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        predictor.score(foreign, new double[predictor.output().size()]))
                .withMessage("the row must be made by newRow() of this predictor, found another's");
    }

    @Test
    default void predict_warning_comesWithThePrediction() {
        Predictor predictor = predictor();
        Row row = TestPredictors.fill(predictor.newRow(), 2).set("count", 1.5);
        Warning warning = new Warning("count", Warning.Code.INVALID_AS_MISSING);
        assertThat(predictor.predict(row).warnings()).containsExactly(warning);
        assertThat(predictor.predict(TestPredictors.fill(row, 2)).warnings()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    default void batch_randomRows_bitEqualToOneAtATime(long seed) {
        Predictor predictor = predictor();
        int size = predictor.output().size();
        SplittableRandom random = new SplittableRandom(seed);
        Batch batch = predictor.newBatch(100);
        Row row = predictor.newRow();
        double[] expected = new double[100 * size];
        double[] one = new double[size];
        for (int r = 0; r < 100; r++) {
            double length = random.nextDouble(100);
            predictor.score(TestPredictors.fill(row, length), one);
            System.arraycopy(one, 0, expected, r * size, size);
            TestPredictors.fill(batch.row(), length);
            batch.add();
        }
        double[] out = new double[100 * size];
        batch.score(out);
        assertThat(out).isEqualTo(expected);
    }

    @Test
    default void batch_faultyRow_isNotInIt() {
        Predictor predictor = predictor();
        Batch batch = predictor.newBatch(2);
        TestPredictors.fill(batch.row(), 2);
        batch.add();
        TestPredictors.fill(batch.row(), 200);
        assertThatThrownBy(batch::add).isInstanceOf(InvalidRowException.class);
        assertThat(batch.size()).isEqualTo(1);
        TestPredictors.fill(batch.row(), 4).set("count", 0.5);
        batch.add();
        assertThat(batch.warnings(0)).isEmpty();
        assertThat(batch.warnings(1)).containsExactly(new Warning("count", Warning.Code.INVALID_AS_MISSING));
        TestPredictors.fill(batch.row(), 2);
        assertThatIllegalStateException().isThrownBy(batch::add).withMessageContaining("full with 2 rows");
    }

    @Test
    default void batch_cleared_isEmptyAndReusable() {
        Predictor predictor = predictor();
        Batch batch = predictor.newBatch(1);
        TestPredictors.fill(batch.row(), 2).set("count", 0.5);
        batch.add();
        batch.clear();
        assertThat(batch.size()).isZero();
        assertThat(batch.warnings(0)).isEmpty();
        batch.score(new double[0]);
        TestPredictors.fill(batch.row(), 2);
        batch.add();
        assertThat(batch.capacity()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> batch.score(new double[0]));
    }

    @Test
    default void batch_noCapacity_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> predictor().newBatch(0));
    }
}
