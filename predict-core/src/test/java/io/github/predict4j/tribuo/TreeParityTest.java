package io.github.predict4j.tribuo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.Scratch;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.training.Learned;
import io.github.predict4j.training.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.math.la.SparseVector;
import org.tribuo.regression.Regressor;

/** Converted trees against Tribuo itself: path, label, shares, value; half of the features are exactly on a threshold. */
class TreeParityTest {

    private static final int ROWS = 10_000;

    static Stream<Arguments> labels() {
        return Stream.of(Trainers.OfLabels.values()).flatMap(TreeParityTest::withShapes);
    }

    static Stream<Arguments> values() {
        return Stream.of(Trainers.OfValues.values()).flatMap(TreeParityTest::withShapes);
    }

    private static Stream<Arguments> withShapes(Object trainer) {
        return Stream.of(Sample.Shape.values()).map(shape -> Arguments.of(trainer, shape, 20));
    }

    @ParameterizedTest(name = "{0}, {1}, seed {2}")
    @MethodSource("labels")
    void score_labels_pathLabelAndEveryScoreAreThoseOfTribuo(Trainers.OfLabels trainer, Sample.Shape shape, long seed) {
        Sample sample = Sample.of(shape, 200, seed);
        Model<Label> tribuo = trainer.create(seed).train(sample.labelled());
        Learned learned = TribuoModels.convert(tribuo, sample.names());
        List<String> labels = learned.labels();

        eachRow(sample, tribuo, learned, new Label("unknown"), (prediction, scores) -> {
            Map<String, Label> expected = prediction.getOutputScores();
            assertThat(expected).hasSize(scores.length);
            int best = 0;
            for (int k = 0; k < scores.length; k++) {
                Label label = requireNonNull(expected.get(labels.get(k)));
                assertBits(scores[k], label.getScore());
                best = scores[k] > scores[best] ? k : best;
            }
            assertThat(labels.get(best)).isEqualTo(prediction.getOutput().getLabel());
        });
        assertThat(learned.labels()).containsExactlyInAnyOrder("virginica", "setosa", "versicolor");
        ((TreeEnsemble) learned.model()).requireProbabilities();
    }

    @ParameterizedTest(name = "{0}, {1}, seed {2}")
    @MethodSource("values")
    void score_positiveValues_pathIsThatOfTribuoAndValueWithin1em12Relative(
            Trainers.OfValues trainer, Sample.Shape shape, long seed) {
        Sample sample = Sample.of(shape, 200, seed);
        double smallest = assertValues(trainer, sample, sample.values(), seed);
        assertThat(smallest).isPositive();
    }

    @ParameterizedTest(name = "{0}, {1}, seed {2}")
    @MethodSource("values")
    void score_valuesOfEitherSign_valueWithin1em12OfTheLargestLeaf(
            Trainers.OfValues trainer, Sample.Shape shape, long seed) {
        Sample sample = Sample.of(shape, 200, seed);
        double smallest = assertValues(trainer, sample, sample.centered(), seed);
        if (trainer != Trainers.OfValues.LEAF) {
            assertThat(smallest).isNegative();
        }
    }

    /** Compares, and returns the smallest leaf. */
    private static double assertValues(Trainers.OfValues trainer, Sample sample, Target target, long seed) {
        Model<Regressor> tribuo = trainer.create(seed).train(sample.valued(target));
        Learned learned = TribuoModels.convert(tribuo, sample.names());
        TreeEnsemble ensemble = (TreeEnsemble) learned.model();
        double[] leaves = new double[ensemble.trees().leafValues().remaining()];
        ensemble.trees().leafValues().get(leaves);
        double smallest = Arrays.stream(leaves).min().orElseThrow();
        double largest = Arrays.stream(leaves).map(Math::abs).max().orElseThrow();

        eachRow(sample, tribuo, learned, new Regressor(target.name(), 0), (prediction, scores) -> {
            double expected = prediction.getOutput().getValues()[0];
            if (tribuo instanceof TreeModel) {
                assertBits(scores[0], expected);
            } else {
                double tolerance = 1e-12 * (smallest > 0 ? expected : largest);
                if (!(Math.abs(scores[0] - expected) <= tolerance)) {
                    throw new AssertionError("expected " + expected + ", found " + scores[0]);
                }
            }
        });
        assertThat(learned.labels()).isEmpty();
        assertThat(ensemble.aggregation()).isEqualTo(Aggregation.MEAN);
        return smallest;
    }

    private interface Comparison<T extends org.tribuo.Output<T>> {
        void compare(Prediction<T> expected, double[] scores);
    }

    /** Compares the path through every tree here, and leaves the prediction to the comparison. */
    private static <T extends org.tribuo.Output<T>> void eachRow(
            Sample sample, Model<T> tribuo, Learned learned, T unknown, Comparison<T> comparison) {
        TreeEnsemble ensemble = (TreeEnsemble) learned.model();
        TreePaths paths = new TreePaths(ensemble.trees(), sample.names());
        List<? extends Model<T>> members =
                tribuo instanceof WeightedEnsembleModel<T> many ? many.getModels() : List.of(tribuo);
        assertThat(ensemble.trees().treeCount()).isEqualTo(members.size());
        Sample rows = Sample.of(sample.shape, ROWS, 99);
        SplittableRandom random = new SplittableRandom(98);
        Scratch scratch = ensemble.newScratch(1);
        double[] scores = new double[ensemble.outputSize()];
        for (int r = 0; r < ROWS; r++) {
            double[] row = rows.row(r);
            if (r % 2 == 0) {
                paths.hitThresholds(row, random);
            }
            Example<T> example = sample.example(unknown, row);
            SparseVector vector = SparseVector.createSparseVector(example, tribuo.getFeatureIDMap(), false);
            for (int tree = 0; tree < members.size(); tree++) {
                paths.walk(tree, (TreeModel<T>) members.get(tree), vector, row);
            }
            ensemble.score(row, 1, scores, scratch);
            comparison.compare(tribuo.predict(example), scores);
        }
    }

    private static void assertBits(double found, double expected) {
        if (Double.doubleToLongBits(found) != Double.doubleToLongBits(expected)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
