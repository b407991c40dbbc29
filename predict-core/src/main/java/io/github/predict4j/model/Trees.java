package io.github.predict4j.model;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * The nodes of all trees of an ensemble, in parallel arrays: immutable, and completely checked when made.
 *
 * <p>A converter adds the trees node by node to a {@link TreesBuilder}. A file format moves whole columns, in with
 * {@link #of} and out with the accessors, whose buffers are read-only views without a copy. The order of the columns is the
 * same in both. Two equal forests with their nodes in the same order have equal columns, because every slot without a use
 * has one value that it must have.
 *
 * <p><b>Trees.</b> Tree {@code t} owns the nodes from {@code roots[t]} to before {@code roots[t + 1]}, the last tree those
 * to the end. The first of them is its root. The children of a node come later in the same tree, and every node but the
 * root is the child of exactly one: so there can be no cycle, no shared child and no orphan, and one pass finds out. What a
 * leaf holds is said once for a tree, by {@code treeOutputs[t]}:
 *
 * <ul>
 *   <li>{@code k >= 0}: one value for output {@code k};
 *   <li>{@link #VECTOR}: one value for each output, in their order;
 *   <li>{@link #CLASS}: an output, as a class.
 * </ul>
 *
 * <p><b>Nodes.</b> The five columns of node {@code i}:
 *
 * <table>
 * <caption>Node columns by kind of node</caption>
 * <tr><th>column</th><th>numeric split</th><th>category split</th><th>leaf</th></tr>
 * <tr><td>{@code splitFeatures}</td><td>the feature compared</td><td>the feature looked up</td><td>-1</td></tr>
 * <tr><td>{@code thresholds}</td><td>{@code t}, finite</td><td>0.0</td><td>0.0</td></tr>
 * <tr><td>{@code left}</td><td>the left child</td><td>the left child</td>
 *     <td>the position of its first value in {@code leafValues}, or its class</td></tr>
 * <tr><td>{@code right}</td><td>the right child</td><td>the right child</td><td>0</td></tr>
 * <tr><td>{@code flags}</td><td>0 or {@link #MISSING_RIGHT}</td>
 *     <td>{@link #CATEGORY}, also with {@link #MISSING_RIGHT}</td><td>0</td></tr>
 * </table>
 *
 * <p>With {@code x} the value of its feature, a numeric split goes right if and only if {@code x > t}, so equal goes left;
 * a category split goes right if and only if {@code x} is exactly an integer of its set, so a negative or unheard-of
 * category goes left; either sends a missing value (NaN) left, or right with {@link #MISSING_RIGHT}.
 *
 * <p><b>Leaf values.</b> The leaves own {@code leafValues} in node order without gaps, each one value or, in a
 * {@link #VECTOR} tree, {@code outputSize} of them.
 *
 * <p><b>Category sets.</b> The category splits own the sets in node order: set {@code s} is the words from
 * {@code categoryStarts[s]} to before {@code categoryStarts[s + 1]}, the last to the end. Category {@code c} is in the set
 * if bit {@code c % 64} of its word {@code c / 64} is 1. The last word of a set is not 0.
 *
 * <p>Messages count trees from 0, and nodes from 0 at the root of their tree.
 *
 * @since 0.1.0
 */
public final class Trees {

    /** In {@code treeOutputs}: each leaf is a vector, with one value for every output. */
    public static final int VECTOR = -1;

    /** In {@code treeOutputs}: each leaf is a class. */
    public static final int CLASS = -2;

    /** In {@code flags}: a missing value goes right. */
    public static final byte MISSING_RIGHT = 1;

    /** In {@code flags}: the node is a category split. */
    public static final byte CATEGORY = 2;

    /** The greatest depth of a tree, in edges from the root to the farthest leaf. */
    public static final int MAX_DEPTH = 10_000;

    /** The largest category, 2^24 - 1: up to there categories are exact as floats, too, as XGBoost requires. */
    public static final int MAX_CATEGORY = (1 << 24) - 1;

    static final int LEAF = -1;

    final int inputSize;
    final int outputSize;
    final int[] roots;
    final int[] treeOutputs;
    final int[] splitFeatures;
    final double[] thresholds;
    final int[] left;
    final int[] right;
    final byte[] flags;
    final int[] categoryStarts;
    final long[] categoryWords;
    final double[] leafValues;
    private final int leafCount;
    private final int maxDepth;

    private Trees(
            int inputSize,
            int outputSize,
            IntBuffer roots,
            IntBuffer treeOutputs,
            IntBuffer splitFeatures,
            DoubleBuffer thresholds,
            IntBuffer left,
            IntBuffer right,
            ByteBuffer flags,
            IntBuffer categoryStarts,
            LongBuffer categoryWords,
            DoubleBuffer leafValues) {
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        this.roots = copy(roots);
        this.treeOutputs = copy(treeOutputs);
        this.splitFeatures = copy(splitFeatures);
        this.thresholds = copy(thresholds);
        this.left = copy(left);
        this.right = copy(right);
        this.flags = new byte[flags.remaining()];
        flags.get(flags.position(), this.flags);
        this.categoryStarts = copy(categoryStarts);
        this.categoryWords = new long[categoryWords.remaining()];
        categoryWords.get(categoryWords.position(), this.categoryWords);
        this.leafValues = copy(leafValues);
        TreesCheck check = new TreesCheck(this);
        check.run();
        this.leafCount = check.leafCount();
        this.maxDepth = check.maxDepth();
    }

    /**
     * Makes trees of whole columns: what remains in each buffer, which is copied and whose position does not move.
     *
     * <p>Everything the class description says is checked, in one pass without recursion: O(nodes + leaf values + category
     * words).
     *
     * @param inputSize the number of features, at least 1
     * @param outputSize the number of outputs, at least 1
     * @param roots the first node of each tree; at least one tree
     * @param treeOutputs what the leaves of each tree hold: an output, {@link #VECTOR} or {@link #CLASS}
     * @param splitFeatures for each node the feature of a split, or -1 for a leaf
     * @param thresholds for each node the threshold
     * @param left for each node the left child; for a leaf its first value or its class
     * @param right for each node the right child
     * @param flags for each node {@link #MISSING_RIGHT} and {@link #CATEGORY}
     * @param categoryStarts the first word of each category set
     * @param categoryWords the bits of all category sets
     * @param leafValues the values of all leaves
     * @return the trees
     * @throws IllegalArgumentException if the columns are not as the class description demands; the message says what was
     *     required, what was found, and in which tree and node
     */
    public static Trees of(
            int inputSize,
            int outputSize,
            IntBuffer roots,
            IntBuffer treeOutputs,
            IntBuffer splitFeatures,
            DoubleBuffer thresholds,
            IntBuffer left,
            IntBuffer right,
            ByteBuffer flags,
            IntBuffer categoryStarts,
            LongBuffer categoryWords,
            DoubleBuffer leafValues) {
        return new Trees(
                inputSize,
                outputSize,
                roots,
                treeOutputs,
                splitFeatures,
                thresholds,
                left,
                right,
                flags,
                categoryStarts,
                categoryWords,
                leafValues);
    }

    /**
     * Returns a builder that takes trees node by node.
     *
     * @param inputSize the number of features, at least 1
     * @param outputSize the number of outputs, at least 1
     * @return a new builder
     */
    public static TreesBuilder builder(int inputSize, int outputSize) {
        return new TreesBuilder(inputSize, outputSize);
    }

    /**
     * Returns the number of features.
     *
     * @return the number of features, at least 1
     */
    public int inputSize() {
        return inputSize;
    }

    /**
     * Returns the number of outputs.
     *
     * @return the number of outputs, at least 1
     */
    public int outputSize() {
        return outputSize;
    }

    /**
     * Returns the number of trees.
     *
     * @return the number of trees, at least 1
     */
    public int treeCount() {
        return roots.length;
    }

    /**
     * Returns the number of nodes, splits and leaves, of all trees.
     *
     * @return the number of nodes, at least 1
     */
    public int nodeCount() {
        return splitFeatures.length;
    }

    /**
     * Returns the number of leaves of all trees.
     *
     * @return the number of leaves, at least 1
     */
    public int leafCount() {
        return leafCount;
    }

    /**
     * Returns the depth of the deepest tree, in edges from the root to the farthest leaf.
     *
     * @return the depth, from 0 (every tree is one leaf) to {@link #MAX_DEPTH}
     */
    public int maxDepth() {
        return maxDepth;
    }

    /**
     * Returns the first node of each tree.
     *
     * @return a read-only view, one for each tree
     */
    public IntBuffer roots() {
        return view(roots);
    }

    /**
     * Returns what the leaves of each tree hold: an output, {@link #VECTOR} or {@link #CLASS}.
     *
     * @return a read-only view, one for each tree
     */
    public IntBuffer treeOutputs() {
        return view(treeOutputs);
    }

    /**
     * Returns the feature of each split, -1 for a leaf.
     *
     * @return a read-only view, one for each node
     */
    public IntBuffer splitFeatures() {
        return view(splitFeatures);
    }

    /**
     * Returns the threshold of each numeric split, 0.0 for other nodes.
     *
     * @return a read-only view, one for each node
     */
    public DoubleBuffer thresholds() {
        return view(thresholds);
    }

    /**
     * Returns the left child of each split; for a leaf the position of its first value, or its class.
     *
     * @return a read-only view, one for each node
     */
    public IntBuffer left() {
        return view(left);
    }

    /**
     * Returns the right child of each split, 0 for a leaf.
     *
     * @return a read-only view, one for each node
     */
    public IntBuffer right() {
        return view(right);
    }

    /**
     * Returns the flags {@link #MISSING_RIGHT} and {@link #CATEGORY} of each split, 0 for a leaf.
     *
     * @return a read-only view, one for each node
     */
    public ByteBuffer flags() {
        return ByteBuffer.wrap(flags).asReadOnlyBuffer();
    }

    /**
     * Returns the first word of each category set.
     *
     * @return a read-only view, one for each category split
     */
    public IntBuffer categoryStarts() {
        return view(categoryStarts);
    }

    /**
     * Returns the bits of all category sets.
     *
     * @return a read-only view
     */
    public LongBuffer categoryWords() {
        return LongBuffer.wrap(categoryWords).asReadOnlyBuffer();
    }

    /**
     * Returns the values of all leaves.
     *
     * @return a read-only view, in node order
     */
    public DoubleBuffer leafValues() {
        return view(leafValues);
    }

    /** Returns the node behind the last one of a tree. */
    int end(int tree) {
        return tree + 1 < roots.length ? roots[tree + 1] : splitFeatures.length;
    }

    /** Returns the number of leaf values that each leaf of a tree has. */
    int leafWidth(int tree) {
        return switch (treeOutputs[tree]) {
            case CLASS -> 0;
            case VECTOR -> outputSize;
            default -> 1;
        };
    }

    /** Names a node for a message. */
    String place(int tree, int node) {
        return "tree " + tree + ", node " + (node - roots[tree]);
    }

    private static int[] copy(IntBuffer buffer) {
        int[] array = new int[buffer.remaining()];
        buffer.get(buffer.position(), array);
        return array;
    }

    private static double[] copy(DoubleBuffer buffer) {
        double[] array = new double[buffer.remaining()];
        buffer.get(buffer.position(), array);
        return array;
    }

    private static IntBuffer view(int[] array) {
        return IntBuffer.wrap(array).asReadOnlyBuffer();
    }

    private static DoubleBuffer view(double[] array) {
        return DoubleBuffer.wrap(array).asReadOnlyBuffer();
    }
}
