package io.github.predict4j.bundle;

import java.util.List;

/**
 * How the values of one column were distributed: counted in bins, so that what is seen in service can be counted in the
 * same bins and compared. Counts, not shares: how much a comparison says depends on how many there were.
 */
public sealed interface Distribution {
    /** How many values there were. */
    long count();

    /** How many records had no value. */
    long missing();

    /** The number of values in each bin. */
    List<Long> counts();

    /**
     * Of numbers, integers, dates (as epoch days).
     *
     * <p>The bins are open at both ends: bin 0 has the values up to the first edge, included; bin i those above edge
     * i - 1 up to edge i; the last one those above the last edge. The edges are the deciles of training, each of them a
     * value that occurred, equal ones once; so there are at most 9, and none if there was no value.
     *
     * @param count how many values there were
     * @param missing how many records had none
     * @param min the least value; NaN if there was none, like the next three
     * @param max the greatest value
     * @param mean the mean
     * @param sd the standard deviation of the values themselves, with the divisor {@code count}
     * @param edges the edges between the bins, ascending
     * @param counts the number of values in each bin, one more than edges
     */
    record Numbers(
            long count,
            long missing,
            double min,
            double max,
            double mean,
            double sd,
            List<Double> edges,
            List<Long> counts)
            implements Distribution {

        /**
         * Checks that the parts fit together.
         *
         * @throws IllegalArgumentException if the edges are not finite and ascending, or the counts are not one a bin, not
         *     negative, with the sum {@code count}
         */
        public Numbers {
            edges = List.copyOf(edges);
            counts = List.copyOf(counts);
            double last = Double.NEGATIVE_INFINITY;
            for (double edge : edges) {
                if (!(edge > last && edge <= Double.MAX_VALUE)) {
                    throw new IllegalArgumentException("edges must be finite and ascending, found " + edges);
                }
                last = edge;
            }
            Statistics.requireCounts(counts, edges.size() + 1, count, missing);
        }

        /** The bin of a value; not for NaN. */
        public int bin(double value) {
            int bin = 0;
            while (bin < edges.size() && value > edges.get(bin)) {
                bin++;
            }
            return bin;
        }
    }

    /**
     * Of categories, truth values, predicted labels.
     *
     * @param count how many values there were
     * @param missing how many records had none
     * @param categories the most frequent categories, the most frequent one first
     * @param counts the number of values of each of them, and last of all others together
     */
    record Categories(long count, long missing, List<String> categories, List<Long> counts) implements Distribution {
        /** How many categories are counted one by one; the rest are counted together. */
        public static final int MOST = 50;

        /**
         * Checks that the parts fit together.
         *
         * @throws IllegalArgumentException if a category is there twice, or the counts are not one a category and one for
         *     all others, not negative, with the sum {@code count}
         */
        public Categories {
            categories = List.copyOf(categories);
            counts = List.copyOf(counts);
            if (categories.stream().distinct().count() != categories.size()) {
                throw new IllegalArgumentException("categories must be distinct, found " + categories);
            }
            Statistics.requireCounts(counts, categories.size() + 1, count, missing);
        }
    }
}
