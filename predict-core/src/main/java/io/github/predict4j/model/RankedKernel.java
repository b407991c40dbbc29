package io.github.predict4j.model;

/**
 * Many walks at a time, level by level, through compact nodes: for deep trees.
 *
 * <p><b>Derivation.</b> A node is a long. A split has its left child above and its {@linkplain RankedTrees word} below; the
 * right child follows the left one, so with {@code w} the word the next node is
 *
 * <pre>
 *     left + ((w - row[w & mask]) >>> 31)        the sign: 1 if the row is greater, else 0
 * </pre>
 *
 * <p>A leaf at {@code i} has {@code i - 1} above and {@code ~number} below, for leaf numbers before 2^30. Columns are 0 to
 * before 2^30, so the difference of a negative word and any column is negative and does not overflow: the next node is
 * always {@code i} itself. So a walk may take more steps than its tree has levels. It ends where a step does not move: as
 * children come after their parents, a step moves if and only if the sign of {@code old - new} is 1.
 *
 * <p>One walk is a chain of dependent loads, mostly from the second-level cache or beyond, and its end is a mispredicted
 * branch. Here all walks of a chunk of trees take a step, then all take the next: nothing in a pass depends on anything
 * else in it, so the processor has dozens of loads under way. About as many passes as leaves are deep on average do not
 * look for ends at all; in the following ones finished walks are compacted away without a branch. A batch does the same
 * with the rows of a block, tree by tree, so that the nodes of the tree stay in the cache.
 *
 * <p>Only walking is interleaved. Leaves are added in tree order afterwards.
 *
 * <p><b>Cost</b>: a step for each node on the way, many of them in flight, and the ranks; SingleRowBenchmark in predict-bench
 * measures it.
 * <b>Memory</b>: 8 bytes a node, at most 8 a leaf, and the rank tables. Scratch: 4 bytes a tree; for batches 4 bytes a
 * column of up to {@value #BLOCK} rows.
 *
 * <p>Source: level-synchronous traversal as in "Interleaved multi-vectorizing" (Fang et al., VLDB 2019) and in tree
 * ensembles on GPUs, without vectors.
 */
final class RankedKernel extends Kernel {

    private static final int BLOCK = 256;
    private static final int MOST_COLUMNS_IN_BLOCK = 1 << 16;
    private static final int FEWEST_ROWS = 8;

    /** Enough walks to hide latency, few enough that what they write stays in the first-level cache. */
    private static final int MOST_TREES = 64;

    /** Beyond so many levels too many walks of B2 would only mark time. */
    private static final int MOST_FREE_LEVELS = 12;

    private final RankedTrees ranked;
    private final LeafTable leaves;
    private final int inputSize;
    private final int outputSize;
    private final int[] roots;
    private final long[] nodes;
    private final int chunk;
    private final int block;
    private final int freeLevels;

    RankedKernel(RankedTrees ranked, LeafSums sums) {
        Trees trees = ranked.trees;
        this.ranked = ranked;
        this.inputSize = trees.inputSize;
        this.outputSize = trees.outputSize;
        this.roots = trees.roots;
        this.nodes = new long[trees.nodeCount()];
        int chunks = (roots.length + MOST_TREES - 1) / MOST_TREES;
        this.chunk = (roots.length + chunks - 1) / chunks;
        this.block = Math.max(FEWEST_ROWS, Math.min(BLOCK, MOST_COLUMNS_IN_BLOCK / ranked.columns()));
        Layout layout = new Layout(ranked, nodes);
        this.freeLevels = Math.min(MOST_FREE_LEVELS, layout.meanLeafDepth() + 1);
        this.leaves = new LeafTable(sums, layout.slots, layout.starts);
    }

    /** Places the nodes of all trees. */
    private static final class Layout {

        final int[] slots;
        final int[] starts;
        private final Trees trees;
        private final int[] words;
        private final long[] nodes;
        private final int[] places;
        private int leaf;
        private long depths;

        Layout(RankedTrees ranked, long[] nodes) {
            this.trees = ranked.trees;
            this.words = ranked.words;
            this.nodes = nodes;
            this.slots = new int[trees.leafCount()];
            this.starts = new int[trees.treeCount() + 1];
            this.places = new int[nodes.length];
            NodeOrder order = new NodeOrder(trees);
            int[] depth = new int[nodes.length];
            for (int tree = 0; tree < trees.treeCount(); tree++) {
                place(tree, order.of(tree), depth);
                starts[tree + 1] = leaf;
            }
        }

        private void place(int tree, int[] ordered, int[] depth) {
            int root = trees.roots[tree];
            int end = trees.end(tree);
            for (int at = root; at < end; at++) {
                places[ordered[at - root]] = at;
            }
            for (int at = root; at < end; at++) {
                int node = ordered[at - root];
                int left = trees.left[node];
                if (trees.splitFeatures[node] == Trees.LEAF) {
                    slots[leaf] = left;
                    nodes[at] = node(at - 1, ~leaf++);
                    depths += depth[node];
                } else {
                    nodes[at] = node(places[left], words[node]);
                    depth[left] = depth[node] + 1;
                    depth[trees.right[node]] = depth[node] + 1;
                }
            }
        }

