package io.github.predict4j.bench.peers;

import io.github.predict4j.bench.Shapes;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import java.util.Arrays;

/**
 * An ensemble for those who write it in another format, with rows to ask about. All trees weigh the same, every split is
 * {@code x > t}, and the nodes of a tree are counted from 0 at its root.
 */
final class Forest {
    final Shapes shape;
    final TreeEnsemble ensemble;
    /** Row by row. */
    final double[] rows;

    private final int[] roots;
    private final int[] features;
    private final double[] thresholds;
    private final int[] left;
    private final int[] right;
    private final double[] leafValues;

    private Forest(Shapes shape, TreeEnsemble ensemble, double[] rows) {
        Trees trees = ensemble.trees();
        this.shape = shape;
        this.ensemble = ensemble;
        this.rows = rows;
        this.roots = new int[trees.treeCount() + 1];
        this.features = new int[trees.nodeCount()];
        this.thresholds = new double[trees.nodeCount()];
        this.left = new int[trees.nodeCount()];
        this.right = new int[trees.nodeCount()];
        this.leafValues = new double[trees.leafValues().remaining()];
        trees.roots().get(roots, 0, trees.treeCount());
        roots[trees.treeCount()] = trees.nodeCount();
        trees.splitFeatures().get(features);
        trees.thresholds().get(thresholds);
        trees.left().get(left);
        trees.right().get(right);
        trees.leafValues().get(leafValues);
    }

    /** The ensemble of a shape, with so many rows. */
    static Forest of(Shapes shape, int rows) {
        TreeEnsemble ensemble = shape.ensemble();
        if (Arrays.stream(ensemble.treeWeights()).distinct().count() > 1) {
            throw new IllegalArgumentException("all trees must weigh the same, found those of " + shape);
        }
        return new Forest(shape, ensemble, shape.features(rows));
    }

    int width() {
        return ensemble.inputSize();
    }

    /** How many rows there are. */
    int count() {
        return rows.length / width();
    }

    int outputs() {
        return ensemble.outputSize();
    }

    boolean votes() {
        return ensemble.aggregation() == Aggregation.VOTE;
    }

    boolean boosted() {
        return ensemble.aggregation() == Aggregation.SUM;
    }

    int trees() {
        return roots.length - 1;
    }

    int nodes(int tree) {
        return roots[tree + 1] - roots[tree];
    }

    boolean leaf(int tree, int node) {
        return features[roots[tree] + node] < 0;
    }

    int feature(int tree, int node) {
        return features[roots[tree] + node];
    }

    double threshold(int tree, int node) {
        return thresholds[roots[tree] + node];
    }

    int left(int tree, int node) {
        return left[roots[tree] + node] - roots[tree];
    }

    int right(int tree, int node) {
        return right[roots[tree] + node] - roots[tree];
    }

    /** What a leaf adds, or the class that it votes for. */
    double value(int tree, int node) {
        int place = left[roots[tree] + node];
        return votes() ? place : leafValues[place];
    }

    double[] row(int row) {
        return Arrays.copyOfRange(rows, row * width(), (row + 1) * width());
    }

    /** Each row for itself. */
    double[][] singleRows() {
        double[][] single = new double[count()][];
        Arrays.setAll(single, this::row);
        return single;
    }

    /** Each row for itself, as floats. */
    float[][] singleFloats() {
        float[][] single = new float[count()][];
        Arrays.setAll(single, row -> floats(row, 1));
        return single;
    }

    /** The rows of a batch, one behind the other. */
    double[] batch() {
        return Arrays.copyOf(rows, Peer.BATCH * width());
    }

    /** The rows of a batch, one behind the other, as floats. */
    float[] floatBatch() {
        return floats(0, Peer.BATCH);
    }

    private float[] floats(int first, int count) {
        float[] floats = new float[count * width()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) rows[first * width() + i];
        }
        return floats;
    }
}
