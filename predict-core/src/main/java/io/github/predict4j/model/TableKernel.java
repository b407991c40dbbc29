package io.github.predict4j.model;

/**
 * The whole ensemble as one table: for a few trees over a few features.
 *
 * <p><b>Derivation.</b> Two rows with the same {@linkplain RankedTrees columns} take the same side of every split, reach the
 * same leaves and get the same scores. So with {@code n[c] + 1} values of column {@code c} there are as many different rows
 * as cells in a grid. The table holds the scores of each cell, and a row's cell is
 *
 * <pre>
 *     column[0] * stride[0] + column[1] * stride[1] + ...        stride[c + 1] = stride[c] * (n[c] + 1)
 * </pre>
 *
 * <p>The cells that reach a leaf are a box: each split on the way cuts it in two. Tree after tree adds each of its leaves to
 * the cells of the leaf's box, so the leaves of a cell are added in tree order, by {@link LeafSums} itself, and the scores
 * are finished there, too. Nothing of the ensemble is left to do for a row.
 *
 * <p>Votes of equal weight are only counted, and whole numbers may be added in any order. So the table holds counts, whose
 * scores are few and are looked up; and a box becomes differences: 1 at its least corner, and -1 or 1 just beyond it in each
 * other corner. A running sum along each column in turn then makes the counts of them, once for all trees. What wraps round
 * on the way does no harm.
 *
 * <p>An ensemble with twins among its columns is declined: a twin is not independent of its column, and most of such a grid
 * would be cells that no row has.
 *
 * <p><b>Cost</b>: the columns and one look-up, whatever the number of trees; SingleRowBenchmark in predict-bench measures
 * it. <b>Memory</b>: 8 bytes for each cell and output, or 2 where votes are counted, at most 16 MiB; and the rank tables.
 * Scratch: 4 bytes a column.
 *
 * <p>Source: an ensemble of trees is constant on the cells of a finite grid; sums over boxes by differences at their corners
 * are Crow's summed-area tables (SIGGRAPH 1984), the other way round.
 */
final class TableKernel extends Kernel {

    private static final int MOST_SCORES = 1 << 21;
    private static final int MOST_COUNTS = 1 << 23;

    /** What making a table may take: an addition each for a cell of a box, or for a corner. */
    private static final long MOST_ADDITIONS = 1L << 24;

    private static final int MOST_DEPTH = 64;

    private final Ranks ranks;
    private final int inputSize;
    private final int outputSize;
    private final int[] strides;
    private final LeafSums sums;
    /** Of each cell, unless votes are counted. */
    private final double[] scores;
    /** Of each cell, if votes are counted. */
    private final char[] votes;
    /** The score of each number of votes, if they are counted. */
    private final double[] shares;

    TableKernel(RankedTrees ranked, LeafSums sums) {
        this.ranks = ranked.ranks;
        this.inputSize = ranked.trees.inputSize;
        this.outputSize = ranked.trees.outputSize;
        this.strides = new int[ranks.columns() + 1];
        strides[0] = outputSize;
        for (int c = 0; c < ranks.columns(); c++) {
            strides[c + 1] = strides[c] * (ranks.size(c) + 1);
        }
        boolean counted = sums.countsVotes();
        int size = strides[ranks.columns()];
        this.sums = sums;
        this.scores = new double[counted ? 0 : size];
        this.votes = new char[counted ? size : 0];
        this.shares = counted ? sums.sharesByVotes() : new double[0];
        new Filling(ranked).run();
    }

    /** Tells whether the table is small enough and soon made. */
    static boolean suits(RankedTrees ranked, LeafSums sums) {
        Trees trees = ranked.trees;
        Ranks ranks = ranked.ranks;
        if (ranks.hasTwins() || trees.maxDepth() > MOST_DEPTH) {
            return false;
        }
        int most = sums.countsVotes() ? MOST_COUNTS : MOST_SCORES;
        long size = trees.outputSize;
        for (int c = 0; c < ranks.columns() && size <= most; c++) {
            size *= ranks.size(c) + 1L;
        }
        long additions = sums.countsVotes()
                ? (long) trees.leafCount() << Math.min(ranks.columns(), Integer.SIZE)
                : size * trees.treeCount();
        return size <= most
                && additions <= MOST_ADDITIONS
                && (!sums.countsVotes() || trees.treeCount() <= Character.MAX_VALUE);
    }

