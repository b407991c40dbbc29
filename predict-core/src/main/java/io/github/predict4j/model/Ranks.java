package io.github.predict4j.model;

import java.util.Arrays;

/**
 * Makes rows of columns of rows of features, for {@link RankedTrees}: what kernels keep of these.
 *
 * <p><b>Cost</b> of a row: a look-up and a few compares for each feature that trees compare, and a look-up for each category
 * set. <b>Memory</b>: that of the {@linkplain RankTable rank tables}.
 */
final class Ranks {

    /** {@code word & mask} is the column of a split. */
    final int mask;

    /** How far the rank is shifted in a word, and any value of a column in a row. */
    final int shift;

    /** The columns of each feature that is compared come first, those with good grids before the others. */
    private final RankTable[] tables;

    /** The number of good grids. */
    private final int good;

    /** The columns of these tables again come second: the twins. */
    private final int[] twins;

    /** The columns of category sets come last. */
    private final CategorySet[] sets;

    /** For each table and twin what a missing value becomes: 0 or its greatest rank. */
    private final int[] missing;

    /**
     * Takes the columns.
     *
     * @param missingRanks for each table and twin the rank of a missing value
     * @param columnBits enough bits for the number of any column
     * @param shift at least so many bits
     */
    Ranks(RankTable[] tables, int[] twins, CategorySet[] sets, int[] missingRanks, int columnBits, int shift) {
        this.tables = tables;
        this.good = (int) Arrays.stream(tables).filter(RankTable::isGood).count();
        this.twins = twins;
        this.sets = sets;
        this.missing = Arrays.stream(missingRanks).map(rank -> rank << shift).toArray();
        this.mask = (1 << columnBits) - 1;
        this.shift = shift;
    }

    /** Returns the same columns in words of another form. */
    Ranks withForm(int columnBits, int newShift) {
        int[] missingRanks = Arrays.stream(missing).map(rank -> rank >> shift).toArray();
        return new Ranks(tables, twins, sets, missingRanks, columnBits, newShift);
    }

    /** Returns the number of columns, the length of a row: at least 1. */
    int columns() {
        return Math.max(1, tables.length + twins.length + sets.length);
    }

    /** Tells whether a feature has two columns, because some of its splits send a missing value left and others right. */
    boolean hasTwins() {
        return twins.length > 0;
    }

    /** Returns the number of category sets, each of which costs a look-up for every row. */
    int categorySets() {
        return sets.length;
    }

    /** Returns the length of an array for so many rows. It has room for any column behind the last of them. */
    int rowsLength(int rows) {
        return Math.addExact(Math.multiplyExact(rows, columns()), mask);
    }

    /** Returns the number of different splits of a column, which is its greatest value. */
    int size(int column) {
        if (column < tables.length) {
            return tables[column].size();
        }
        return column < missing.length ? tables[twins[column - tables.length]].size() : 1;
    }

    /** Makes the row at {@code at} of the features at {@code x}. */
    void fill(double[] features, int x, int[] row, int at) {
        for (int c = 0; c < good; c++) {
            RankTable table = tables[c];
            double value = features[x + table.feature];
            row[at + c] = Double.isNaN(value) ? missing[c] : table.goodRank(value) << shift;
        }
        for (int c = good; c < tables.length; c++) {
            RankTable table = tables[c];
            double value = features[x + table.feature];
            row[at + c] = Double.isNaN(value) ? missing[c] : table.rank(value) << shift;
        }
        fillOthers(features, x, row, at, 1);
    }

    private void fillOthers(double[] features, int x, int[] row, int at, int step) {
        for (int t = 0; t < twins.length; t++) {
            int c = tables.length + t;
            boolean isMissing = Double.isNaN(features[x + tables[twins[t]].feature]);
            row[at + c * step] = isMissing ? missing[c] : row[at + twins[t] * step];
        }
        for (int s = 0; s < sets.length; s++) {
            boolean right = sets[s].goesRight(features[x + sets[s].feature()]);
            row[at + (missing.length + s) * step] = right ? 1 << shift : 0;
        }
    }

    /**
     * Makes rows of the features at {@code x}, column by column, whose tables then stay at hand.
     *
     * @param rowStep how far the rows are to be apart
     * @param columnStep how far the columns of a row are to be apart
     */
    void fill(double[] features, int x, int inputSize, int rows, int[] to, int rowStep, int columnStep) {
        for (int c = 0; c < tables.length; c++) {
            tables[c].fill(features, x, inputSize, rows, missing[c], shift, to, c * columnStep, rowStep);
        }
        for (int i = 0; i < rows; i++) {
            fillOthers(features, x + i * inputSize, to, i * rowStep, columnStep);
        }
    }
}
