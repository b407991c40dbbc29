package io.github.predict4j.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.training.Learned;
import io.github.predict4j.training.Learner;
import io.github.predict4j.training.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.optimisers.AdaDelta;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.AdaGradRDA;
import org.tribuo.math.optimisers.Adam;
import org.tribuo.math.optimisers.ParameterAveraging;
import org.tribuo.math.optimisers.Pegasos;
import org.tribuo.math.optimisers.RMSProp;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.sgd.objectives.Huber;

class TribuoLearnerTest {

    private static final long SEED = 7;

    private final Sample sample = Sample.of(Sample.Shape.MIXED, 120, SEED);

    @ParameterizedTest(name = "{0}, seed 7")
    @EnumSource
    void learn_twiceWithOneTrainerOfLabels_givesTheModelOfANewTrainerEachTime(Trainers.OfLabels kind) {
        Trainer<Label> trainer = kind.create(SEED);
        Learner learner = TribuoLearner.of(trainer);
        Learned first = learner.learn(sample.features, sample.names(), sample.classes());
        trainer.train(sample.labelled());
        Learned second = learner.learn(sample.features, sample.names(), sample.classes());
        Learned ofUsedTrainer = TribuoLearner.of(trainer).learn(sample.features, sample.names(), sample.classes());
        Learned expected = TribuoModels.convert(kind.create(SEED).train(sample.labelled()), sample.names());

        assertEqual(first, expected);
        assertEqual(second, expected);
        assertEqual(ofUsedTrainer, expected);
    }

    @ParameterizedTest(name = "{0}, seed 7")
    @EnumSource
    void learn_twiceWithOneTrainerOfValues_givesTheModelOfANewTrainerEachTime(Trainers.OfValues kind) {
        Trainer<Regressor> trainer = kind.create(SEED);
        Learner learner = TribuoLearner.of(trainer);
        Learned first = learner.learn(sample.features, sample.names(), sample.values());
        trainer.train(sample.valued(sample.values()));
        Learned second = learner.learn(sample.features, sample.names(), sample.values());
        Learned ofUsedTrainer = TribuoLearner.of(trainer).learn(sample.features, sample.names(), sample.values());
        Learned expected =
                TribuoModels.convert(kind.create(SEED).train(sample.valued(sample.values())), sample.names());

        assertEqual(first, expected);
        assertEqual(second, expected);
        assertEqual(ofUsedTrainer, expected);
    }

    static Stream<StochasticGradientOptimiser> optimisers() {
        return Stream.of(
                new AdaDelta(0.9, 1e-5),
                new AdaGrad(0.1),
                new AdaGradRDA(0.1, 0.1, 0.01, 0.01, 10),
                new Adam(),
                new ParameterAveraging(new AdaGrad(0.2)),
                new Pegasos(0.1, 0.01),
                new RMSProp(0.1, 0.9, 1e-5, 0.01),
                SGD.getSimpleSGD(0.01),
                SGD.getLinearDecaySGD(0.01, 0.5, SGD.Momentum.NESTEROV));
    }

    @ParameterizedTest(name = "{0}, seed 7")
    @MethodSource("optimisers")
    void learn_twiceWithOneLinearTrainer_givesTheModelOfANewTrainerEachTime(StochasticGradientOptimiser optimiser) {
        var labels = new LinearSGDTrainer(new LogMulticlass(), optimiser, 3, 1000, 5, SEED);
        Learner learner = TribuoLearner.of(labels);
        Learned expected = TribuoModels.convert(labels.train(sample.labelled()), sample.names());
        assertEqual(learner.learn(sample.features, sample.names(), sample.classes()), expected);
        assertEqual(learner.learn(sample.features, sample.names(), sample.classes()), expected);

        var values = new org.tribuo.regression.sgd.linear.LinearSGDTrainer(new Huber(), optimiser, 3, 1000, 5, SEED);
        learner = TribuoLearner.of(values);
        expected = TribuoModels.convert(values.train(sample.valued(sample.values())), sample.names());
        assertEqual(learner.learn(sample.features, sample.names(), sample.values()), expected);
        assertEqual(learner.learn(sample.features, sample.names(), sample.values()), expected);
    }

    @Test
    void learn_otherSeed_givesAnotherModel() {
        Learned one = learn(Trainers.OfLabels.RANDOM_FOREST.create(1));
        Learned two = learn(Trainers.OfLabels.RANDOM_FOREST.create(2));

        assertThat(content(one.model())).isNotEqualTo(content(two.model()));
    }

