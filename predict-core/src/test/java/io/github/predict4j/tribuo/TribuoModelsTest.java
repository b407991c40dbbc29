package io.github.predict4j.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.training.Learned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.fm.FMClassificationTrainer;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.classification.sgd.objectives.Hinge;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

class TribuoModelsTest {

    private final Sample sample = Sample.of(Sample.Shape.GRID, 120, 5);

    @Test
    void convert_namesInAnotherOrderAndMoreOfThem_sameScoresForTheSameFeatures() {
        var tribuo = Trainers.OfLabels.RANDOM_FOREST.create(5).train(sample.labelled());
        Model model = TribuoModels.convert(tribuo, sample.names()).model();
        List<String> names = new ArrayList<>(sample.names());
        Collections.reverse(names);
        names.add(1, "unused");
        Model other = TribuoModels.convert(tribuo, names).model();

        assertThat(other.inputSize()).isEqualTo(5);
        for (int r = 0; r < sample.records; r++) {
            double[] row = sample.row(r);
            double[] reordered = {row[3], 1e9, row[2], row[1], row[0]};
            assertThat(score(other, reordered)).isEqualTo(score(model, row));
        }
    }

    @Test
    void convert_linearNamesInAnotherOrder_weightsMoveWithTheirFeature() {
        var tribuo = new LogisticRegressionTrainer().train(sample.labelled());
        Model model = TribuoModels.convert(tribuo, sample.names()).model();
        List<String> names = new ArrayList<>(sample.names());
        Collections.swap(names, 0, 3);
        names.add("unused");
        Model other = TribuoModels.convert(tribuo, names).model();

        double[] row = {3.5, 0, 0, 7.25};
        double[] reordered = {7.25, 0, 0, 3.5, 1e9};
        double[] expected = score(model, row);
        double[] found = score(other, reordered);
        for (int k = 0; k < expected.length; k++) {
            assertThat(found[k]).isCloseTo(expected[k], org.assertj.core.data.Offset.offset(1e-12));
        }
    }

    @Test
    void convert_labels_areInTheOrderOfTribuosIds() {
        var tribuo = new CARTClassificationTrainer(3).train(sample.labelled());
        List<String> labels = TribuoModels.convert(tribuo, sample.names()).labels();

        for (int id = 0; id < labels.size(); id++) {
            assertThat(labels.get(id))
                    .isEqualTo(tribuo.getOutputIDInfo().getOutput(id).getLabel());
        }
    }

    @Test
    void convert_weightedEnsemble_keepsTheFloatWeightsExactly() {
        float[] weights = {0.1f, 2.5f, 1e-3f};
        Learned learned = TribuoModels.convert(voting(weights), sample.names());

        assertThat(((TreeEnsemble) learned.model()).treeWeights()).containsExactly(0.1f, 2.5f, 1e-3f);
        assertThat(learned.provenance().entries()).containsOnlyKeys("library", "trainer");
    }

    @Test
    void convert_negativeWeight_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TribuoModels.convert(voting(1f, -0.5f, 1f), sample.names()))
                .withMessage("treeWeights[1] must not be negative for VOTE, found -0.5");
    }

    @Test
    void convert_featureNotAmongTheNames_isRefusedByName() {
        var tribuo = new CARTClassificationTrainer(3).train(sample.labelled());

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TribuoModels.convert(tribuo, List.of("sepal_length", "sepal_width", "petal_length", "petal")))
                .withMessage(
                        "features of the model must be among the 4 names given, found 'petal_width', which is not");
    }

    @Test
    void convert_nameTwice_isRefused() {
        var tribuo = new CARTClassificationTrainer(3).train(sample.labelled());
        List<String> names = new ArrayList<>(sample.names());
        names.add("sepal_width");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TribuoModels.convert(tribuo, names))
                .withMessage("names must differ, found 'sepal_width' at 1 and at 4");
    }

    @Test
    void convert_regressionOfTwoOutputs_isRefusedByName() {
        String message = "regression must have one output, found 2: cnt, delta";
        var cart = new CARTRegressionTrainer(3);
        var forest = new BaggingTrainer<>(new CARTJointRegressionTrainer(3), new AveragingCombiner(), 2);
        var linear = new org.tribuo.regression.sgd.linear.LinearSGDTrainer(new SquaredLoss(), new AdaGrad(0.1), 1, 5);

        assertRefused(cart.train(sample.twice()), message);
        assertRefused(forest.train(sample.twice()), message);
        assertRefused(linear.train(sample.twice()), message);
    }

    @Test
    void convert_hingeLoss_isRefused() {
        var trainer = new LinearSGDTrainer(new Hinge(), new AdaGrad(0.1), 1, 5);

        assertRefused(
                trainer.train(sample.labelled()),
                "linear classification must give probabilities by a softmax, as with LogMulticlass, found the normalizer"
                        + " org.tribuo.math.util.NoopNormalizer");
    }

    @Test
    void convert_otherModels_areRefusedByClass() {
        assertRefused(
                DummyClassifierTrainer.createMostFrequentTrainer().train(sample.labelled()),
                "model must be a tree, an ensemble of trees or a linear SGD model, found"
                        + " org.tribuo.classification.baseline.DummyClassifierModel");
        assertRefused(
                new FMClassificationTrainer(new LogMulticlass(), new AdaGrad(0.1), 1, 5, 2, 0.1)
                        .train(sample.labelled()),
                "model must be a tree, an ensemble of trees or a linear SGD model, found"
                        + " org.tribuo.classification.sgd.fm.FMClassificationModel");
    }

    @Test
    void convert_otherEnsembles_areRefused() {
        var weighted = new BaggingTrainer<>(new CARTClassificationTrainer(3), new FullyWeightedVotingCombiner(), 2);
        var linear = new BaggingTrainer<>(new LogisticRegressionTrainer(), new VotingCombiner(), 2);

        assertRefused(
                weighted.train(sample.labelled()),
                "combiner of an ensemble must be org.tribuo.classification.ensemble.VotingCombiner, found"
                        + " org.tribuo.classification.ensemble.FullyWeightedVotingCombiner");
        assertRefused(
                linear.train(sample.labelled()),
                "members of an ensemble must be trees, found org.tribuo.classification.sgd.linear.LinearSGDModel as member"
                        + " 0");
    }

    private void assertRefused(org.tribuo.Model<?> model, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TribuoModels.convert(model, sample.names()))
                .withMessage(message);
    }

    private WeightedEnsembleModel<Label> voting(float... weights) {
        List<org.tribuo.Model<Label>> members = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            members.add(new CARTClassificationTrainer(2 + i).train(sample.labelled()));
        }
        return WeightedEnsembleModel.createEnsembleFromExistingModels("voting", members, new VotingCombiner(), weights);
    }

    private static double[] score(Model model, double[] row) {
        double[] out = new double[model.outputSize()];
        model.score(row, 1, out, model.newScratch(1));
        return out;
    }
}
