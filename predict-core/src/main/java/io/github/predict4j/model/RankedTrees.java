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
 * <p>More bits than columns need may lie between column and rank; then the split's word has room there for something else,
 * and the comparison stays what it is.
 *
 * <p><b>Memory</b>: 4 bytes a node, only while kernels are made; they keep the {@link Ranks}.
 *
 * <p>Source: small integers for values are the quantisation of histogram boosting, as fine here as the trees need and
 * therefore exact.
 */
final class RankedTrees {

    /** The bits of a word. One below the sign is free, so that a word may be subtracted from a negative int. */
    private static final int WORD_BITS = 30;

    final Trees trees;

    /** What makes rows of columns. */
    final Ranks ranks;

    /** The word of each split; 0 for a leaf. */
    final int[] words;

    private RankedTrees(Trees trees, Ranks ranks, int[] words) {
        this.trees = trees;
        this.ranks = ranks;
        this.words = words;
    }

    /** Returns the trees, or null if there are too many columns, thresholds or both for the bits of a word. */
    static @Nullable RankedTrees of(Trees trees) {
        Columns columns = new Columns(trees);
        int bits = bits(columns.count() - 1);
        if (columns.most() >= 1 << (WORD_BITS - bits)) {
            return null;
        }
        Ranks ranks = columns.ranks(bits);
        return new RankedTrees(trees, ranks, columns.words(bits));
    }

    /** Returns how many bits a number takes; none for 0 and below. */
    static int bits(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, number));
    }

    /** Returns the same trees with words of another form, in which columns and ranks must fit. */
    RankedTrees withForm(int columnBits, int shift) {
        int[] moved = new int[words.length];
        for (int node = 0; node < moved.length; node++) {
            moved[node] = rank(node) << shift | column(node);
        }
        return new RankedTrees(trees, ranks.withForm(columnBits, shift), moved);
    }

    /** Returns the column that a split compares. */
    int column(int node) {
        return words[node] & ranks.mask;
    }

    /** Returns the number that a split compares its column with. */
    int rank(int node) {
        return words[node] >> ranks.shift;
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

        Ranks ranks(int columnBits) {
            int[] missing = new int[tables.length + twins.length];
            for (int c = 0; c < tables.length; c++) {
                missing[c] = directions[tables[c].feature] == RIGHT ? tables[c].size() : 0;
            }
            for (int t = 0; t < twins.length; t++) {
                missing[tables.length + t] = tables[twins[t]].size();
            }
            CategorySet[] inOrder = sets.keySet().toArray(CategorySet[]::new);
            return new Ranks(tables, twins, inOrder, missing, columnBits, columnBits);
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