    @Test
    void learn_forest_provenanceIsVersionAndSettingsOnly() {
        var tree = new CARTClassificationTrainer(8, 2f, 0.25f, 0.5f, new GiniIndex(), 42L);
        Learned learned = learn(new RandomForestTrainer<>(tree, new VotingCombiner(), 3, 43L));

        assertThat(learned.provenance().entries())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("library", "Tribuo 4.3.2"),
                        Map.entry("trainer", "org.tribuo.common.tree.RandomForestTrainer"),
                        Map.entry("trainer.combiner", "org.tribuo.classification.ensemble.VotingCombiner"),
                        Map.entry("trainer.innerTrainer", "org.tribuo.classification.dtree.CARTClassificationTrainer"),
                        Map.entry("trainer.innerTrainer.fractionFeaturesInSplit", "0.5"),
                        Map.entry(
                                "trainer.innerTrainer.impurity", "org.tribuo.classification.dtree.impurity.GiniIndex"),
                        Map.entry("trainer.innerTrainer.maxDepth", "8"),
                        Map.entry("trainer.innerTrainer.minChildWeight", "2.0"),
                        Map.entry("trainer.innerTrainer.minImpurityDecrease", "0.25"),
                        Map.entry("trainer.innerTrainer.seed", "42"),
                        Map.entry("trainer.innerTrainer.useRandomSplitPoints", "false"),
                        Map.entry("trainer.numMembers", "3"),
                        Map.entry("trainer.seed", "43")));
    }

    @Test
    void learn_labelOfNoRecord_isNotAmongTheLabels() {
        assertThat(sample.classes().labels()).contains("other");

        assertThat(learn(new CARTClassificationTrainer(3)).labels())
                .containsExactlyInAnyOrder("virginica", "setosa", "versicolor");
    }

    @Test
    void learn_oneLabelOnly_givesAModelOfOneOutput() {
        Target target = Target.classes("c", List.of("a", "b"), new int[] {1, 1});
        Learned learned =
                TribuoLearner.of(new CARTClassificationTrainer(3)).learn(new double[] {1, 2}, List.of("x"), target);

        assertThat(learned.labels()).containsExactly("b");
        double[] out = new double[1];
        learned.model().score(new double[] {5}, 1, out, learned.model().newScratch(1));
        assertThat(out).containsExactly(1);
    }

    @Test
    void learn_missingOrInfiniteValue_isRefusedNamingFeatureAndRecord() {
        double[] features = {1, 2, 3, Double.NaN};
        Target target = Target.values("t", new double[] {1, 2});
        Learner learner = TribuoLearner.of(new CARTRegressionTrainer(3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> learner.learn(features, List.of("a", "b"), target))
                .withMessage(
                        "features must be finite, as Tribuo takes no missing values, found NaN for 'b' in record 1");
        features[3] = 4;
        features[0] = Double.NEGATIVE_INFINITY;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> learner.learn(features, List.of("a", "b"), target))
                .withMessageContaining("found -Infinity for 'a' in record 0");
    }

    @Test
    void learn_wrongSizesOrNames_areRefused() {
        Target target = Target.values("t", new double[] {1, 2});
        Learner learner = TribuoLearner.of(new CARTRegressionTrainer(3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> learner.learn(new double[3], List.of("a", "b"), target))
                .withMessage("features.length must be 2 records x 2 names, found 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> learner.learn(new double[4], List.of("a", "a"), target))
                .withMessage("names must differ, found 'a' at 0 and at 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> learner.learn(new double[0], List.of(), target))
                .withMessageContaining("found 2 records and 0 features");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> learner.learn(new double[0], List.of("a"), Target.values("t", new double[0])))
                .withMessageContaining("found 0 records and 1 features");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void learn_valuesWithATrainerOfLabels_isRefused(Trainers.OfLabels kind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TribuoLearner.of(kind.create(SEED)).learn(sample.features, sample.names(), sample.values()))
                .withMessageStartingWith("trainer must be one for REGRESSION, found org.tribuo.");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void learn_labelsWithATrainerOfValues_isRefused(Trainers.OfValues kind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> learn(kind.create(SEED)))
                .withMessageStartingWith("trainer must be one for CLASSIFICATION, found org.tribuo.");
    }

    private Learned learn(Trainer<?> trainer) {
        return TribuoLearner.of(trainer).learn(sample.features, sample.names(), sample.classes());
    }

    private static void assertEqual(Learned found, Learned expected) {
        assertThat(content(found.model())).isEqualTo(content(expected.model()));
        assertThat(found.labels()).isEqualTo(expected.labels());
        assertThat(found.provenance()).isEqualTo(expected.provenance());
    }

    /** All numbers of a model. */
    private static List<Object> content(Model model) {
        List<Object> content = new ArrayList<>();
        if (model instanceof TreeEnsemble ensemble) {
            var trees = ensemble.trees();
            content.add(ensemble.aggregation());
            content.addAll(List.of(trees.roots(), trees.treeOutputs(), trees.splitFeatures(), trees.thresholds()));
            content.addAll(List.of(trees.left(), trees.right(), trees.leafValues()));
            for (double weight : ensemble.treeWeights()) {
                content.add(weight);
            }
        } else {
            LinearModel linear = (LinearModel) model;
            content.add(linear.postTransform());
            for (double weight : linear.weights()) {
                content.add(weight);
            }
            for (double bias : linear.biases()) {
                content.add(bias);
            }
        }
        return content;
    }
}
