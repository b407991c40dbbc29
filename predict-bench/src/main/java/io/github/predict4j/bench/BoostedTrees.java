package io.github.predict4j.bench;

import io.github.predict4j.model.Thresholds;
import io.github.predict4j.model.Trees;
import io.github.predict4j.model.TreesBuilder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Gradient boosting over histograms for two classes, as XGBoost's {@code tree_method=hist} does it: logistic loss to the
 * second order, {@code eta} 0.1, {@code lambda} 1, {@code min_child_weight} 1, margins and leaves as floats, splits
 * {@code x < t} at quantiles of the rows. Small, because a boosted ensemble with really learnt paths is all that
 * {@link Shapes} wants of it. Nothing is random: the same rows give the same trees.
 *
 * <p>A tree costs O(depth x rows x features), the histogram of the larger child being that of its parent without the
 * smaller child's.
 */
final class BoostedTrees {
    private static final int DEPTH = 6;
    private static final int BINS = 255;
    private static final float ETA = 0.1f;
    private static final double LAMBDA = 1;
    private static final double LEAST_WEIGHT = 1;
    private static final double LEAST_GAIN = 1e-6;

    private final int features;
    private final float[] targets;
    /** For each feature its thresholds in ascending order. */
    private final float[][] cuts;
    /** For each row and feature, row by row, how many thresholds are not above the value. */
    private final byte[] bins;

    private final float[] margins;
    private final float[] gradients;
    private final float[] hessians;
    private final int[] moved;
    /** The rows, those of a node side by side. */
    private final int[] order;

    /** Prepares rows of features, with the class (0 or 1) behind them. */
    BoostedTrees(double[][] rows, int features) {
        this.features = features;
        this.targets = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            targets[i] = (float) rows[i][features];
        }
        this.cuts = new float[features][];
        this.bins = new byte[rows.length * features];
        for (int j = 0; j < features; j++) {
            cuts[j] = cuts(rows, j);
            for (int i = 0; i < rows.length; i++) {
                int found = Arrays.binarySearch(cuts[j], (float) rows[i][j]);
                bins[i * features + j] = (byte) (found >= 0 ? found + 1 : ~found);
            }
        }
        this.margins = new float[rows.length];
        this.gradients = new float[rows.length];
        this.hessians = new float[rows.length];
        this.order = IntStream.range(0, rows.length).toArray();
        this.moved = new int[rows.length];
    }

    /** Returns so many trees more; their leaves are added to the margins. */
    Trees train(int count) {
        TreesBuilder trees = Trees.builder(features, 1);
        for (int tree = 0; tree < count; tree++) {
            for (int i = 0; i < targets.length; i++) {
                float p = (float) (1 / (1 + StrictMath.exp(-margins[i])));
                gradients[i] = p - targets[i];
                hessians[i] = p * (1 - p);
            }
            grow(trees.startTree(0), 0, order.length, DEPTH, histogram(0, order.length));
        }
        return trees.build();
    }

    /** Returns the mean logistic loss on the rows after the trees so far. */
    double loss() {
        return IntStream.range(0, targets.length)
                .mapToDouble(i -> StrictMath.log1p(StrictMath.exp(targets[i] > 0 ? -margins[i] : margins[i])))
                .average()
                .orElseThrow();
    }

    /** Adds the node of the rows at {@code from} to before {@code to}, and what is below it, in pre-order. */
    private void grow(TreesBuilder tree, int from, int to, int depth, double[] histogram) {
        Split split = depth == 0 ? Split.NONE : bestSplit(histogram);
        if (split.gain <= LEAST_GAIN) {
            addLeaf(tree, from, to, histogram);
            return;
        }
        tree.split(split.feature, Thresholds.floatAtLeast(cuts[split.feature][split.bin]));
        int middle = partition(from, to, split);
        boolean leftIsSmaller = middle - from < to - middle;
        double[] smaller = leftIsSmaller ? histogram(from, middle) : histogram(middle, to);
        double[] larger = histogram;
        for (int k = 0; k < larger.length; k++) {
            larger[k] -= smaller[k];
        }
        grow(tree, from, middle, depth - 1, leftIsSmaller ? smaller : larger);
        grow(tree, middle, to, depth - 1, leftIsSmaller ? larger : smaller);
    }

    private void addLeaf(TreesBuilder tree, int from, int to, double[] histogram) {
        double gradient = sum(histogram, 0);
        double hessian = sum(histogram, 1);
        float leaf = (float) (-gradient / (hessian + LAMBDA)) * ETA;
        tree.leaf(leaf);
        for (int i = from; i < to; i++) {
            margins[order[i]] += leaf;
        }
    }

    /** For each feature and bin the sums of the gradients (even places) and hessians (odd places) of rows. */
    private double[] histogram(int from, int to) {
        double[] sums = new double[2 * BINS * features];
        for (int i = from; i < to; i++) {
            int row = order[i];
            double gradient = gradients[row];
            double hessian = hessians[row];
            for (int j = 0; j < features; j++) {
                int place = 2 * (j * BINS + (bins[row * features + j] & 0xff));
                sums[place] += gradient;
                sums[place + 1] += hessian;
            }
        }
        return sums;
    }

    /** The first split of the greatest gain: the rows up to and with {@code bin} go left. */
    private record Split(double gain, int feature, int bin) {
        static final Split NONE = new Split(0, -1, -1);
    }

    private Split bestSplit(double[] histogram) {
        double gradient = sum(histogram, 0);
        double hessian = sum(histogram, 1);
        Split best = Split.NONE;
        for (int j = 0; j < features; j++) {
            double leftGradient = 0;
            double leftHessian = 0;
            for (int bin = 0; bin < cuts[j].length; bin++) {
                leftGradient += histogram[2 * (j * BINS + bin)];
                leftHessian += histogram[2 * (j * BINS + bin) + 1];
                double rightHessian = hessian - leftHessian;
                if (leftHessian >= LEAST_WEIGHT && rightHessian >= LEAST_WEIGHT) {
                    double gain = score(leftGradient, leftHessian)
                            + score(gradient - leftGradient, rightHessian)
                            - score(gradient, hessian);
                    best = gain > best.gain ? new Split(gain, j, bin) : best;
                }
            }
        }
        return best;
    }

    private static double score(double gradient, double hessian) {
        return gradient * gradient / (hessian + LAMBDA);
    }

    /** The sum over all rows of a node, which the bins of the first feature hold. */
    private static double sum(double[] histogram, int first) {
        return IntStream.range(0, BINS)
                .mapToDouble(bin -> histogram[2 * bin + first])
                .sum();
    }

    /** Moves the rows that go left before the others, each part in its order, and returns where the others begin. */
    private int partition(int from, int to, Split split) {
        int left = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            if ((bins[order[i] * features + split.feature] & 0xff) <= split.bin) {
                order[left++] = order[i];
            } else {
                moved[right++] = order[i];
            }
        }
        System.arraycopy(moved, 0, order, left, right);
        return left;
    }

    private static float[] cuts(double[][] rows, int feature) {
        double[] sorted =
                Arrays.stream(rows).mapToDouble(row -> row[feature]).sorted().toArray();
        float[] cuts = new float[BINS];
        int count = 0;
        cuts[0] = (float) sorted[0]; // below it there is nothing to split off
        for (int q = 1; q < BINS; q++) {
            float cut = (float) sorted[(int) ((long) q * sorted.length / BINS)];
            count += cut > cuts[count] ? 1 : 0;
            cuts[count] = cut;
        }
        return Arrays.copyOfRange(cuts, 1, count + 1);
    }
}
