package io.github.predict4j.examples.python;

import io.github.predict4j.model.Branch;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.Trees;
import io.github.predict4j.model.TreesBuilder;
import java.util.SplittableRandom;

/** Random models of given features: what they predict means nothing, but every row takes another way through them. */
final class RandomModels {
    private static final int TREES = 25;
    private static final int DEPTH = 6;

    private final double[] features;
    private final int inputs;
    private final SplittableRandom random;

    /**
     * @param features rows of features, row-major, out of which thresholds are drawn, so that values equal thresholds
     * @param inputs how many a row has
     */
    RandomModels(double[] features, int inputs, SplittableRandom random) {
        this.features = features;
        this.inputs = inputs;
        this.random = random;
    }

    /** What the leaves of a tree are. */
    enum Leaves {
        /** Classes. */
        CLASS,
        /** A value for each output. */
        VECTOR,
        /** A value for one output, in turn. */
        VALUE
    }

    /**
     * Trees with numeric splits.
     *
     * @param outputs the number of outputs
     * @param leaves what the leaves are; values are floats exactly
     */
    Trees trees(int outputs, Leaves leaves) {
        return trees(outputs, leaves, false);
    }

    /** Trees that also have splits of categories, and say where missing values go. */
    Trees richTrees(int outputs, Leaves leaves) {
        return trees(outputs, leaves, true);
    }

    private Trees trees(int outputs, Leaves leaves, boolean rich) {
        TreesBuilder trees = Trees.builder(inputs, outputs);
        for (int t = 0; t < TREES; t++) {
            switch (leaves) {
                case CLASS -> trees.startClassTree();
                case VECTOR -> trees.startVectorTree();
                case VALUE -> trees.startTree(t % outputs);
            }
            grow(trees, outputs, leaves, rich, 0);
        }
        return trees.build();
    }

    private void grow(TreesBuilder trees, int outputs, Leaves leaves, boolean rich, int depth) {
        if (depth == DEPTH || random.nextInt(6) < depth - 1) {
            switch (leaves) {
                case CLASS -> trees.leafClass(random.nextInt(outputs));
                case VECTOR -> trees.leaf(numbers(outputs));
                case VALUE -> trees.leaf(numbers(1));
            }
            return;
        }
        int feature = random.nextInt(inputs);
        Branch missing = rich && random.nextBoolean() ? Branch.RIGHT : Branch.LEFT;
        if (rich && random.nextInt(3) == 0) {
            trees.categorySplit(feature, missing, random.nextInt(3), 3 + random.nextInt(3), 6 + random.nextInt(120));
        } else {
            trees.split(feature, threshold(feature), missing);
        }
        grow(trees, outputs, leaves, rich, depth + 1);
        grow(trees, outputs, leaves, rich, depth + 1);
    }

    private double threshold(int feature) {
        double seen = features[random.nextInt(features.length / inputs) * inputs + feature];
        return Double.isNaN(seen) ? 0.5 : seen;
    }

    /** A weight, not 0, for each feature and output, small enough for exp. */
    LinearModel linear(int outputs, PostTransform transform) {
        double[] weights = new double[inputs * outputs];
        for (int i = 0; i < weights.length; i++) {
            double size = 1e-3;
            for (int at = i % inputs; at < features.length; at += inputs) {
                size = Math.max(size, Math.abs(features[at]));
            }
            weights[i] = (random.nextDouble() - 0.5) / size;
        }
        return LinearModel.of(weights, numbers(outputs), transform);
    }

    /** Numbers in [0, 1) that are floats exactly. */
    double[] numbers(int count) {
        return random.doubles(count).map(x -> (float) (x * 0.99)).toArray();
    }
}
