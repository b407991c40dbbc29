package io.github.predict4j.tribuo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.Scratch;
import io.github.predict4j.training.Learned;
import io.github.predict4j.training.Target;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.linear.LinearSGDTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/** Converted linear models against Tribuo itself, which adds the same terms in another order. */
class LinearParityTest {

    private static final int ROWS = 10_000;
    private static final double TOLERANCE = 1e-12;

    static Stream<Arguments> shapes() {
        return Stream.of(Sample.Shape.values()).map(shape -> Arguments.of(shape, 31));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("shapes")
    void score_logisticRegression_labelIsThatOfTribuoAndScoresWithin1em12(Sample.Shape shape, long seed) {
        Sample sample = Sample.of(shape, 200, seed);
        Model<Label> tribuo = new LogisticRegressionTrainer().train(sample.labelled());
        Learned learned = TribuoModels.convert(tribuo, sample.names());
        LinearModel model = (LinearModel) learned.model();
        double[] scores = new double[model.outputSize()];
        Sample rows = Sample.of(shape, ROWS, 99);
        for (int r = 0; r < ROWS; r++) {
            double[] row = rows.row(r);
            Prediction<Label> expected = tribuo.predict(sample.example(new Label("unknown"), row));
            model.score(row, 1, scores, Scratch.none());
            int best = 0;
            for (int k = 0; k < scores.length; k++) {
                String label = learned.labels().get(k);
                double score =
                        requireNonNull(expected.getOutputScores().get(label)).getScore();
                assertWithin(scores[k], score, TOLERANCE * (1 + magnitude(model, k, row)) * score + Double.MIN_NORMAL);
                best = scores[k] > scores[best] ? k : best;
            }
            assertThat(learned.labels().get(best))
                    .isEqualTo(expected.getOutput().getLabel());
        }
        assertThat(model.postTransform()).isEqualTo(PostTransform.SOFTMAX);
        assertThat(learned.labels()).containsExactlyInAnyOrder("virginica", "setosa", "versicolor");
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("shapes")
    void score_linearRegression_valueIsThatOfTribuoWithin1em12OfItsTerms(Sample.Shape shape, long seed) {
        Sample sample = Sample.of(shape, 200, seed);
        Target target = sample.values();
        Model<Regressor> tribuo =
                new LinearSGDTrainer(new SquaredLoss(), new AdaGrad(0.1), 5, seed).train(sample.valued(target));
        Learned learned = TribuoModels.convert(tribuo, sample.names());
        LinearModel model = (LinearModel) learned.model();
        double[] scores = new double[1];
        Sample rows = Sample.of(shape, ROWS, 99);
        for (int r = 0; r < ROWS; r++) {
            double[] row = rows.row(r);
            double expected = tribuo.predict(sample.example(new Regressor(target.name(), 0), row))
                    .getOutput()
                    .getValues()[0];
            model.score(row, 1, scores, Scratch.none());
            assertWithin(scores[0], expected, TOLERANCE * magnitude(model, 0, row));
        }
        assertThat(model.postTransform()).isEqualTo(PostTransform.NONE);
        assertThat(learned.labels()).isEmpty();
    }

    /** The sum of the magnitudes of an output's terms: what rounding errors of a sum are relative to. */
    private static double magnitude(LinearModel model, int output, double[] row) {
        double[] weights = model.weights();
        double sum = Math.abs(model.biases()[output]);
        for (int i = 0; i < row.length; i++) {
            sum += Math.abs(weights[output * row.length + i] * row[i]);
        }
        return sum;
    }

    private static void assertWithin(double found, double expected, double tolerance) {
        if (!(Math.abs(found - expected) <= tolerance)) {
            throw new AssertionError("expected " + expected + " within " + tolerance + ", found " + found);
        }
    }
}
