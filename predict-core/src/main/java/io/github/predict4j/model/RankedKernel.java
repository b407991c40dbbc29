package io.github.predict4j.model;

final class RankedKernel extends Kernel {

    private static final int BLOCK = 256;
    private static final int FEWEST_ROWS = 8;
    private static final int CHUNK = 64;
    private static final int UNCHECKED = 5;

    private final RankedTrees ranked;
    private final LeafTable leaves;
    private final int inputSize;
    private final int outputSize;
    private final int treeCount;
    private final int mask;
    private final int[] roots;
    private final long[] nodes;

    RankedKernel(RankedTrees ranked, LeafSums sums) {
        Trees trees = ranked.trees;
        this.ranked = ranked;
        this.inputSize = trees.inputSize;
        this.outputSize = trees.outputSize;
        this.treeCount = trees.treeCount();
        this.mask = ranked.mask;
        this.roots = trees.roots;
        this.nodes = new long[trees.nodeCount()];
        int[] slots = new int[trees.leafCount()];
        int[] starts = new int[treeCount + 1];
        int[] place = new int[trees.nodeCount()];
        NodeOrder order = new NodeOrder(trees);
        int leaf = 0;
        for (int tree = 0; tree < treeCount; tree++) {
            int[] ordered = order.of(tree);
            int root = roots[tree];
            int count = trees.end(tree) - root;
            for (int i = 0; i < count; i++) {
                place[ordered[i]] = root + i;
            }
            for (int i = 0; i < count; i++) {
                int node = ordered[i];
                if (trees.splitFeatures[node] == Trees.LEAF) {
                    slots[leaf] = trees.left[node];
                    nodes[root + i] = node(root + i - 1, ~leaf++);
                } else {
                    nodes[root + i] = node(place[trees.left[node]], ranked.words[node]);
                }
            }
            starts[tree + 1] = leaf;
        }
        this.leaves = new LeafTable(sums, slots, starts);
    }

    private static long node(int left, int word) {
        return (long) left << 32 | (word & 0xffff_ffffL);
    }

    private static int next(long node, int mask, int[] row, int at) {
        int word = (int) node;
        return (int) (node >>> 32) + ((word - row[at + (word & mask)]) >>> 31);
    }

    @Override
    Work newWork(int rows) {
        int block = Math.min(rows, BLOCK);
        return Work.ofInts(ranked.rowsLength(block), Math.max(treeCount, block), 2 * CHUNK, block);
    }

    @Override
    void score(double[] features, int first, int rows, double[] out, Work work) {
        if (rows < FEWEST_ROWS) {
            for (int row = first; row < first + rows; row++) {
                scoreRow(features, row * inputSize, out, row * outputSize, work);
            }
            return;
        }
        for (int from = first; from < first + rows; from += BLOCK) {
            int count = Math.min(BLOCK, first + rows - from);
            scoreBlock(features, from * inputSize, count, out, from * outputSize, work);
        }
    }

    private void scoreRow(double[] features, int x, double[] out, int y, Work work) {
        ranked.fill(features, x, work.columns, 0);
        leaves.start(out, y);
        for (int from = 0; from < treeCount; from += CHUNK) {
            int to = Math.min(from + CHUNK, treeCount);
            walkTrees(from, to, work);
            leaves.addTrees(work.leaves, from, to, out, y);
        }
        leaves.finish(out, y);
    }

    private void walkTrees(int from, int to, Work work) {
        long[] nodes = this.nodes;
        int mask = this.mask;
        int[] row = work.columns;
        int[] walks = work.walks;
        int[] reached = work.leaves;
        int walking = to - from;
        for (int i = 0; i < walking; i++) {
            int node = roots[from + i];
            node = next(nodes[node], mask, row, 0);
            node = next(nodes[node], mask, row, 0);
            walks[i] = node;
            walks[CHUNK + i] = from + i;
        }
        for (int level = 2; level < UNCHECKED; level++) {
            for (int i = 0; i < walking; i++) {
                walks[i] = next(nodes[walks[i]], mask, row, 0);
            }
        }
        while (walking > 0) {
            int still = 0;
            for (int i = 0; i < walking; i++) {
                int at = walks[i];
                int tree = walks[CHUNK + i];
                long node = nodes[at];
                int next = next(node, mask, row, 0);
                reached[tree] = ~(int) node;
                walks[still] = next;
                walks[CHUNK + still] = tree;
                still += (at - next) >>> 31;
            }
            walking = still;
        }
    }

    private void scoreBlock(double[] features, int x, int rows, double[] out, int y, Work work) {
        ranked.fill(features, x, inputSize, rows, work.columns);
        leaves.startRows(rows, out, y, work.sums);
        for (int tree = 0; tree < treeCount; tree++) {
            walkRows(roots[tree], rows, work.columns, work.leaves);
            leaves.addRows(tree, work.leaves, rows, out, y, work.sums);
        }
        leaves.finishRows(rows, out, y, work.sums);
    }

    private void walkRows(int root, int rows, int[] row, int[] reached) {
        long[] nodes = this.nodes;
        int mask = this.mask;
        int width = ranked.columns();
        int i = 0;
        for (; i + 8 <= rows; i += 8) {
            int p = i * width;
            int p1 = p + width;
            int p2 = p1 + width;
            int p3 = p2 + width;
            int p4 = p3 + width;
            int p5 = p4 + width;
            int p6 = p5 + width;
            int p7 = p6 + width;
            int a = root;
            int b = root;
            int c = root;
            int d = root;
            int e = root;
            int f = root;
            int g = root;
            int h = root;
            while (true) {
                long na = nodes[a];
                long nb = nodes[b];
                long nc = nodes[c];
                long nd = nodes[d];
                long ne = nodes[e];
                long nf = nodes[f];
                long ng = nodes[g];
                long nh = nodes[h];
                if ((int) (na & nb & nc & nd & ne & nf & ng & nh) < 0) {
                    reached[i] = ~(int) na;
                    reached[i + 1] = ~(int) nb;
                    reached[i + 2] = ~(int) nc;
                    reached[i + 3] = ~(int) nd;
                    reached[i + 4] = ~(int) ne;
                    reached[i + 5] = ~(int) nf;
                    reached[i + 6] = ~(int) ng;
                    reached[i + 7] = ~(int) nh;
                    break;
                }
                a = next(na, mask, row, p);
                b = next(nb, mask, row, p1);
                c = next(nc, mask, row, p2);
                d = next(nd, mask, row, p3);
                e = next(ne, mask, row, p4);
                f = next(nf, mask, row, p5);
                g = next(ng, mask, row, p6);
                h = next(nh, mask, row, p7);
            }
        }
        for (; i < rows; i++) {
            int node = root;
            while ((int) nodes[node] >= 0) {
                node = next(nodes[node], mask, row, i * width);
            }
            reached[i] = ~(int) nodes[node];
        }
    }
}
