package io.github.predict4j.model;

/**
 * Walks through nodes of four bytes: for deep forests that do not fit the second-level cache.
 *
 * <p><b>Derivation.</b> A node is an int without a sign: the rank of its split above, then how far behind it its left child
 * is, then its column in the last {@value #COLUMN_BITS} bits. That is a {@linkplain RankedTrees word} with the distance in
 * the room between rank and column, and such a word still decides the comparison. The right child follows the left one, so
 * from node {@code w} at {@code i} the next one is
 *
 * <pre>
 *     i + (w >>> COLUMN_BITS & distances) + ((w - row[w & mask]) >>> 31)        the sign: 1 if the row is greater, else 0
 * </pre>
 *
 * <p>A leaf has distance 0 and all bits of the rank, which is no less than any column: the next node is always {@code i}
 * itself. So its last bits are free, and give its number among the leaves of its tree, so that their values can lie without
 * gaps. In {@link NodeOrder} the nodes before the children of a split are the root and the children of each split that was
 * opened before, in pairs. At place {@code p} of a tree, {@code p - p / 2} splits were opened. Those that were placed by then
 * and not yet opened are at most one a level, and none on the last: {@code u} of them. All other nodes before {@code p} are
 * leaves, so the leaf is number {@code p / 2 - u}, and {@code u} is what its last bits hold. {@link WalkKernel} says how
 * walks are interleaved.
 *
 * <p>Such nodes need more instructions than those of {@link RankedKernel}, which are faster where they fit the cache.
 *
 * <p><b>Cost</b>: a step for each node on the way, many of them in flight, and the ranks; SingleRowBenchmark in predict-bench
 * measures it. <b>Memory</b>: 4 bytes a node, at most 8 a leaf, and the rank tables. Scratch: 4 bytes a tree; for batches
 * 4 bytes a column of up to {@value WalkKernel#BLOCK} rows.
 */
final class CompactKernel extends WalkKernel {

    private static final int COLUMN_BITS = 6;
    private static final int LEAF_BITS = (1 << COLUMN_BITS) - 1;

    private final int[] nodes;
    /** For each tree the number of its first leaf. */
    private final int[] starts;

    private final int distances;

    CompactKernel(RankedTrees ranked, LeafSums sums) {
        this(new Layout(ranked.withForm(COLUMN_BITS, shift(ranked.trees))), sums);
    }

    private CompactKernel(Layout layout, LeafSums sums) {
        super(layout.ranked, layout.order, new LeafTable(sums, layout.slots, layout.starts));
        this.nodes = layout.nodes;
        this.starts = layout.starts;
        this.distances = (1 << (ranks.shift - COLUMN_BITS)) - 1;
    }

    /** The nodes of all trees, and their leaves by number. */
    private static final class Layout {

        final RankedTrees ranked;
        final NodeOrder order;
        final int[] nodes;
        final int[] slots;
        final int[] starts;

        Layout(RankedTrees ranked) {
            Trees trees = ranked.trees;
            this.ranked = ranked;
            this.order = new NodeOrder(trees);
            this.nodes = new int[trees.nodeCount()];
            this.slots = new int[trees.leafCount()];
            this.starts = new int[trees.treeCount() + 1];
            int leafRank = Integer.MAX_VALUE >>> ranked.ranks.shift << ranked.ranks.shift;
            int leaf = 0;
            for (int tree = 0; tree < trees.treeCount(); tree++) {
                int root = trees.roots[tree];
                for (int place = root; place < trees.end(tree); place++) {
                    int node = order.nodes[place];
                    if (trees.splitFeatures[node] == Trees.LEAF) {
                        nodes[place] = leafRank | ((place - root) / 2 - (leaf - starts[tree]));
                        slots[leaf++] = trees.left[node];
                    } else {
                        nodes[place] = ranked.words[node] | (order.places[trees.left[node]] - place) << COLUMN_BITS;
                    }
                }
                starts[tree + 1] = leaf;
            }
        }
    }

