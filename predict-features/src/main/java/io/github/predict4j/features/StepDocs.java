package io.github.predict4j.features;

import io.github.predict4j.features.StepDoc.Setting;
import java.util.List;

/** What {@code docs/features.md} says about the steps, in its order. */
final class StepDocs {
    private static final String SHADOWS = "the names of the inputs";
    private static final String AFFINE = "scikit-learn 1.2.1, `%s`: equal to the bit given the learned numbers.";
    private static final Setting KEEP_INPUTS =
            new Setting("keepInputs()", "keepInputs", "false", "whether the inputs stay columns");

    static final List<StepDoc> ALL =
            List.of(datetime(), minmax(), impute(), indicator(), onehot(), ordinal(), standard(), clip(), cyclic());

    private StepDocs() {}

    private static StepDoc datetime() {
        return new StepDoc(
                DateParts.TYPE,
                DateParts.class,
                "dayOfYear(column, ...)` or `dateParts(column, part, ...)",
                "Reads numbers off dates and times.",
                List.of(
                        new Setting("dateParts(column, part, ...)", "parts", "[DAY_OF_YEAR]", parts()),
                        new Setting("zeroBased()", "base", "1", "the day of the year of January 1st, 1 or 0"),
                        new Setting(
                                "convention(...)",
                                "convention",
                                "ISO_1_7",
                                "days of the week: ISO_1_7 (Monday 1), MONDAY_0 (pandas), SUNDAY_0 (C, cron)"),
                        new Setting("yearOffset(years)", "yearOffset", "0", "added to year and iso_week_year"),
                        new Setting("weekend(day, ...)", "weekend", "[SATURDAY, SUNDAY]", "the days of the weekend"),
                        new Setting(
                                "localTimes(...)",
                                "localTimes",
                                "REJECT",
                                "a time that the clock skips or shows twice: REJECT, EARLIER, LATER, SHIFT_FORWARD"),
                        KEEP_INPUTS),
                List.of("columns"),
                "`column_part`, as in `dteday_day_of_year`",
                "the proleptic Gregorian calendar and ISO 8601's weeks, by whole numbers from the epoch day",
                "missing gives missing; a LOCAL_DATETIME whose field has a zone does as `localTimes` says; in a gap of"
                        + " an hour 02:30 is 01:30 by EARLIER, 03:30 by LATER and SHIFT_FORWARD",
                List.of(
                        "an INSTANT needs a zone on its field: 2011-01-01T00:00:00Z is day 365 of 2010 in New York",
                        "a DATE has no hour, minute and second: asking for one is refused when fitting",
                        "2020-12-31 is day 366 (zero-based 365); 1900 is no leap year, 2000 is",
                        "2011-01-01 is in week 52 of 2010, 2024-12-31 in week 1 of 2025",
                        "the version of the time zone data is part of the state; another one is noted"),
                "`java.time` and `IsoFields`, equal for every day of the years 1 to 9999; names as feature-engine's"
                        + " `DatetimeFeatures`.");
    }

    private static String parts() {
        StringBuilder names = new StringBuilder("any of");
        for (DatePart part : DatePart.values()) {
            names.append(names.length() == 6 ? " " : ", ")
                    .append(part.outputOf("").substring(1));
        }
        return names.toString();
    }

    private static StepDoc minmax() {
        return new StepDoc(
                MinMaxScaler.TYPE,
                MinMaxScaler.class,
                "minMax(column, ...)",
                "Scales the range of training to [a, b].",
                List.of(
                        new Setting("range(a, b)", "rangeMin", "0.0", "a, the lower end"),
                        new Setting("range(a, b)", "rangeMax", "1.0", "b, the upper end"),
                        new Setting("outOfRange(...)", "outOfRange", "AS_IS", "AS_IS, CLIP, AS_MISSING, REJECT"),
                        new Setting(
                                "constant(...)",
                                "constant",
                                "SKLEARN",
                                "a column of one value: SKLEARN divides by 1, MIDPOINT gives (a + b) / 2")),
                List.of("min", "max"),
                SHADOWS,
                "`x * scale + offset`, `scale = (b - a) / (max - min)`, `offset = a - min * scale`",
                "missing stays missing; out of range as set, with the warning `OUT_OF_RANGE` unless refused. Fitted on"
                        + " 1 to 1000, 2000 gives 2.001001001001001 by AS_IS, 1.0 by CLIP, missing by AS_MISSING",
                List.of(
                        "`max - min < 10 * 2^-52` counts as constant and is noted",
                        "a spread that overflows is refused when fitting; scikit-learn then gives a constant"),
                AFFINE.formatted("MinMaxScaler"));
    }

    private static StepDoc impute() {
        return new StepDoc(
                Imputer.TYPE,
                Imputer.class,
                "impute(column, ...)",
                "Replaces missing values.",
                List.of(
                        new Setting("strategy(...)", "strategy", "MEAN", "MEAN, MEDIAN, MOST_FREQUENT"),
                        new Setting("constant(value)", "", "none", "that value, a number or a category"),
                        new Setting("unseen(...)", "unseen", "REJECT", "REJECT, or AS_MISSING, which is replaced"),
                        new Setting("addIndicator()", "", "no", "an output `column_missing` for columns that had one")),
                List.of("values", "indicators"),
                "the names of the inputs, then the indicators",
                "the learned value where x is missing, else x",
                "missing is replaced, with the warning `MISSING_IMPUTED`; unseen as set",
                List.of(
                        "of several most frequent values the smallest, texts by code point",
                        "a column without any value is refused when fitting; scikit-learn drops it",
                        "a mean whose sum overflows is still found; scikit-learn's is infinite"),
                "scikit-learn 1.2.1, `SimpleImputer`: learned values within 1e-12.");
    }

