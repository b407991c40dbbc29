package io.github.predict4j.model;

/**
 * Walks through nodes of eight bytes: for deep trees.
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
 * always {@code i} itself. {@link WalkKernel} says how walks are interleaved.
 *
 * <p><b>Cost</b>: a step for each node on the way, many of them in flight, and the ranks; SingleRowBenchmark in predict-bench
 * measures it. <b>Memory</b>: 8 bytes a node, at most 8 a leaf, and the rank tables. Scratch: 4 bytes a tree; for batches 4
 * bytes a column of up to {@value WalkKernel#BLOCK} rows.
 */
final class RankedKernel extends WalkKernel {

    private final long[] nodes;

    RankedKernel(RankedTrees ranked, LeafSums sums) {
        this(new Layout(ranked), ranked, sums);
    }

    private RankedKernel(Layout layout, RankedTrees ranked, LeafSums sums) {
        super(ranked, layout.order, new LeafTable(sums, layout.slots, layout.starts));
        this.nodes = layout.nodes;
    }

    /** The nodes of all trees, and their leaves by number. */
    private static final class Layout {

        final NodeOrder order;
        final long[] nodes;
        final int[] slots;
        final int[] starts;

        Layout(RankedTrees ranked) {
            Trees trees = ranked.trees;
            this.order = new NodeOrder(trees);
            this.nodes = new long[trees.nodeCount()];
            this.slots = new int[trees.leafCount()];
            this.starts = new int[trees.treeCount() + 1];
            int leaf = 0;
            for (int tree = 0; tree < trees.treeCount(); tree++) {
                for (int place = trees.roots[tree]; place < trees.end(tree); place++) {
                    int node = order.nodes[place];
                    int left = trees.left[node];
                    if (trees.splitFeatures[node] == Trees.LEAF) {
                        slots[leaf] = left;
                        nodes[place] = node(place - 1, ~leaf++);
                    } else {
                        nodes[place] = node(order.places[left], ranked.words[node]);
                    }
                }
                starts[tree + 1] = leaf;
            }
        }

        private static long node(int above, int below) {
            return (long) above << Integer.SIZE | (below & 0xffff_ffffL);
        }
    }

    /** Returns where a step goes from a node, for the row at {@code at}. */
    private static int next(long node, int[] rows, int at, int mask) {
        int word = (int) node;
        return (int) (node >>> Integer.SIZE) + ((word - rows[at + (word & mask)]) >>> 31);
    }

    @Override
    void walkTrees(int from, int to, Work work) {
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

    @Override
    void walkRows(int tree, int rows, Work work) {
        int root = roots[tree];
        long[] nodes = this.nodes;
        int[] row = work.rows;
        int mask = ranks.mask;
        int width = ranks.columns();
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
