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

    /** Kernels may write out so many levels. Those that trees lack never go right and do no harm. */
    static final int FEWEST_LEVELS = 3;

    final Ranks ranks;
    final Trees trees;
    final int depth;

    /** The words of the splits, by level. */
    final int[][] words;

    /** The leaves: {@code path} of tree {@code t} is {@code (t << depth) + path}. */
    final LeafTable leaves;

    CompleteTrees(RankedTrees ranked, LeafSums sums) {
        this.ranks = ranked.ranks;
        this.trees = ranked.trees;
        int count = trees.treeCount();
        this.depth = Math.max(FEWEST_LEVELS, trees.maxDepth());
        this.words = new int[depth][];
        Arrays.setAll(words, level -> {
            int[] never = new int[count << level];
            Arrays.fill(never, NEVER);
            return never;
        });
        int[] slots = new int[count << depth];
        int[] starts = new int[count + 1];
        for (int tree = 0; tree < count; tree++) {
            starts[tree + 1] = (tree + 1) << depth;
            place(ranked, trees.roots[tree], 0, tree, slots);
        }
        this.leaves = new LeafTable(sums, slots, starts);
    }

    /** Tells whether the trees are shallow enough, and so few that their 2^depth leaves take 12 MiB at most. */
    static boolean suits(Trees trees) {
        return trees.maxDepth() <= MOST_DEPTH
                && (long) trees.treeCount() << MOST_DEPTH <= Integer.MAX_VALUE
                && trees.treeCount() << Math.max(FEWEST_LEVELS, trees.maxDepth()) <= MOST_LEAVES;
    }

    /** Tells whether at least half of the nodes of the complete trees are nodes of the trees themselves. */
    static boolean fits(Trees trees) {
        return (long) trees.treeCount() << Math.max(FEWEST_LEVELS, trees.maxDepth()) <= trees.nodeCount();
    }

    /** Places a node and all below it. Recursion goes as deep as the depth, which is small. */
    private void place(RankedTrees ranked, int node, int level, int at, int[] slots) {
        boolean leaf = trees.splitFeatures[node] == Trees.LEAF;
        if (level == depth) {
            slots[at] = trees.left[node];
            return;
        }
        if (!leaf) {
            words[level][at] = ranked.words[node];
        }
        place(ranked, leaf ? node : trees.left[node], level + 1, 2 * at, slots);
        place(ranked, leaf ? node : trees.right[node], level + 1, 2 * at + 1, slots);
    }
}
