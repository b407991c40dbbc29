package io.github.predict4j.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trees whose splits compare small integers: what all kernels but the plain one walk.
 *
 * <p><b>Derivation.</b> A row of features becomes a row of <i>columns</i>, once, and each split the question whether a
 * column is greater than a number. There are three kinds of columns, and all of them are exact:
 *
 * <ul>
 *   <li>The {@linkplain RankTable rank} of a feature: {@code x > c[k]} if and only if {@code rank(x) > k}. A missing value
 *       gets rank 0 and so goes left everywhere or, if all splits of the feature send it right, the greatest rank.
 *   <li>A twin of that column, for a feature of which some splits send a missing value left and others right: the same
 *       ranks, but the greatest for a missing value. The splits that send it right compare the twin.
 *   <li>For each different category set, with where it sends a missing value: 1 for a value that goes right, else 0; the
 *       split asks whether it is greater than 0.
 * </ul>
 *
 * <p>Column and rank share an int, the split's <i>word</i>: {@code rank << shift | column}. A row holds
 * {@code value << shift}. With {@code column < 2^shift}, {@code value > rank} if and only if
 * {@code value << shift > (rank << shift | column)}: both sides are ints from 0 to before 2^30, so this is the sign of
 * {@code word - row[word & mask]}, and nothing has to be shifted to get at the rank.
 *
 * <p><b>Memory</b>: that of the rank tables; and 4 bytes a node, only while kernels are made.
 *
 * <p>Source: small integers for values are the quantisation of histogram boosting, as fine here as the trees need and
 * therefore exact.
 */
final class RankedTrees {

    /** The bits of a word. One below the sign is free, so that a word may be subtracted from a negative int. */
    private static final int WORD_BITS = 30;

    final Trees trees;

    /** The word of each split; 0 for a leaf. */
    final int[] words;

    /** {@code word & mask} is the column of a split. */
    final int mask;

    final int shift;

    /** The columns of each feature that is compared come first, those with good grids before the others. */
    private final RankTable[] tables;

    /** The number of good grids. */
    private final int good;

    /** The columns of these tables again come second: the twins. */
    private final int[] twins;

    /** The columns of category sets come last. */
    private final CategorySet[] sets;

    /** For each table and twin what a missing value becomes. */
    private final int[] missing;

    private RankedTrees(Columns columns, int shift) {
        this.trees = columns.trees;
        this.shift = shift;
        this.mask = (1 << shift) - 1;
        this.tables = columns.tables;
        this.good = (int) Arrays.stream(tables).filter(RankTable::isGood).count();
        this.twins = columns.twins;
        this.sets = columns.sets.keySet().toArray(CategorySet[]::new);
        this.missing = new int[tables.length + twins.length];
        for (int c = 0; c < missing.length; c++) {
            missing[c] = columns.missingRight(c) ? size(c) << shift : 0;
        }
        this.words = columns.words(shift);
    }