    /** Tells whether column, distance and rank fit four bytes, the sign not counted, and what a leaf has in their place. */
    static boolean suits(RankedTrees ranked) {
        int columns = ranked.ranks.columns();
        int most = 0;
        for (int c = 0; c < columns; c++) {
            most = Math.max(most, ranked.ranks.size(c));
        }
        return columns <= 1 << COLUMN_BITS
                && ranked.trees.maxDepth() <= 1 << COLUMN_BITS
                && shift(ranked.trees) + RankedTrees.bits(most) < Integer.SIZE;
    }

    private static int shift(Trees trees) {
        return COLUMN_BITS + RankedTrees.bits(NodeOrder.mostNodes(trees));
    }

    /** Returns the number of the leaf at a place. */
    private static int leaf(int node, int at, int root, int start) {
        return start + ((at - root) >>> 1) - (node & LEAF_BITS);
    }

    /** Returns where a step goes from a place, for the row at {@code row}. */
    private static int next(int node, int at, int distances, int[] rows, int row, int mask) {
        return at + (node >>> COLUMN_BITS & distances) + ((node - rows[row + (node & mask)]) >>> 31);
    }

    @Override
    void walkTrees(int from, int to, Work work) {
        int[] nodes = this.nodes;
        int distances = this.distances;
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
            step(nodes, distances, row, walks, walking);
        }
        while (walking > 0) {
            int still = 0;
            for (int i = 0; i < walking; i++) {
                int at = walks[i];
                int tree = walks[MOST_TREES + i];
                int next = next(nodes[at], at, distances, row, 0, mask);
                reached[tree] = at;
                walks[still] = next;
                walks[MOST_TREES + still] = tree;
                still += (at - next) >>> 31;
            }
            walking = still;
        }
        for (int tree = from; tree < to; tree++) {
            int at = reached[tree];
            reached[tree] = leaf(nodes[at], at, roots[tree], starts[tree]);
        }
    }

    /** Takes one step of every walk. Four at a time by hand: the compiler unrolls this loop only sometimes. */
    private static void step(int[] nodes, int distances, int[] row, int[] walks, int walking) {
        int mask = row.length - 1;
        int i = 0;
        for (; i < walking - 3; i += 4) {
            int a = walks[i];
            int b = walks[i + 1];
            int c = walks[i + 2];
            int d = walks[i + 3];
            walks[i] = next(nodes[a], a, distances, row, 0, mask);
            walks[i + 1] = next(nodes[b], b, distances, row, 0, mask);
            walks[i + 2] = next(nodes[c], c, distances, row, 0, mask);
            walks[i + 3] = next(nodes[d], d, distances, row, 0, mask);
        }
        for (; i < walking; i++) {
            walks[i] = next(nodes[walks[i]], walks[i], distances, row, 0, mask);
        }
    }

    @Override
    void walkRows(int tree, int rows, Work work) {
        int root = roots[tree];
        int[] nodes = this.nodes;
        int distances = this.distances;
        int[] row = work.rows;
        int mask = ranks.mask;
        int width = ranks.columns();
        int[] walks = work.walks;
        int[] reached = work.leaves;
        int rootNode = nodes[root];
        for (int i = 0; i < rows; i++) {
            walks[i] = next(rootNode, root, distances, row, i * width, mask);
            walks[BLOCK + i] = i;
        }
        for (int level = 1; level < freeLevels; level++) {
            for (int i = 0; i < rows; i++) {
                walks[i] = next(nodes[walks[i]], walks[i], distances, row, i * width, mask);
            }
        }
        int walking = rows;
        while (walking > 0) {
            int still = 0;
            for (int i = 0; i < walking; i++) {
                int at = walks[i];
                int id = walks[BLOCK + i];
                int next = next(nodes[at], at, distances, row, id * width, mask);
                reached[id] = at;
                walks[still] = next;
                walks[BLOCK + still] = id;
                still += (at - next) >>> 31;
            }
            walking = still;
        }
        int start = starts[tree];
        for (int i = 0; i < rows; i++) {
            int at = reached[i];
            reached[i] = leaf(nodes[at], at, root, start);
        }
    }
}