    /** Fills the table. */
    private final class Filling {

        private final RankedTrees ranked;
        private final Trees trees;
        private final int columns = ranks.columns();
        private final int[] least = new int[columns];
        private final int[] most = new int[columns];

        Filling(RankedTrees ranked) {
            this.ranked = ranked;
            this.trees = ranked.trees;
        }

        void run() {
            for (int c = 0; c < columns; c++) {
                most[c] = ranks.size(c);
            }
            if (sums.countsVotes()) {
                cutAll();
                for (int c = 0; c < columns; c++) {
                    sumAlong(c);
                }
            } else {
                for (int at = 0; at < scores.length; at += outputSize) {
                    sums.start(scores, at);
                }
                cutAll();
                for (int at = 0; at < scores.length; at += outputSize) {
                    sums.finish(scores, at);
                }
            }
        }

        private void cutAll() {
            for (int tree = 0; tree < trees.treeCount(); tree++) {
                cut(tree, trees.roots[tree]);
            }
        }

        /** Cuts the box at a node. Recursion goes as deep as the tree, of which {@link #suits} knows. */
        private void cut(int tree, int node) {
            if (trees.splitFeatures[node] == Trees.LEAF) {
                if (sums.countsVotes()) {
                    addCorners(1, trees.left[node], columns - 1);
                } else {
                    addCells(tree, trees.left[node], columns - 1, 0);
                }
                return;
            }
            int c = ranked.column(node);
            int rank = ranked.rank(node);
            int least = this.least[c];
            int most = this.most[c];
            if (least <= rank) {
                this.most[c] = Math.min(most, rank);
                cut(tree, trees.left[node]);
                this.most[c] = most;
            }
            if (most > rank) {
                this.least[c] = Math.max(least, rank + 1);
                cut(tree, trees.right[node]);
                this.least[c] = least;
            }
        }

        /** Adds a leaf to the cells of the box, in the columns up to {@code c}. */
        private void addCells(int tree, int slot, int c, int at) {
            int end = at + most[c] * strides[c];
            for (int cell = at + least[c] * strides[c]; cell <= end; cell += strides[c]) {
                if (c == 0) {
                    sums.add(tree, slot, scores, cell);
                } else {
                    addCells(tree, slot, c - 1, cell);
                }
            }
        }

        /** Adds a vote to the corners of the box, in the columns up to {@code c}; one beyond the grid is not needed. */
        private void addCorners(int vote, int at, int c) {
            if (c < 0) {
                votes[at] += (char) vote;
                return;
            }
            addCorners(vote, at + least[c] * strides[c], c - 1);
            if (most[c] < ranks.size(c)) {
                addCorners(-vote, at + (most[c] + 1) * strides[c], c - 1);
            }
        }

        private void sumAlong(int c) {
            for (int from = 0; from < votes.length; from += strides[c + 1]) {
                for (int at = from + strides[c]; at < from + strides[c + 1]; at++) {
                    votes[at] += votes[at - strides[c]];
                }
            }
        }
    }

    @Override
    Work newWork(int rows) {
        return Work.ofRow(ranks.mask + 1, 0);
    }

    @Override
    void score(double[] features, int first, int rows, double[] out, Work work) {
        for (int row = first; row < first + rows; row++) {
            ranks.fill(features, row * inputSize, work.row, 0);
            int at = 0;
            for (int c = 0; c < strides.length - 1; c++) {
                at += (work.row[c] >> ranks.shift) * strides[c];
            }
            int y = row * outputSize;
            if (votes.length == 0) {
                System.arraycopy(scores, at, out, y, outputSize);
            } else {
                for (int k = 0; k < outputSize; k++) {
                    out[y + k] = shares[votes[at + k]];
                }
                sums.transform(out, y);
            }
        }
    }
}
