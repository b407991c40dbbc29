package io.github.predict4j.model;

/**
 * Many walks at a time, level by level: what {@link RankedKernel} and {@link CompactKernel} share, for deep trees.
 *
 * <p><b>Derivation.</b> One walk is a chain of dependent loads, mostly from the second-level cache or beyond, and its end is
 * a mispredicted branch. Here all walks of a chunk of trees take a step, then all take the next: nothing in a pass depends
 * on anything else in it, so the processor has dozens of loads under way. A walk at a leaf stays there, so about as many
 * passes as leaves are deep on average do not look for ends at all. In the following ones finished walks are compacted away
 * without a branch: children come after their parents, so a step has moved if and only if the sign of {@code old - new} is
 * 1. A batch does the same with the rows of a block, tree by tree: the nodes of the tree stay in the cache, and the longer
 * the block, the more rows share fetching them.
 *
 * <p>Only walking is interleaved. Leaves are added in tree order afterwards.
 *
 * <p>Source: level-synchronous traversal as in "Interleaved multi-vectorizing" (Fang et al., VLDB 2019) and in tree
 * ensembles on GPUs, without vectors.
 */
abstract class WalkKernel extends Kernel {

    /** The most rows that walk a tree together. Shorter blocks were slower where trees do not fit a cache (B2). */
    static final int BLOCK = 1024;

    /** Enough walks to hide latency, few enough that what they write stays in the first-level cache. */
    static final int MOST_TREES = 64;

    /** Beyond so many levels too many walks of B2 would only mark time. */
    private static final int MOST_FREE_LEVELS = 12;

    private static final int MOST_COLUMNS_IN_BLOCK = 1 << 16;
    private static final int FEWEST_ROWS = 8;

    final Ranks ranks;
    final int[] roots;
    final int freeLevels;
    private final LeafTable leaves;
    private final int inputSize;
    private final int outputSize;
    private final int chunk;
    private final int block;

    WalkKernel(RankedTrees ranked, NodeOrder order, LeafTable leaves) {
        Trees trees = ranked.trees;
        this.ranks = ranked.ranks;
        this.roots = trees.roots;
        this.freeLevels = Math.min(MOST_FREE_LEVELS, order.meanLeafDepth() + 1);
        this.leaves = leaves;
        this.inputSize = trees.inputSize;
        this.outputSize = trees.outputSize;
        int chunks = (roots.length + MOST_TREES - 1) / MOST_TREES;
        this.chunk = (roots.length + chunks - 1) / chunks;
        this.block = Math.max(FEWEST_ROWS, Math.min(BLOCK, MOST_COLUMNS_IN_BLOCK / ranks.columns()));
    }

    /** Walks trees with {@code work.row}, and puts the numbers of the leaves into {@code work.leaves} by tree. */
    abstract void walkTrees(int from, int to, Work work);

    /** Walks a tree with {@code work.rows}, and puts the numbers of the leaves into {@code work.leaves} by row. */
    abstract void walkRows(int tree, int rows, Work work);

    @Override
    final Work newWork(int rows) {
        int most = Math.min(rows, block);
        int walks = Math.max(2 * MOST_TREES, BLOCK + most);
        return Work.ofWalks(ranks.mask + 1, ranks.rowsLength(most), Math.max(roots.length, most), walks, most);
    }

    @Override
    final void score(double[] features, int first, int rows, double[] out, Work work) {
        for (int from = first; from < first + rows; from += block) {
            int count = Math.min(block, first + rows - from);
            if (count >= FEWEST_ROWS) {
                scoreBlock(features, from * inputSize, count, out, from * outputSize, work);
            } else {
                for (int row = from; row < from + count; row++) {
                    scoreRow(features, row * inputSize, out, row * outputSize, work);
                }
            }
        }
    }

    private void scoreRow(double[] features, int x, double[] out, int y, Work work) {
        ranks.fill(features, x, work.row, 0);
        leaves.start(out, y);
        for (int from = 0; from < roots.length; from += chunk) {
            int to = Math.min(from + chunk, roots.length);
            walkTrees(from, to, work);
            leaves.addTrees(work.leaves, from, to, out, y);
        }
        leaves.finish(out, y);
    }

    private void scoreBlock(double[] features, int x, int rows, double[] out, int y, Work work) {
        ranks.fill(features, x, inputSize, rows, work.rows, ranks.columns(), 1);
        leaves.startRows(rows, out, y, work.sums);
        for (int tree = 0; tree < roots.length; tree++) {
            walkRows(tree, rows, work);
            leaves.addRows(tree, work.leaves, rows, out, y, work.sums);
        }
        leaves.finishRows(rows, out, y, work.sums);
    }
}
