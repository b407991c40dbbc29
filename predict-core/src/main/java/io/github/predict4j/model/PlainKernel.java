package io.github.predict4j.model;

/**
 * Evaluates trees in the plain way: for each row, each tree in order, from the root down to a leaf. It serves every
 * ensemble, and is the measure of every other kernel.
 *
 * <p>A node costs one compare. {@code x > t} is false for NaN, so a missing value is looked for only where a numeric split
 * did not go right, or a category was not found, and only matters where the node sends it right. Leaves are added by
 * {@link LeafSums}, whose rule this follows by the letter.
 *
 * <p><b>Cost</b>: a compare and a branch, often mispredicted, for each node on the way.
 * <b>Memory</b>: none but the trees' own columns, 29 bytes a node.
 */
final class PlainKernel extends Kernel {

    private final LeafSums sums;
    private final int inputSize;
    private final int outputSize;
    private final int[] roots;
    private final int[] splitFeatures;
    private final double[] thresholds;
    private final int[] left;
    private final int[] right;
    private final byte[] flags;
    private final int[] categoryStarts;
    private final long[] categoryWords;
    private final int[] setOfNode;

    PlainKernel(LeafSums sums) {
        Trees trees = sums.trees;
        this.sums = sums;
        this.inputSize = trees.inputSize;
        this.outputSize = trees.outputSize;
        this.roots = trees.roots;
        this.splitFeatures = trees.splitFeatures;
        this.thresholds = trees.thresholds;
        this.left = trees.left;
        this.right = trees.right;
        this.flags = trees.flags;
        this.categoryStarts = trees.categoryStarts;
        this.categoryWords = trees.categoryWords;
        this.setOfNode = setOfNode(trees);
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

    @Override
    Work newWork(int rows) {
        return Work.NONE;
    }

    @Override
    void score(double[] features, int first, int rows, double[] out, Work work) {
        for (int row = first; row < first + rows; row++) {
            scoreRow(features, row * inputSize, out, row * outputSize);
        }
    }

    private void scoreRow(double[] features, int x, double[] out, int y) {
        sums.start(out, y);
        for (int tree = 0; tree < roots.length; tree++) {
            sums.add(tree, left[leaf(roots[tree], features, x)], out, y);
        }
        sums.finish(out, y);
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
}
