package io.github.predict4j.features;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which categories are infrequent, as scikit-learn 1.2.1 decides it in {@code OneHotEncoder}.
 *
 * @param minCount those that occur fewer times are; 0 for no such rule
 * @param minShare those that occur fewer times than this share of the records are; 0 for no such rule
 * @param maxCategories the rarest are until there are so many outputs, theirs included; 0 for no such rule
 */
record Infrequent(int minCount, double minShare, int maxCategories) {
    static final Infrequent NONE = new Infrequent(0, 0, 0);

    Infrequent minCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("minFrequency must be at least 1, found " + count);
        }
        return new Infrequent(count, 0, maxCategories);
    }

    Infrequent minShare(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("minFrequency as a share must be between 0 and 1, found " + share);
        }
        return new Infrequent(0, share, maxCategories);
    }

    Infrequent maxCategories(int outputs) {
        if (outputs < 1) {
            throw new IllegalArgumentException("maxCategories must be at least 1, found " + outputs);
        }
        return new Infrequent(minCount, minShare, outputs);
    }

    /** The places of the infrequent categories, ascending; the missing one, if it is a category, comes last. */
    int[] of(Categories categories, double[] column, boolean missingIsCategory) {
        int[] counts = categories.counts(column);
        int missing = (int) Arrays.stream(column).filter(Double::isNaN).count();
        int records = missingIsCategory ? column.length : column.length - missing;
        if (missingIsCategory) {
            counts = Arrays.copyOf(counts, counts.length + 1);
            counts[counts.length - 1] = missing;
        }
        return of(counts, records);
    }

    private int[] of(int[] counts, int records) {
        double least = minShare > 0 ? records * minShare : minCount;
        boolean[] rare = new boolean[counts.length];
        int outputs = 1; // scikit-learn counts the infrequent output even if nothing is infrequent
        for (int c = 0; c < counts.length; c++) {
            rare[c] = counts[c] < least;
            outputs += rare[c] ? 0 : 1;
        }
        if (maxCategories > 0 && maxCategories < outputs) {
            IntStream.range(0, counts.length)
                    .boxed()
                    .sorted(Comparator.comparingInt(c -> counts[c])) // stable: of equal counts the earlier first
                    .limit(Math.max(0, counts.length - (maxCategories - 1)))
                    .forEach(c -> rare[c] = true);
        }
        return IntStream.range(0, counts.length).filter(c -> rare[c]).toArray();
    }
}
