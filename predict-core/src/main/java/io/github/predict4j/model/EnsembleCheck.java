package io.github.predict4j.model;

import java.util.Arrays;

/** Checks that the settings of a {@link TreeEnsemble} suit each other and its trees, which are checked already. */
final class EnsembleCheck {

    private static final double PROBABILITY_TOLERANCE = 1e-6;

    private final TreeEnsemble ensemble;
    private final Trees trees;
    private final double[] weights;
    private final double[] base;

    EnsembleCheck(TreeEnsemble ensemble, double[] weights, double[] base) {
        this.ensemble = ensemble;
        this.trees = ensemble.trees();
        this.weights = weights;
        this.base = base;
    }

    /** Returns a copy of the values, or none if they are as many as they should be and each is the default to the bit. */
    static double[] unlessAll(double normal, int count, double[] values) {
        long bits = Double.doubleToRawLongBits(normal);
        boolean all = Arrays.stream(values).allMatch(value -> Double.doubleToRawLongBits(value) == bits);
        return all && values.length == count ? new double[0] : values.clone();
    }

    /**
     * Checks everything and returns the total weight, in tree order and in the precision of the ensemble: one for VOTE, one
     * for each output for MEAN, none for SUM.
     */
    double[] run() {
        checkLeafKinds();
        checkNumbers("treeWeights", weights, trees.treeCount(), "trees");
        checkNumbers("baseValues", base, trees.outputSize, "outputs");
        if (ensemble.aggregation() == Aggregation.VOTE && base.length != 0) {
            throw new IllegalArgumentException("baseValues must be none for VOTE, found " + base.length);
        }
        checkNodes();
        return ensemble.aggregation() == Aggregation.SUM ? new double[0] : totals();
    }

    private void checkLeafKinds() {
        boolean votes = ensemble.aggregation() == Aggregation.VOTE;
        for (int tree = 0; tree < trees.treeCount(); tree++) {
            if ((trees.treeOutputs[tree] == Trees.CLASS) != votes) {
                throw new IllegalArgumentException("tree " + tree + ": leaves must be "
                        + (votes
                                ? "classes for VOTE, found values"
                                : "values for " + ensemble.aggregation() + ", found classes"));
            }
        }
    }

    private void checkNumbers(String name, double[] values, int count, String what) {
        if (values.length != 0 && values.length != count) {
            throw new IllegalArgumentException(
                    name + ".length must be 0 or the " + count + " " + what + ", found " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!ensemble.precision().holds(values[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] must be finite and a "
                        + ensemble.precision().typeName() + " exactly, found " + values[i]);
            }
        }
    }

    private void checkNodes() {
        for (int tree = 0; tree < trees.treeCount(); tree++) {
            for (int node = trees.roots[tree]; node < trees.end(tree); node++) {
                if (trees.splitFeatures[node] == Trees.LEAF) {
                    checkLeaf(tree, node);
                } else if (!ensemble.acceptsMissing() && (trees.flags[node] & Trees.MISSING_RIGHT) != 0) {
                    throw new IllegalArgumentException(trees.place(tree, node)
                            + ": must send missing values left, as the ensemble accepts none, found right");
                }
            }
        }
    }

    private void checkLeaf(int tree, int node) {
        int first = trees.left[node];
        for (int i = first; i < first + trees.leafWidth(tree); i++) {
            if (!ensemble.precision().holds(trees.leafValues[i])) {
                throw new IllegalArgumentException(trees.place(tree, node) + ": leaf value must be a "
                        + ensemble.precision().typeName() + " exactly, found " + trees.leafValues[i]);
            }
        }
    }

    /** Adds up the weights: of all trees for VOTE, for MEAN by output those of the trees that add to it. */
    private double[] totals() {
        boolean votes = ensemble.aggregation() == Aggregation.VOTE;
        if (!votes) {
            checkEnoughLeafValues();
        }
        double[] totals = new double[votes ? 1 : trees.outputSize];
        for (int tree = 0; tree < trees.treeCount(); tree++) {
            double weight = weights.length == 0 ? 1.0 : weights[tree];
            if (weight < 0) {
                throw new IllegalArgumentException("treeWeights[" + tree + "] must not be negative for "
                        + ensemble.aggregation() + ", found " + weight);
            }
            int first = Math.max(0, trees.treeOutputs[tree]);
            int count = votes ? 1 : trees.leafWidth(tree);
            for (int k = first; k < first + count; k++) {
                totals[k] = ensemble.precision().add(totals[k], weight);
            }
        }
        for (int k = 0; k < totals.length; k++) {
            if (!(totals[k] > 0) || !Double.isFinite(totals[k])) {
                throw new IllegalArgumentException("total weight of the trees of "
                        + (votes ? "all classes" : "output " + k) + " must be positive and finite for "
                        + ensemble.aggregation() + ", found " + totals[k]);
            }
        }
        return totals;
    }

    /** Holds the number of outputs to what the trees hold, before memory is allocated for it. */
    private void checkEnoughLeafValues() {
        long values = 0;
        for (int tree = 0; tree < trees.treeCount(); tree++) {
            values += trees.leafWidth(tree);
        }
        if (values < trees.outputSize) {
            throw new IllegalArgumentException("trees must add to every one of the " + trees.outputSize
                    + " outputs for MEAN, found at most " + values);
        }
    }

    static void requireProbabilityLeaves(Trees trees, double[] base) {
        if (base.length != 0) {
            throw new IllegalArgumentException(
                    "baseValues must be none or 0 where leaves are probabilities, found " + Arrays.toString(base));
        }
        for (int tree = 0; tree < trees.treeCount(); tree++) {
            for (int node = trees.roots[tree]; node < trees.end(tree); node++) {
                if (trees.splitFeatures[node] == Trees.LEAF) {
                    requireProbabilities(trees, tree, node);
                }
            }
        }
    }

    private static void requireProbabilities(Trees trees, int tree, int leaf) {
        int first = trees.left[leaf];
        int width = trees.leafWidth(tree);
        double sum = 0;
        for (int i = first; i < first + width; i++) {
            double value = trees.leafValues[i];
            if (value < 0 || value > 1) {
                throw new IllegalArgumentException(
                        trees.place(tree, leaf) + ": probability must be in [0, 1], found " + value);
            }
            sum += value;
        }
        if (width > 1 && Math.abs(sum - 1) > PROBABILITY_TOLERANCE) {
            throw new IllegalArgumentException(trees.place(tree, leaf) + ": probabilities must sum to 1 within "
                    + PROBABILITY_TOLERANCE + ", found " + sum);
        }
    }
}