        private static long node(int above, int below) {
            return (long) above << Integer.SIZE | (below & 0xffff_ffffL);
        }

        int meanLeafDepth() {
            return (int) (depths / leaf);
        }
    }

    /** Returns where a step goes from a node, for the row at {@code at}. */
    private static int next(long node, int[] rows, int at, int mask) {
        int word = (int) node;
        return (int) (node >>> Integer.SIZE) + ((word - rows[at + (word & mask)]) >>> 31);
    }

    @Override
    Work newWork(int rows) {
        int most = Math.min(rows, block);
        return Work.ofWalks(ranked.mask + 1, ranked.rowsLength(most), Math.max(roots.length, most), 2 * BLOCK, most);
    }

    @Override
    void score(double[] features, int first, int rows, double[] out, Work work) {
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
        ranked.fill(features, x, work.row, 0);
        leaves.start(out, y);
        for (int from = 0; from < roots.length; from += chunk) {
            int to = Math.min(from + chunk, roots.length);
            walkTrees(from, to, work);
            leaves.addTrees(work.leaves, from, to, out, y);
        }
        leaves.finish(out, y);
    }

    private void walkTrees(int from, int to, Work work) {
        long[] nodes = this.nodes;
        int[] row = work.row;
        // The mask in this form tells the compiler that no index is out of bounds.
        int mask = row.length - 1;
        int[] walks = work.walks;
        int[] reached = work.leaves;
        int walking = to - from;
        for (int i = 0; i < walking; i++) {
            walks[i] = roots[from + i];
            walks[MOST_TREES + i] = from + i;
        }
        for (int level = 0; level < freeLevels; level++) {
            step(nodes, row, walks, walking);
        }
        while (walking > 0) {
            int still = 0;
            for (int i = 0; i < walking; i++) {
                int at = walks[i];
                int tree = walks[MOST_TREES + i];
                long node = nodes[at];
                int next = next(node, row, 0, mask);
                reached[tree] = ~(int) node;
                walks[still] = next;
                walks[MOST_TREES + still] = tree;
                still += (at - next) >>> 31;
            }
            walking = still;
        }
    }

    /** Takes one step of every walk. Four at a time by hand: the compiler unrolls this loop only sometimes. */
    private static void step(long[] nodes, int[] row, int[] walks, int walking) {
        int mask = row.length - 1;
        int i = 0;
        for (; i < walking - 3; i += 4) {
            long a = nodes[walks[i]];
            long b = nodes[walks[i + 1]];
            long c = nodes[walks[i + 2]];
            long d = nodes[walks[i + 3]];
            walks[i] = next(a, row, 0, mask);
            walks[i + 1] = next(b, row, 0, mask);
            walks[i + 2] = next(c, row, 0, mask);
            walks[i + 3] = next(d, row, 0, mask);
        }
        for (; i < walking; i++) {
            walks[i] = next(nodes[walks[i]], row, 0, mask);
        }
    }

    private void scoreBlock(double[] features, int x, int rows, double[] out, int y, Work work) {
        ranked.fill(features, x, inputSize, rows, work.rows);
        leaves.startRows(rows, out, y, work.sums);
        for (int tree = 0; tree < roots.length; tree++) {
            walkRows(roots[tree], rows, work);
            leaves.addRows(tree, work.leaves, rows, out, y, work.sums);
        }
        leaves.finishRows(rows, out, y, work.sums);
    }

    /** Walks one tree with all rows of a block, as {@link #walkTrees} does all trees with one row. */
    private void walkRows(int root, int rows, Work work) {
        long[] nodes = this.nodes;
        int[] row = work.rows;
        int mask = ranked.mask;
        int width = ranked.columns();
        int[] walks = work.walks;
        int[] reached = work.leaves;
        long rootNode = nodes[root];
        for (int i = 0; i < rows; i++) {
            walks[i] = next(rootNode, row, i * width, mask);
            walks[BLOCK + i] = i;
        }
        for (int level = 1; level < freeLevels; level++) {
            for (int i = 0; i < rows; i++) {
                walks[i] = next(nodes[walks[i]], row, i * width, mask);
            }
        }
        int walking = rows;
        while (walking > 0) {
            int still = 0;
            for (int i = 0; i < walking; i++) {
                int at = walks[i];
                int id = walks[BLOCK + i];
                long node = nodes[at];
                int next = next(node, row, id * width, mask);
                reached[id] = ~(int) node;
                walks[still] = next;
                walks[BLOCK + still] = id;
                still += (at - next) >>> 31;
            }
            walking = still;
        }
    }
}
