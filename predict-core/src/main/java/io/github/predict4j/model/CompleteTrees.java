package io.github.predict4j.model;

import java.util.Arrays;

/**
 * Trees filled up to complete trees of one depth: level {@code l} of tree {@code t} has the {@code 2^l} nodes
 * {@code t * 2^l + path}, where the bits of {@code path} say from the root down where it went right.
 *
 * <p>Below a leaf the added splits never go right, and every added leaf is a copy of it, so each row gets the leaf it would
 * get in the tree itself.
 */
final class CompleteTrees {

    /** The word of a split that never goes right: greater than any value of a column. */
    static final int NEVER = (1 << 30) - 1;

    private static final int MOST_DEPTH = 8;
    private static final int MOST_LEAVES = 1 << 20;

    final int depth;

    /** The words of the splits, by level. */
    final int[][] words;

    /** The slot of each leaf. */
    final int[] slots;

    /** The first leaf of each tree, and behind it the number of all. */
    final int[] starts;

    private final RankedTrees ranked;

    CompleteTrees(RankedTrees ranked, int fewestLevels) {
        Trees trees = ranked.trees;
        int count = trees.treeCount();
        this.ranked = ranked;
        // Levels that never go right do no harm.
        this.depth = Math.max(fewestLevels, trees.maxDepth());
        this.words = new int[depth][];
        Arrays.setAll(words, level -> {
            int[] never = new int[count << level];
            Arrays.fill(never, NEVER);
            return never;
        });
        this.slots = new int[count << depth];
        this.starts = new int[count + 1];
        for (int tree = 0; tree < count; tree++) {
            starts[tree + 1] = (tree + 1) << depth;
            place(trees.roots[tree], 0, tree);
        }
    }

    /** Tells whether the trees are shallow enough, and so few that their 2^depth leaves take 12 MiB at most. */
    static boolean suits(Trees trees) {
        return trees.maxDepth() <= MOST_DEPTH
                && (long) trees.treeCount() << MOST_DEPTH <= Integer.MAX_VALUE
                && trees.treeCount() << Math.max(1, trees.maxDepth()) <= MOST_LEAVES;
    }

    /** Places a node and all below it. Recursion goes as deep as the depth, which is small. */
    private void place(int node, int level, int at) {
        Trees trees = ranked.trees;
        boolean leaf = trees.splitFeatures[node] == Trees.LEAF;
        if (level == depth) {
            slots[at] = trees.left[node];
            return;
        }
        if (!leaf) {
            words[level][at] = ranked.words[node];
        }
        place(leaf ? node : trees.left[node], level + 1, 2 * at);
        place(leaf ? node : trees.right[node], level + 1, 2 * at + 1);
    }
}
