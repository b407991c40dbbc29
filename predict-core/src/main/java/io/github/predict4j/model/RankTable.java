package io.github.predict4j.model;

import java.util.Arrays;

/**
 * Counts how many of the thresholds of one feature a value is above: its rank.
 *
 * <p><b>Derivation.</b> Let {@code c[0] < c[1] < ... < c[n-1]} be the distinct thresholds and {@code rank(x)} the number of
 * them with {@code x > c[k]}. As they ascend, {@code x > c[k]} if and only if {@code rank(x) > k}: so ranks decide every
 * split exactly as the doubles do.
 *
 * <p>A uniform grid finds the rank with a few compares. {@code cell(x)} is {@code (x - c[0]) * scale}, cut to an int from 0
 * to {@code top}. Each step of it is monotone, rounding included, so {@code cell} is: {@code x <= c} implies
 * {@code cell(x) <= cell(c)}. Hence a threshold of a lower cell than that of {@code x} is below {@code x}, one of a higher
 * cell is not, and only those of the same cell need a compare. {@code grid[cell]} is the number of thresholds in lower
 * cells, and {@code compares} the most in one cell. It is moved down where fewer than {@code compares} thresholds follow;
 * those it then compares besides are below {@code x} and counted as such. Nothing here is lost to the quality of the grid
 * but time; where thresholds crowd too much for a grid, a binary search without branches takes over.
 *
 * <p>{@code x > c} is the sign of {@code c - x}: with gradual underflow a difference of doubles is 0 only of equals, a zero
 * difference is {@code +0.0} as long as {@code c} is not {@code -0.0}, and overflow and infinite {@code x} keep the sign.
 * For NaN the rank has no meaning, but is one of 0 to {@code n}.
 *
 * <p><b>Cost</b> of a value: one look-up by its cell, then the few compares that tell the thresholds of the cell apart. More
 * compares in fewer cells cost no more, and leave the caches to the nodes. <b>Memory</b>: 8 bytes a threshold and at most
 * {@value #MOST_CELLS} cells of 2 bytes.
 */
final class RankTable {

    /** The compares of a good grid: what a value costs most of the time. */
    static final int GOOD_COMPARES = 2;

    private static final int FEWEST_CELLS = 16;
    private static final int MOST_CELLS = 4096;
    private static final int MOST_COMPARES = 16;

    final int feature;
    private final double[] cuts;
    private final double low;
    private int top;
    private double scale;
    private char[] grid = {};
    private int compares;

    /**
     * Makes the table.
     *
     * @param thresholds the distinct thresholds, at least one, ascending, finite, without {@code -0.0}
     */
    RankTable(int feature, double[] thresholds) {
        this.feature = feature;
        // One that no split asks for does no harm, and every table can have two compares.
        this.cuts = thresholds.length >= GOOD_COMPARES ? thresholds : new double[] {thresholds[0], Double.MAX_VALUE};
        this.low = thresholds[0];
        if (thresholds.length <= GOOD_COMPARES) {
            useGrid(GOOD_COMPARES, 0.0);
            return;
        }
        double span = thresholds[thresholds.length - 1] - low;
        for (int cells = FEWEST_CELLS; compares == 0 && cells <= MOST_CELLS; cells *= 2) {
            useGridIfGood(cells, cells / span);
        }
    }

    private void useGridIfGood(int cells, double cellsPerUnit) {
        if (!(cellsPerUnit > 0) || Double.isInfinite(cellsPerUnit) || cuts.length > Character.MAX_VALUE) {
            return;
        }
        scale = cellsPerUnit;
        top = cells;
        int most = mostInOneCell();
        if (most <= GOOD_COMPARES || (cells == MOST_CELLS && most <= MOST_COMPARES)) {
            useGrid(Math.max(GOOD_COMPARES, most), cellsPerUnit);
        }
    }

    private int mostInOneCell() {
        int most = 0;
        int inCell = 0;
        int last = -1;
        for (double cut : cuts) {
            int cell = cell(cut);
            inCell = cell == last ? inCell + 1 : 1;
            last = cell;
            most = Math.max(most, inCell);
        }
        return most;
    }

    private void useGrid(int most, double cellsPerUnit) {
        compares = most;
        scale = cellsPerUnit;
        grid = new char[top + 1];
        int below = 0;
        for (int cell = 0; cell <= top; cell++) {
            while (below < cuts.length && cell(cuts[below]) < cell) {
                below++;
            }
            grid[cell] = (char) Math.min(below, cuts.length - most);
        }
    }

    private int cell(double value) {
        // The cast is monotone, too: it saturates, and NaN becomes 0.
        return Math.max(0, Math.min((int) ((value - low) * scale), top));
    }

    /** Tells whether the grid is a good one, which is the case but for unusual thresholds. */
    boolean isGood() {
        return compares == GOOD_COMPARES;
    }

    /** Returns the number of thresholds. */
    int size() {
        return cuts.length;
    }

    /** Returns k such that {@code x > threshold} if and only if {@code rank(x) > k}. */
    int indexOf(double threshold) {
        return Arrays.binarySearch(cuts, threshold + 0.0);
    }

    /**
     * Writes the shifted ranks of rows.
     *
     * @param x where the first row is
     * @param inputSize how far the rows are apart
     * @param missing what a missing value becomes
     * @param at where the first rank goes
     * @param width how far the ranks are apart
     */
    void fill(
            double[] features, int x, int inputSize, int rows, int missing, int shift, int[] ranks, int at, int width) {
        int from = x + feature;
        if (isGood()) {
            char[] cells = grid;
            double[] sorted = cuts;
            for (int i = 0; i < rows; i++) {
                double value = features[from + i * inputSize];
                int cell = (int) ((value - low) * scale);
                int first = cells[cell < 0 ? 0 : cell >= cells.length ? cells.length - 1 : cell];
                int rank = first + isAbove(value, sorted[first]) + isAbove(value, sorted[first + 1]);
                ranks[at + i * width] = Double.isNaN(value) ? missing : rank << shift;
            }
        } else {
            for (int i = 0; i < rows; i++) {
                double value = features[from + i * inputSize];
                ranks[at + i * width] = Double.isNaN(value) ? missing : rank(value) << shift;
            }
        }
    }

    /** Returns the same as {@link #rank}, if the grid is good. */
    int goodRank(double value) {
        char[] cells = grid;
        int cell = (int) ((value - low) * scale);
        int first = cells[cell < 0 ? 0 : cell >= cells.length ? cells.length - 1 : cell];
        return first + isAbove(value, cuts[first]) + isAbove(value, cuts[first + 1]);
    }

    /** Returns the number of thresholds below a value; for NaN any number from 0 to {@link #size}. */
    int rank(double value) {
        int most = compares;
        if (most == 0) {
            return search(value);
        }
        int first = grid[cell(value)];
        int rank = first;
        for (int k = first; k < first + most; k++) {
            rank += isAbove(value, cuts[k]);
        }
        return rank;
    }

    /** The thresholds from {@code from} on, {@code length} of them, contain the first that is not below the value, or end. */
    private int search(double value) {
        int from = 0;
        int length = cuts.length;
        while (length > 1) {
            int half = length >>> 1;
            from += half & -isAbove(value, cuts[from + half - 1]);
            length -= half;
        }
        return from + isAbove(value, cuts[from]);
    }

    private static int isAbove(double value, double cut) {
        return (int) (Double.doubleToRawLongBits(cut - value) >>> 63);
    }
}
