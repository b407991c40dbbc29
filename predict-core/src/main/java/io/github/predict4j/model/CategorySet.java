package io.github.predict4j.model;

import java.nio.LongBuffer;

/**
 * What a category split asks: whether a value goes right. Equal sets ask the same.
 *
 * @param feature the feature looked up
 * @param missingRight whether a missing value goes right
 * @param words the bits of the categories that go right
 */
record CategorySet(int feature, boolean missingRight, LongBuffer words) {

    /** Takes the set that is the given one in node order, of the split at the given node. */
    static CategorySet of(Trees trees, int set, int node) {
        int[] starts = trees.categoryStarts;
        int from = starts[set];
        int to = set + 1 < starts.length ? starts[set + 1] : trees.categoryWords.length;
        boolean missingRight = (trees.flags[node] & Trees.MISSING_RIGHT) != 0;
        return new CategorySet(
                trees.splitFeatures[node],
                missingRight,
                LongBuffer.wrap(trees.categoryWords, from, to - from).slice());
    }

    boolean goesRight(double value) {
        if (Double.isNaN(value)) {
            return missingRight;
        }
        int category = (int) value;
        // The cast cuts fractions and turns the far away into the extremes: neither compares equal.
        return category == value
                && category >= 0
                && category / Long.SIZE < words.limit()
                && (words.get(category / Long.SIZE) >>> category & 1) != 0;
    }
}
