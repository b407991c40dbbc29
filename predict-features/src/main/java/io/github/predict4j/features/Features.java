package io.github.predict4j.features;

import java.util.List;

/**
 * The definitions of all steps of this package, to be given to a pipeline or to a training. Each has the settings of
 * scikit-learn's step of that name, which its methods change.
 *
 * <pre>{@code
 * minMax("temp", "hum").range(10, 20).outOfRange(OutOfRange.CLIP)
 * }</pre>
 *
 * <p>Every method takes the names of one or more distinct columns and throws {@link IllegalArgumentException} for
 * others.
 */
public final class Features {
    private Features() {}

    /**
     * Numbers read off a date or a date and time: a {@link DateParts}.
     *
     * @param parts which ones, in the order of the outputs
     */
    public static DateParts.Definition dateParts(String column, DatePart... parts) {
        return new DateParts.Definition(List.of(column), List.of(parts));
    }

    /** The day of the year, from 1 unless {@linkplain DateParts.Definition#zeroBased zero-based}: a {@link DateParts}. */
    public static DateParts.Definition dayOfYear(String... columns) {
        return new DateParts.Definition(List.of(columns), List.of(DatePart.DAY_OF_YEAR));
    }

    /** Linear scaling of training's range to [0, 1]: a {@link MinMaxScaler}. */
    public static MinMaxScaler.Definition minMax(String... columns) {
        return new MinMaxScaler.Definition(List.of(columns));
    }

    /** Scaling to mean 0 and variance 1: a {@link StandardScaler}. */
    public static StandardScaler.Definition standard(String... columns) {
        return new StandardScaler.Definition(List.of(columns));
    }

    /** Replacement of missing values, by the mean: an {@link Imputer}. */
    public static Imputer.Definition impute(String... columns) {
        return new Imputer.Definition(List.of(columns));
    }

    /** One output for each category: a {@link OneHotEncoder}. */
    public static OneHotEncoder.Definition oneHot(String... columns) {
        return new OneHotEncoder.Definition(List.of(columns));
    }

    /** The place of each category in order, as one number: an {@link OrdinalEncoder}. */
    public static OrdinalEncoder.Definition ordinal(String... columns) {
        return new OrdinalEncoder.Definition(List.of(columns));
    }

    /** Outliers moved to bounds, mean and three standard deviations unless said otherwise: a {@link Clipper}. */
    public static Clipper.Definition clip(String... columns) {
        return new Clipper.Definition(List.of(columns));
    }

    /**
     * Sine and cosine of what comes round again: a {@link Cyclic}.
     *
     * @param period after how many units it does; above 0 and finite
     */
    public static Cyclic.Definition cyclic(double period, String... columns) {
        return new Cyclic.Definition(period, List.of(columns));
    }

    /** Which values are missing: a {@link MissingIndicator}. */
    public static MissingIndicator.Definition missingIndicator(String... columns) {
        return new MissingIndicator.Definition(List.of(columns), MissingIndicator.Indicated.MISSING_ONLY);
    }
}