    /** Returns the trees, or null if there are too many columns, thresholds or both for the bits of a word. */
    static @Nullable RankedTrees of(Trees trees) {
        Columns columns = new Columns(trees);
        int shift = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, columns.count() - 1));
        return columns.most() >= 1 << (WORD_BITS - shift) ? null : new RankedTrees(columns, shift);
    }

    /** Returns the number of columns, the length of a row: at least 1. */
    int columns() {
        return Math.max(1, tables.length + twins.length + sets.length);
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
        fillOthers(features, x, row, at);
    }

    private void fillOthers(double[] features, int x, int[] row, int at) {
        for (int t = 0; t < twins.length; t++) {
            int c = tables.length + t;
            boolean isMissing = Double.isNaN(features[x + tables[twins[t]].feature]);
            row[at + c] = isMissing ? missing[c] : row[at + twins[t]];
        }
        for (int s = 0; s < sets.length; s++) {
            boolean right = sets[s].goesRight(features[x + sets[s].feature()]);
            row[at + missing.length + s] = right ? 1 << shift : 0;
        }
    }

    /** Makes rows, one behind the other, of the features at {@code x}: column by column, whose tables then stay at hand. */
    void fill(double[] features, int x, int inputSize, int rows, int[] row) {
        int width = columns();
        for (int c = 0; c < tables.length; c++) {
            tables[c].fill(features, x, inputSize, rows, missing[c], shift, row, c, width);
        }
        for (int i = 0; i < rows; i++) {
            fillOthers(features, x + i * inputSize, row, i * width);
        }
    }

    /** Finds the columns of trees. */
    private static final class Columns {

        private static final int LEFT = 1;
        private static final int RIGHT = 2;

        private final Trees trees;
        private final int[] directions;
        private final RankTable[] tables;
        private final int[] tableOf;
        private final int[] twins;
        private final int[] twinOf;
        private final Map<CategorySet, Integer> sets = new LinkedHashMap<>();

        Columns(Trees trees) {
            this.trees = trees;
            this.directions = new int[trees.inputSize];
            this.tables = tables(thresholds());
            this.tableOf = new int[trees.inputSize];
            for (int c = 0; c < tables.length; c++) {
                tableOf[tables[c].feature] = c;
            }
            this.twins = IntStream.range(0, tables.length)
                    .filter(c -> directions[tables[c].feature] == (LEFT | RIGHT))
                    .toArray();
            this.twinOf = new int[trees.inputSize];
            for (int t = 0; t < twins.length; t++) {
                twinOf[tables[twins[t]].feature] = tables.length + t;
            }
        }

        /** Sorts the thresholds by feature, and finds where splits send missing values. */
        private double[][] thresholds() {
            int[] counts = new int[trees.inputSize];
            int set = 0;
            for (int node = 0; node < trees.nodeCount(); node++) {
                if (isNumeric(node)) {
                    counts[trees.splitFeatures[node]]++;
                    directions[trees.splitFeatures[node]] |= isMissingRight(node) ? RIGHT : LEFT;
                } else if (trees.splitFeatures[node] != Trees.LEAF) {
                    sets.putIfAbsent(CategorySet.of(trees, set++, node), sets.size());
                }
            }
            double[][] thresholds = new double[counts.length][];
            Arrays.setAll(thresholds, feature -> new double[counts[feature]]);
            for (int node = 0; node < trees.nodeCount(); node++) {
                if (isNumeric(node)) {
                    int feature = trees.splitFeatures[node];
                    // Adding 0.0 makes -0.0 of thresholds 0.0, which compares alike.
                    thresholds[feature][--counts[feature]] = trees.thresholds[node] + 0.0;
                }
            }
            return thresholds;
        }

        private static RankTable[] tables(double[][] thresholds) {
            return IntStream.range(0, thresholds.length)
                    .filter(feature -> thresholds[feature].length > 0)
                    .mapToObj(feature -> new RankTable(feature, distinct(thresholds[feature])))
                    .sorted(Comparator.comparing(RankTable::isGood).reversed())
                    .toArray(RankTable[]::new);
        }

        private static double[] distinct(double[] values) {
            Arrays.sort(values);
            int count = 0;
            for (double value : values) {
                if (count == 0 || value != values[count - 1]) {
                    values[count++] = value;
                }
            }
            return Arrays.copyOf(values, count);
        }

        private boolean isNumeric(int node) {
            return trees.splitFeatures[node] != Trees.LEAF && (trees.flags[node] & Trees.CATEGORY) == 0;
        }

        private boolean isMissingRight(int node) {
            return (trees.flags[node] & Trees.MISSING_RIGHT) != 0;
        }

        int count() {
            return tables.length + twins.length + sets.size();
        }

        /** Returns the most different splits of a column. */
        int most() {
            return Arrays.stream(tables).mapToInt(RankTable::size).max().orElse(1);
        }

        /** Tells of a table or twin whether missing values are to go right. */
        boolean missingRight(int column) {
            return column >= tables.length || directions[tables[column].feature] == RIGHT;
        }

        int[] words(int shift) {
            int[] words = new int[trees.nodeCount()];
            int set = 0;
            for (int node = 0; node < words.length; node++) {
                int feature = trees.splitFeatures[node];
                if (isNumeric(node)) {
                    boolean twin = isMissingRight(node) && directions[feature] != RIGHT;
                    int rank = tables[tableOf[feature]].indexOf(trees.thresholds[node]);
                    words[node] = rank << shift | (twin ? twinOf[feature] : tableOf[feature]);
                } else if (feature != Trees.LEAF) {
                    int column = Objects.requireNonNull(sets.get(CategorySet.of(trees, set++, node)));
                    words[node] = tables.length + twins.length + column;
                }
            }
            return words;
        }
    }
}
