package io.github.predict4j.model;

import java.util.Arrays;

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
 * itself. It is known by its place. {@link WalkKernel} says how walks are interleaved.
 *
 * <p>Such nodes need more instructions than those of {@link RankedKernel}, which are faster where they fit the cache.
 *
 * <p><b>Cost</b>: a step for each node on the way, many of them in flight, and the ranks; SingleRowBenchmark in predict-bench
 * measures it. <b>Memory</b>: 4 bytes a node and at most 8 for the leaf that it may be, and the rank tables. Scratch: 4 bytes
 * a tree; for batches 4 bytes a column of up to {@value WalkKernel#BLOCK} rows.
 */
final class CompactKernel extends WalkKernel {

    private static final int COLUMN_BITS = 6;

    private final int[] nodes;
    private final int distances;

    CompactKernel(RankedTrees ranked, LeafSums sums) {
        this(ranked.withForm(COLUMN_BITS, shift(ranked.trees)), new NodeOrder(ranked.trees), sums);
    }

    private CompactKernel(RankedTrees ranked, NodeOrder order, LeafSums sums) {
        super(ranked, order, leaves(ranked.trees, order, sums));
        Trees trees = ranked.trees;
        int shift = ranked.ranks.shift;
        int leaf = Integer.MAX_VALUE >>> shift << shift;
        this.distances = (1 << (shift - COLUMN_BITS)) - 1;
        this.nodes = new int[trees.nodeCount()];
        for (int place = 0; place < nodes.length; place++) {
            int node = order.nodes[place];
            nodes[place] = trees.splitFeatures[node] == Trees.LEAF
                    ? leaf
                    : ranked.words[node] | (order.places[trees.left[node]] - place) << COLUMN_BITS;
        }
    }

    /** Tells whether column, distance and rank fit four bytes, the sign not counted. */
    static boolean suits(RankedTrees ranked) {
        int columns = ranked.ranks.columns();
        int most = 0;
        for (int c = 0; c < columns; c++) {
            most = Math.max(most, ranked.ranks.size(c));
        }
        return columns <= 1 << COLUMN_BITS && shift(ranked.trees) + RankedTrees.bits(most) < Integer.SIZE;
    }

    private static int shift(Trees trees) {
        return COLUMN_BITS + RankedTrees.bits(NodeOrder.mostNodes(trees));
    }

    /** Returns the leaves by the places of their nodes; what is at the places of splits is never asked for. */
    private static LeafTable leaves(Trees trees, NodeOrder order, LeafSums sums) {
        int[] slots = new int[trees.nodeCount()];
        for (int place = 0; place < slots.length; place++) {
            int node = order.nodes[place];
            slots[place] = trees.splitFeatures[node] == Trees.LEAF ? trees.left[node] : 0;
        }
        int[] starts = Arrays.copyOf(trees.roots, trees.treeCount() + 1);
        starts[trees.treeCount()] = trees.nodeCount();
        return new LeafTable(sums, slots, starts);
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
    void walkRows(int root, int rows, Work work) {
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
    }
}
