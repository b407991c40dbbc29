package io.github.predict4j.model;

/**
 * Evaluates trees in the plain way: for each row, each tree in order, from the root down to a leaf. It serves every
 * ensemble, and is the measure of every other kernel.
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
 * <p>A node costs one compare. {@code x > t} is false for NaN, so a missing value is looked for only where a numeric split
 * did not go right, or a category was not found, and only matters where the node sends it right.
 */
final class PlainKernel {

    private final int inputSize;
    private final int outputSize;
    private final int[] roots;
    private final int[] treeOutputs;
    private final int[] splitFeatures;
    private final double[] thresholds;
    private final int[] left;
    private final int[] right;
    private final byte[] flags;
    private final int[] categoryStarts;
    private final long[] categoryWords;
    private final double[] leafValues;
    private final int[] setOfNode;
    private final Aggregation aggregation;
    private final Precision precision;
    private final PostTransform postTransform;
    private final double[] weights;
    private final double[] base;
    private final double[] totals;

    /**
     * Takes everything from a checked ensemble.
     *
     * @param totals the total weight: one for VOTE, one for each output for MEAN, none for SUM
     */
    PlainKernel(TreeEnsemble ensemble, double[] weights, double[] base, double[] totals) {
        Trees trees = ensemble.trees();
        this.inputSize = trees.inputSize;
        this.outputSize = trees.outputSize;
        this.roots = trees.roots;
        this.treeOutputs = trees.treeOutputs;
        this.splitFeatures = trees.splitFeatures;
        this.thresholds = trees.thresholds;
        this.left = trees.left;
        this.right = trees.right;
        this.flags = trees.flags;
        this.categoryStarts = trees.categoryStarts;
        this.categoryWords = trees.categoryWords;
        this.leafValues = trees.leafValues;
        this.setOfNode = setOfNode(trees);
        this.aggregation = ensemble.aggregation();
        this.precision = ensemble.precision();
        this.postTransform = ensemble.postTransform();
        this.weights = weights;
        this.base = base;
        this.totals = totals;
    }

    /** Numbers the category sets: they belong to the category splits in node order. */
    private static int[] setOfNode(Trees trees) {
        if (trees.categoryStarts.length == 0) {
            return new int[0];
        }
        int[] sets = new int[trees.nodeCount()];
        int next = 0;
        for (int node = 0; node < sets.length; node++) {
            if ((trees.flags[node] & Trees.CATEGORY) != 0) {
                sets[node] = next++;
            }
        }
        return sets;
    }

    void score(double[] features, int rows, double[] out) {
        for (int row = 0; row < rows; row++) {
            scoreRow(features, row * inputSize, out, row * outputSize);
        }
    }

    private void scoreRow(double[] features, int x, double[] out, int y) {
        for (int k = 0; k < outputSize; k++) {
            out[y + k] = aggregation == Aggregation.SUM ? base(k) : 0.0;
        }
        for (int tree = 0; tree < roots.length; tree++) {
            add(tree, left[leaf(roots[tree], features, x)], out, y);
        }
        if (aggregation != Aggregation.SUM) {
            for (int k = 0; k < outputSize; k++) {
                double share = precision.divide(out[y + k], totals[aggregation == Aggregation.VOTE ? 0 : k]);
                out[y + k] = precision.add(share, base(k));
            }
        }
        postTransform.apply(out, y, outputSize);
    }

    /** Walks from a node to the leaf below it that the features at {@code x} reach. */
    private int leaf(int root, double[] features, int x) {
        int node = root;
        int feature = splitFeatures[node];
        while (feature != Trees.LEAF) {
            node = goesRight(node, features[x + feature]) ? right[node] : left[node];
            feature = splitFeatures[node];
        }
        return node;
    }

    private boolean goesRight(int node, double value) {
        int nodeFlags = flags[node];
        boolean holds = (nodeFlags & Trees.CATEGORY) == 0 ? value > thresholds[node] : contains(setOfNode[node], value);
        return holds || ((nodeFlags & Trees.MISSING_RIGHT) != 0 && Double.isNaN(value));
    }

    private boolean contains(int set, double value) {
        int from = categoryStarts[set];
        int to = set + 1 < categoryStarts.length ? categoryStarts[set + 1] : categoryWords.length;
        int category = (int) value;
        // The cast cuts fractions and turns NaN into 0 and the far away into the extremes: none of those compares
        // equal.
        return category == value
                && category >= 0
                && category / Long.SIZE < to - from
                && (categoryWords[from + category / Long.SIZE] >>> category & 1) != 0;
    }

    /** Adds a leaf, given by its class or its first value, to the accumulators of a row. */
    private void add(int tree, int slot, double[] out, int y) {
        int output = treeOutputs[tree];
        if (output == Trees.CLASS) {
            out[y + slot] = precision.add(out[y + slot], weighted(tree, 1.0));
        } else if (output == Trees.VECTOR) {
            for (int k = 0; k < outputSize; k++) {
                out[y + k] = precision.add(out[y + k], weighted(tree, leafValues[slot + k]));
            }
        } else {
            out[y + output] = precision.add(out[y + output], weighted(tree, leafValues[slot]));
        }
    }

    private double base(int output) {
        return base.length == 0 ? 0.0 : base[output];
    }

    private double weighted(int tree, double value) {
        return weights.length == 0 ? value : precision.multiply(weights[tree], value);
    }
}