    private static StepDoc indicator() {
        return new StepDoc(
                MissingIndicator.TYPE,
                MissingIndicator.class,
                "missingIndicator(column, ...)",
                "Says which values are missing.",
                List.of(new Setting("features(...)", "", "MISSING_ONLY", "columns that had missing values, or ALL")),
                List.of(),
                "`column_missing`; the inputs stay",
                "1 where x is missing, else 0",
                "missing is what it is about; an unseen category is not missing",
                List.of("no column with a missing value is refused when fitting; scikit-learn then has no output"),
                "scikit-learn 1.2.1, `MissingIndicator`.");
    }

    private static StepDoc onehot() {
        return new StepDoc(
                OneHotEncoder.TYPE,
                OneHotEncoder.class,
                "oneHot(column, ...)",
                "One output for each category.",
                List.of(
                        new Setting("unseen(...)", "unseen", "REJECT", "REJECT, ZEROS, OTHER, AS_MISSING"),
                        new Setting("drop(...)", "drop", "NONE", "NONE, FIRST, IF_BINARY"),
                        new Setting("minFrequency(count or share)", "", "none", "rarer ones share an output"),
                        new Setting("maxCategories(outputs)", "", "none", "the rarest share an output"),
                        new Setting(
                                "missingAsCategory()", "missingAsCategory", "false", "whether missing has an output"),
                        new Setting(
                                "unseenLikeDropped()",
                                "unseenLikeDropped",
                                "false",
                                "whether ZEROS and `drop` may go together"),
                        KEEP_INPUTS),
                List.of("columns"),
                "`column_category`, sorted; `column_infrequent_sklearn` last",
                "1 for the category's own output, 0 for all others",
                "unseen as set, with the warning `UNSEEN_CATEGORY` unless refused; missing gives missing in all outputs"
                        + " unless it is a category",
                List.of(
                        "of equally rare categories the earlier one goes first",
                        "a column that would have no output is refused when fitting",
                        "numbers, integers and booleans are categories by value, dates are not"),
                "scikit-learn 1.2.1, `OneHotEncoder`.");
    }

    private static StepDoc ordinal() {
        return new StepDoc(
                OrdinalEncoder.TYPE,
                OrdinalEncoder.class,
                "ordinal(column, ...)",
                "The place of a category in order.",
                List.of(
                        new Setting("unseen(...)", "unseen", "REJECT", "REJECT, OTHER, AS_MISSING"),
                        new Setting("unseenCode(code)", "unseenCode", "-1.0", "what OTHER gives"),
                        new Setting("missingCode(code)", "missingCode", "NaN", "what missing gives")),
                List.of("columns"),
                SHADOWS,
                "the place among the sorted categories, from 0; texts by code point, so the order is alphabetical",
                "unseen as set, with the warning `UNSEEN_CATEGORY` unless refused; missing gives its code",
                List.of("a code that is a category's place is refused when fitting"),
                "scikit-learn 1.2.1, `OrdinalEncoder`.");
    }

    private static StepDoc standard() {
        return new StepDoc(
                StandardScaler.TYPE,
                StandardScaler.class,
                "standard(column, ...)",
                "Moves to mean 0 and scales to variance 1.",
                List.of(
                        new Setting("withoutMean()", "withMean", "true", "whether the mean is subtracted"),
                        new Setting("withoutStd()", "withStd", "true", "whether it is divided by the deviation")),
                List.of("mean", "variance", "n"),
                SHADOWS,
                "`(x - mean) / scale`, `scale = sqrt(variance)`, the variance that of the population",
                "missing stays missing; there is no range",
                List.of(
                        "`variance <= n * eps * variance + (n * mean * eps)^2` counts as constant: scale 1, and a note",
                        "a variance that overflows is refused when fitting"),
                AFFINE.formatted("StandardScaler") + " Means and variances agree within 1e-12 relative, or"
                        + " `n * eps * mean^2`.");
    }

    private static StepDoc clip() {
        return new StepDoc(
                Clipper.TYPE,
                Clipper.class,
                "clip(column, ...)",
                "Moves numbers beyond two bounds to the nearer bound.",
                List.of(
                        new Setting(
                                "bounds(low, high)`, `quantile(q)`, `iqr(k)`, `gaussian(k)`, `mad(k)",
                                "rule",
                                "GAUSSIAN",
                                "where the bounds come from"),
                        new Setting("the same", "factor", "3.0", "q or k")),
                List.of("low", "high"),
                SHADOWS,
                "`min(max(x, low), high)`",
                "missing stays missing; clipping is no exception and leaves no warning",
                List.of("bounds that coincide are noted", "bounds that overflow are refused when fitting"),
                "numpy's `clip`; rules as feature-engine's `Winsorizer`, with the deviation of the population.");
    }

    private static StepDoc cyclic() {
        return new StepDoc(
                Cyclic.TYPE,
                Cyclic.class,
                "cyclic(period, column, ...)",
                "Puts what comes round again on a circle.",
                List.of(
                        new Setting("cyclic(period, ...)", "period", "required", "after how many units it comes round"),
                        new Setting("phase(start)", "phase", "0.0", "the x where a period begins"),
                        KEEP_INPUTS),
                List.of(),
                "`column_sin`, `column_cos`",
                "sin and cos of `((2 * PI) * (x - phase)) / period`, by `StrictMath`",
                "missing gives missing twice; an angle that overflows refuses the row",
                List.of("the cosine of a quarter is 6.123233995736766E-17, not 0"),
                "numpy within 2 units in the last place; the period is never taken from the data, as feature-engine's"
                        + " `CyclicalFeatures` may.");
    }
}
