package io.github.predict4j.features;

import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Table;
import java.util.Arrays;

/** The values of one column that are not missing, and the statistics that steps learn from them. */
final class Observed {
    /**
     * scikit-learn's bound: a smaller spread counts as none. Absolute, so that it also catches columns of tiny numbers.
     */
    static final double LEAST_SPREAD = 10 * Math.ulp(1.0);

    private final double[] values; // finite, at least one, in the order of the table

    private Observed(double[] values) {
        this.values = values;
    }

    /**
     * The values of a column; of a category the indices, unseen ones left out.
     *
     * @throws IllegalArgumentException if there is none, or an infinite one
     */
    static Observed of(Table table, String column) {
        boolean category = table.schema().field(column).type() == FieldType.CATEGORY;
        double[] present = Arrays.stream(table.values(column))
                .filter(v -> category ? v >= 0 : !Double.isNaN(v))
                .toArray();
        if (present.length == 0) {
            throw new IllegalArgumentException("column \"" + column + "\" must have a value to fit to, found "
                    + table.rows() + " rows without one");
        }
        for (double value : present) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("column \"" + column + "\" must be finite, found " + value);
            }
        }
        return new Observed(present);
    }

    int count() {
        return values.length;
    }

    double min() {
        return Arrays.stream(values).min().getAsDouble() + 0.0; // 0.0 and -0.0 are one value
    }

    double max() {
        return Arrays.stream(values).max().getAsDouble() + 0.0;
    }

    /** The sum in the order of the table, divided by the count: what numpy does with a row-major array. */
    double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return Double.isFinite(sum) ? sum / values.length : meanOfHuge();
    }

    /** A mean is within the range of its values, even where their sum is not a double. */
    private double meanOfHuge() {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        return mean;
    }

    /**
     * The population variance (divisor n), by the corrected two-pass method of Chan, Golub and LeVeque, "Algorithms for
     * Computing the Sample Variance" (1983), equation 1.7.
     */
    double variance() {
        double mean = mean();
        double squares = 0;
        double correction = 0;
        for (double value : values) {
            double d = value - mean;
            squares += d * d;
            correction += d;
        }
        int n = values.length;
        // Rounding alone can take it below 0; NaN, from an overflow, stays.
        return Math.max(0, (squares - correction * correction / n) / n);
    }

    /** The middle value, or the mean of the two middle ones. */
    double median() {
        return median(sorted());
    }

    /** The median of the distances to the median. */
    double medianDeviation() {
        double median = median();
        double[] distances =
                Arrays.stream(values).map(v -> Math.abs(v - median)).sorted().toArray();
        return median(distances);
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        double low = sorted[(n - 1) / 2];
        double high = sorted[n / 2];
        double sum = low + high;
        return low == high ? low : Double.isFinite(sum) ? sum / 2 : low / 2 + high / 2;
    }

    /** The value that occurs most often; of several the smallest. */
    double mode() {
        double[] sorted = sorted();
        double best = sorted[0];
        int most = 0;
        int run = 0;
        for (int i = 0; i < sorted.length; i++) {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            if (run > most) {
                most = run;
                best = sorted[i];
            }
        }
        return best;
    }

    /**
     * A quantile, type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996): numpy's "linear", with
     * numpy's interpolation, which goes from the nearer end.
     *
     * @param q in [0, 1]
     */
    double quantile(double q) {
        double[] sorted = sorted();
        double place = (sorted.length - 1) * q;
        int lower = (int) place;
        int upper = Math.min(lower + 1, sorted.length - 1);
        double t = place - lower;
        double a = sorted[lower];
        double b = sorted[upper];
        double step = b - a;
        return t < 0.5 ? a + step * t : b - step * (1 - t);
    }

    /** The distinct values in ascending order. */
    double[] distinct() {
        return Arrays.stream(sorted()).distinct().toArray();
    }

    double[] sorted() {
        return Arrays.stream(values).map(v -> v + 0.0).sorted().toArray();
    }
}
