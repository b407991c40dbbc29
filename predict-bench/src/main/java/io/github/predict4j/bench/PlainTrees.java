package io.github.predict4j.bench;

import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.Precision;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;

/**
 * What one would write by hand for the forests of {@link Shapes}: parallel arrays, and a branch for each node. No
 * missing values, no category sets, one kind of leaf.
 */
final class PlainTrees {

    private final int[] roots;
    private final int[] splitFeatures;
    private final double[] thresholds;
    private final int[] left;
    private final int[] right;
    private final double[] leafValues;
    private final double[] weights;
    private final TreeEnsemble ensemble;

    PlainTrees(TreeEnsemble ensemble) {
        Trees trees = ensemble.trees();
        this.ensemble = ensemble;
        this.roots = new int[trees.treeCount()];
        this.splitFeatures = new int[trees.nodeCount()];
        this.thresholds = new double[trees.nodeCount()];
        this.left = new int[trees.nodeCount()];
        this.right = new int[trees.nodeCount()];
        this.leafValues = new double[trees.leafValues().remaining()];
        this.weights = ensemble.treeWeights();
        trees.roots().get(roots);
        trees.splitFeatures().get(splitFeatures);
        trees.thresholds().get(thresholds);
        trees.left().get(left);
        trees.right().get(right);
        trees.leafValues().get(leafValues);
    }

    /** Scores the row at {@code x} into {@code out} at {@code y}. */
    void score(double[] features, int x, double[] out, int y) {
        if (ensemble.aggregation() == Aggregation.VOTE) {
            vote(features, x, out, y);
        } else if (ensemble.precision() == Precision.FLOAT) {
            boost(features, x, out, y);
        } else {
            average(features, x, out, y);
        }
    }

    private void vote(double[] features, int x, double[] out, int y) {
        double total = 0;
        for (int k = 0; k < ensemble.outputSize(); k++) {
            out[y + k] = 0;
        }
        for (int tree = 0; tree < roots.length; tree++) {
            out[y + left[leaf(roots[tree], features, x)]] += weights[tree];
            total += weights[tree];
        }
        for (int k = 0; k < ensemble.outputSize(); k++) {
            out[y + k] /= total;
        }
    }

    private void average(double[] features, int x, double[] out, int y) {
        double sum = 0;
        double total = 0;
        for (int tree = 0; tree < roots.length; tree++) {
            sum += weights[tree] * leafValues[left[leaf(roots[tree], features, x)]];
            total += weights[tree];
        }
        out[y] = sum / total;
    }

    private void boost(double[] features, int x, double[] out, int y) {
        float sum = 0;
        for (int root : roots) {
            sum += (float) leafValues[left[leaf(root, features, x)]];
        }
        out[y] = 1 / (1 + StrictMath.exp(-sum));
    }

    private int leaf(int root, double[] features, int x) {
        int node = root;
        int feature = splitFeatures[node];
        while (feature >= 0) {
            node = features[x + feature] > thresholds[node] ? right[node] : left[node];
            feature = splitFeatures[node];
        }
        return node;
    }
}
