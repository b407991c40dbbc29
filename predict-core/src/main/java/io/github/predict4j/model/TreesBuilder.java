package io.github.predict4j.model;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Takes {@link Trees} node by node, each tree in pre-order: a split, then all of its left subtree, then all of its right
 * subtree. Children need no numbers; a converter walks its trees with recursion or a stack.
 *
 * <pre>{@code
 * Trees trees = Trees.builder(2, 1)
 *         .startTree(0)                                // feature 0 > 2.5 ?
 *         .split(0, 2.5)
 *         .leaf(10)                                    // no
 *         .categorySplit(1, Branch.RIGHT, 3, 7)        // yes: category of feature 1 is 3, 7 or missing?
 *         .leaf(20)                                    // no
 *         .leaf(30)                                    // yes
 *         .build();
 * }</pre>
 *
 * <p>Node by node only the order of the calls is checked; {@link #build} checks everything else. A builder is used by one
 * thread.
 *
 * @since 0.1.0
 */
public final class TreesBuilder {

    private final int inputSize;
    private final int outputSize;

    private int[] roots = new int[16];
    private int[] treeOutputs = new int[16];
    private int trees;

    private int[] splitFeatures = new int[64];
    private double[] thresholds = new double[64];
    private int[] left = new int[64];
    private int[] right = new int[64];
    private byte[] flags = new byte[64];
    private int nodes;

    private int[] categoryStarts = new int[0];
    private int sets;
    private long[] categoryWords = new long[0];
    private int words;

    private double[] leafValues = new double[64];
    private int values;

    /* The splits of the current tree that have no right child yet, innermost last. */
    private int[] open = new int[16];
    private int opened;

    TreesBuilder(int inputSize, int outputSize) {
        this.inputSize = inputSize;
        this.outputSize = outputSize;
    }

    /**
     * Starts a tree whose leaves each have one value for the same output.
     *
     * @param output the output, from 0
     * @return this builder
     * @throws IllegalArgumentException if the output does not exist
     * @throws IllegalStateException if the tree before is not complete
     */
    public TreesBuilder startTree(int output) {
        if (output < 0 || output >= outputSize) {
            throw new IllegalArgumentException(
                    "tree " + trees + ": its output must be 0 to " + (outputSize - 1) + ", found " + output);
        }
        return start(output);
    }

    /**
     * Starts a tree whose leaves are vectors, with one value for each output.
     *
     * @return this builder
     * @throws IllegalStateException if the tree before is not complete
     */
    public TreesBuilder startVectorTree() {
        return start(Trees.VECTOR);
    }

    /**
     * Starts a tree whose leaves are classes.
     *
     * @return this builder
     * @throws IllegalStateException if the tree before is not complete
     */
    public TreesBuilder startClassTree() {
        return start(Trees.CLASS);
    }

    private TreesBuilder start(int output) {
        requireCompleteTree();
        roots = room(roots, trees);
        treeOutputs = room(treeOutputs, trees);
        roots[trees] = nodes;
        treeOutputs[trees] = output;
        trees++;
        return this;
    }

    /**
     * Adds a numeric split that sends missing values left. Its left subtree is to follow, then its right subtree.
     *
     * @param feature the feature to compare, from 0
     * @param threshold goes right if and only if the feature is greater; finite
     * @return this builder
     * @throws IllegalArgumentException if the feature does not exist
     * @throws IllegalStateException if no tree was started or it is complete
     */
    public TreesBuilder split(int feature, double threshold) {
        return split(feature, threshold, Branch.LEFT);
    }

    /**
     * Adds a numeric split. Its left subtree is to follow, then its right subtree.
     *
     * @param feature the feature to compare, from 0
     * @param threshold goes right if and only if the feature is greater; finite
     * @param missing where a missing value goes
     * @return this builder
     * @throws IllegalArgumentException if the feature does not exist
     * @throws IllegalStateException if no tree was started or it is complete
     */
    public TreesBuilder split(int feature, double threshold, Branch missing) {
        requireSplit(feature);
        int node = addSplit(feature, missing == Branch.RIGHT ? Trees.MISSING_RIGHT : 0);
        thresholds[node] = threshold;
        return this;
    }

    /**
     * Adds a category split. Its left subtree is to follow, then its right subtree.
     *
     * @param feature the feature to look up, from 0
     * @param missing where a missing value goes
     * @param categories goes right if and only if the feature is one of these, each from 0 to
     *     {@link Trees#MAX_CATEGORY}; at least one, in any order
     * @return this builder
     * @throws IllegalArgumentException if the feature does not exist, there is no category, or one is out of range
     * @throws IllegalStateException if no tree was started or it is complete
     */
    public TreesBuilder categorySplit(int feature, Branch missing, int... categories) {
        requireSplit(feature);
        int greatest = Arrays.stream(categories).max().orElse(-1);
        int least = Arrays.stream(categories).min().orElse(-1);
        if (least < 0 || greatest > Trees.MAX_CATEGORY) {
            throw new IllegalArgumentException(next() + "categories must be one or more from 0 to " + Trees.MAX_CATEGORY
                    + ", found " + categories.length + " from " + least + " to " + greatest);
        }
        int missingFlag = missing == Branch.RIGHT ? Trees.MISSING_RIGHT : 0;
        addSplit(feature, Trees.CATEGORY | missingFlag);
        categoryStarts = room(categoryStarts, sets);
        categoryStarts[sets++] = words;
        int end = Math.addExact(words, greatest / Long.SIZE + 1);
        if (end > categoryWords.length) {
            categoryWords = Arrays.copyOf(categoryWords, grown(end));
        }
        for (int category : categories) {
            categoryWords[words + category / Long.SIZE] |= 1L << category;
        }
        words = end;
        return this;
    }

    /**
     * Adds a leaf with values.
     *
     * @param leaf the value of a tree for one output, or one value for each output of a vector tree; finite
     * @return this builder
     * @throws IllegalArgumentException if there are too many or too few values for the tree
     * @throws IllegalStateException if no tree was started or it is complete, or its leaves are classes
     */
    public TreesBuilder leaf(double... leaf) {
        requireIncompleteTree();
        int output = treeOutputs[trees - 1];
        if (output == Trees.CLASS) {
            throw new IllegalStateException(next() + "a leaf must be a class, found values");
        }
        int width = output == Trees.VECTOR ? outputSize : 1;
        if (leaf.length != width) {
            throw new IllegalArgumentException(next() + "must have " + width + " leaf values, found " + leaf.length);
        }
        if (leaf.length > leafValues.length - values) {
            leafValues = Arrays.copyOf(leafValues, grown(Math.addExact(values, leaf.length)));
        }
        System.arraycopy(leaf, 0, leafValues, values, leaf.length);
        int node = add(0);
        left[node] = values;
        values += leaf.length;
        return this;
    }

    /**
     * Adds a leaf that is a class.
     *
     * @param output the class, from 0
     * @return this builder
     * @throws IllegalStateException if no tree was started or it is complete, or its leaves have values
     */
    public TreesBuilder leafClass(int output) {
        requireIncompleteTree();
        if (treeOutputs[trees - 1] != Trees.CLASS) {
            throw new IllegalStateException(next() + "a leaf must have values, found a class");
        }
        int node = add(0);
        left[node] = output;
        return this;
    }

    /**
     * Checks the trees and returns them. The builder may be used further, and built again.
     *
     * @return the trees added so far
     * @throws IllegalArgumentException if {@link Trees} does not allow them; the message names tree and node
     * @throws IllegalStateException if the last tree is not complete
     */
    public Trees build() {
        requireCompleteTree();
        return Trees.of(
                inputSize,
                outputSize,
                IntBuffer.wrap(roots, 0, trees),
                IntBuffer.wrap(treeOutputs, 0, trees),
                IntBuffer.wrap(splitFeatures, 0, nodes),
                DoubleBuffer.wrap(thresholds, 0, nodes),
                IntBuffer.wrap(left, 0, nodes),
                IntBuffer.wrap(right, 0, nodes),
                ByteBuffer.wrap(flags, 0, nodes),
                IntBuffer.wrap(categoryStarts, 0, sets),
                LongBuffer.wrap(categoryWords, 0, words),
                DoubleBuffer.wrap(leafValues, 0, values));
    }

    /** Adds a leaf without values and makes it the child of the split that waits for one. */
    private int add(int nodeFlags) {
        int root = roots[trees - 1];
        if (nodes > root && splitFeatures[nodes - 1] != Trees.LEAF) {
            left[nodes - 1] = nodes;
        } else if (nodes > root) {
            right[open[--opened]] = nodes;
        }
        growNodes();
        splitFeatures[nodes] = Trees.LEAF;
        flags[nodes] = (byte) nodeFlags;
        return nodes++;
    }

    private int addSplit(int feature, int nodeFlags) {
        int node = add(nodeFlags);
        splitFeatures[node] = feature;
        open = room(open, opened);
        open[opened++] = node;
        return node;
    }

    private void requireSplit(int feature) {
        requireIncompleteTree();
        if (feature < 0 || feature >= inputSize) {
            throw new IllegalArgumentException(
                    next() + "feature must be 0 to " + (inputSize - 1) + ", found " + feature);
        }
    }

    private void requireCompleteTree() {
        if (trees > 0 && !isComplete()) {
            throw new IllegalStateException(next() + "must be a split or a leaf, found the end of the tree");
        }
    }

    private void requireIncompleteTree() {
        if (trees == 0) {
            throw new IllegalStateException("a tree must be started before its first node, found none");
        }
        if (isComplete()) {
            throw new IllegalStateException(next() + "must not be, the tree is complete, found another node");
        }
    }

    private boolean isComplete() {
        return nodes > roots[trees - 1] && opened == 0;
    }

    private String next() {
        return "tree " + (trees - 1) + ", node " + (nodes - roots[trees - 1]) + ": ";
    }

    private void growNodes() {
        if (nodes == splitFeatures.length) {
            int length = grown(nodes + 1);
            splitFeatures = Arrays.copyOf(splitFeatures, length);
            thresholds = Arrays.copyOf(thresholds, length);
            left = Arrays.copyOf(left, length);
            right = Arrays.copyOf(right, length);
            flags = Arrays.copyOf(flags, length);
        }
    }

    /** Returns the array, or a longer copy if it is full with {@code used} elements. */
    private static int[] room(int[] array, int used) {
        return used < array.length ? array : Arrays.copyOf(array, grown(used + 1));
    }

    /** Returns a length of at least {@code needed}, with half as much again so that repeated growth is linear. */
    private static int grown(int needed) {
        return (int) Math.min(Integer.MAX_VALUE - 8L, needed + (needed >> 1) + 16L);
    }
}
