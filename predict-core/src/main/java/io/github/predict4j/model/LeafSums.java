package io.github.predict4j.model;

import java.util.Arrays;

/**
 * Adds leaves up to scores: the one rule of summation, for every kernel and every ensemble.
 *
 * <p><b>Derivation.</b> The scores that {@link TreeEnsemble} defines are, for output {@code k} and the trees {@code t} that
 * add to it, in their order,
 *
 * <pre>
 *     a[k] = start[k] + w[t1] * v[t1] + w[t2] * v[t2] + ...        from left to right
 *     s[k] = a[k]                                 SUM,  start = base values
 *     s[k] = a[k] / total   + 0                   VOTE, start = 0, v = 1
 *     s[k] = a[k] / total[k] + base[k]            MEAN, start = 0
 * </pre>
 *
 * <p>with every operation rounded to the precision. A float is also a double, so the accumulators {@code a[k]} can be the
 * caller's {@code out} in both precisions, and no memory is needed. A product with weight 1 is the value itself, so absent
 * weights need no product. Weights and totals are those of the definition; nothing here is rounded that the formula does
 * not round.
 *
 * <p>A leaf is given by its tree and its <i>slot</i>: its class, or the position of its first value in the trees' leaf
 * values.
 */
final class LeafSums {

    final Trees trees;
    final Aggregation aggregation;
    final Precision precision;
    private final PostTransform postTransform;
    private final double[] weights;
    private final double[] base;
    private final double[] totals;
    private final boolean countsVotes;

    /**
     * Takes everything from a checked ensemble.
     *
     * @param totals the total weight: one for VOTE, one for each output for MEAN, none for SUM
     */
    LeafSums(TreeEnsemble ensemble, double[] weights, double[] base, double[] totals) {
        this.trees = ensemble.trees();
        this.aggregation = ensemble.aggregation();
        this.precision = ensemble.precision();
        this.postTransform = ensemble.postTransform();
        this.weights = weights;
        this.base = base;
        this.totals = totals;
        this.countsVotes =
                aggregation == Aggregation.VOTE && Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
    }

    /** Sets the accumulators of a row to where they start. */
    void start(double[] out, int y) {
        for (int k = 0; k < trees.outputSize; k++) {
            out[y + k] = aggregation == Aggregation.SUM ? base(k) : 0.0;
        }
    }

    /** Adds a leaf to the accumulators of a row. */
    void add(int tree, int slot, double[] out, int y) {
        int output = trees.treeOutputs[tree];
        if (output == Trees.CLASS) {
            out[y + slot] = precision.add(out[y + slot], weighted(tree, 1.0));
        } else if (output == Trees.VECTOR) {
            for (int k = 0; k < trees.outputSize; k++) {
                out[y + k] = precision.add(out[y + k], weighted(tree, trees.leafValues[slot + k]));
            }
        } else {
            out[y + output] = precision.add(out[y + output], weighted(tree, trees.leafValues[slot]));
        }
    }

    /** Makes scores of the accumulators of a row. */
    void finish(double[] out, int y) {
        if (aggregation != Aggregation.SUM) {
            for (int k = 0; k < trees.outputSize; k++) {
                out[y + k] = quotient(k, out[y + k]);
            }
        }
        transform(out, y);
    }

    void transform(double[] out, int y) {
        postTransform.apply(out, y, trees.outputSize);
    }

    private double quotient(int output, double sum) {
        double mean = precision.divide(sum, totals[aggregation == Aggregation.VOTE ? 0 : output]);
        return precision.add(mean, base(output));
    }

    /** Returns the product of a leaf value and the weight of its tree. */
    double weighted(int tree, double value) {
        return weights.length == 0 ? value : precision.multiply(weights[tree], value);
    }

    private double base(int output) {
        return base.length == 0 ? 0.0 : base[output];
    }

    /** Tells whether scores depend on the numbers of votes only. */
    boolean countsVotes() {
        return countsVotes;
    }

    /** Returns for VOTE with equal weights the score of a class before the transform, by the number of its votes. */
    double[] sharesByVotes() {
        double[] shares = new double[trees.treeCount() + 1];
        double sum = 0.0;
        for (int votes = 0; votes < shares.length; votes++) {
            shares[votes] = quotient(0, sum);
            sum = precision.add(sum, weighted(0, 1.0));
        }
        return shares;
    }
}
