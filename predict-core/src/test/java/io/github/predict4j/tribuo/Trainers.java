package io.github.predict4j.tribuo;

import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.Entropy;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.ExtraTreesTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanAbsoluteError;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** Tribuo's trainers of trees, each time new ones. */
final class Trainers {

    private static final int TREES = 15;

    private Trainers() {}

    enum OfLabels {
        LEAF,
        CART,
        RANDOM_FOREST,
        EXTRA_TREES,
        BAGGING,
        ADA_BOOST;

        Trainer<Label> create(long seed) {
            return switch (this) {
                case LEAF -> new CARTClassificationTrainer(0);
                case CART -> new CARTClassificationTrainer(9, 2f, 0f, 1f, false, new Entropy(), seed);
                case RANDOM_FOREST -> new RandomForestTrainer<>(half(false, seed), new VotingCombiner(), TREES, seed);
                case EXTRA_TREES -> new ExtraTreesTrainer<>(half(true, seed), new VotingCombiner(), TREES, seed);
                case BAGGING ->
                    new BaggingTrainer<>(new CARTClassificationTrainer(5), new VotingCombiner(), TREES, seed);
                case ADA_BOOST ->
                    new AdaBoostTrainer(
                            new CARTClassificationTrainer(2, 0.001f, 0f, 1f, false, new GiniIndex(), seed),
                            TREES,
                            seed);
            };
        }

        private static CARTClassificationTrainer half(boolean randomSplits, long seed) {
            return new CARTClassificationTrainer(Integer.MAX_VALUE, 2f, 0f, 0.5f, randomSplits, new GiniIndex(), seed);
        }
    }

    enum OfValues {
        LEAF,
        CART,
        CART_ABSOLUTE,
        CART_JOINT,
        RANDOM_FOREST,
        EXTRA_TREES,
        BAGGING,
        JOINT_FOREST;

        Trainer<Regressor> create(long seed) {
            return switch (this) {
                case LEAF -> new CARTRegressionTrainer(0);
                case CART -> new CARTRegressionTrainer(8);
                case CART_ABSOLUTE -> new CARTRegressionTrainer(6, 3f, 0f, 0.7f, false, new MeanAbsoluteError(), seed);
                case CART_JOINT -> new CARTJointRegressionTrainer(8);
                case RANDOM_FOREST ->
                    new RandomForestTrainer<>(half(false, seed), new AveragingCombiner(), TREES, seed);
                case EXTRA_TREES -> new ExtraTreesTrainer<>(half(true, seed), new AveragingCombiner(), TREES, seed);
                case BAGGING ->
                    new BaggingTrainer<>(new CARTRegressionTrainer(5), new AveragingCombiner(), TREES, seed);
                case JOINT_FOREST ->
                    new RandomForestTrainer<>(
                            new CARTJointRegressionTrainer(7, 2f, 0f, 0.5f, new MeanSquaredError(), false, seed),
                            new AveragingCombiner(),
                            TREES,
                            seed);
            };
        }

        private static CARTRegressionTrainer half(boolean randomSplits, long seed) {
            return new CARTRegressionTrainer(
                    Integer.MAX_VALUE, 2f, 0f, 0.5f, randomSplits, new MeanSquaredError(), seed);
        }
    }
}
