package io.github.predict4j.features;

import static io.github.predict4j.features.Features.clip;
import static io.github.predict4j.features.Features.cyclic;
import static io.github.predict4j.features.Features.impute;
import static io.github.predict4j.features.Features.minMax;
import static io.github.predict4j.features.Features.missingIndicator;
import static io.github.predict4j.features.Features.oneHot;
import static io.github.predict4j.features.Features.ordinal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The steps against the vectors that scikit-learn 1.2.1 and numpy made ({@code src/test/python}): learned numbers within
 * 1e-12, transforms to the bit given the learned numbers.
 */
class SklearnParityTest {
    private static final double EPS = Math.ulp(1.0);

    private static Stream<Vector> cases(String step) {
        return Vector.read(step).stream();
    }

    /** A case in which the library does something else on purpose: it refuses. */
    private static boolean differs(Vector v, Estimator definition) {
        if (v.has("differs")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> definition.fit(v.table()))
                    .withMessageContaining(v.text("differs"));
        }
        return v.has("differs");
    }

    private static void assertSameBits(double[] made, double[] expected) {
        assertThat(Fixture.bits(made))
                .as(() -> Arrays.toString(made) + " for " + Arrays.toString(expected))
                .containsExactly(Fixture.bits(expected));
    }

    /** The same numbers, -0.0 being 0.0. */
    private static void assertEqual(double[] made, double[] expected) {
        assertSameBits(
                Arrays.stream(made).map(x -> x + 0.0).toArray(),
                Arrays.stream(expected).map(x -> x + 0.0).toArray());
    }

    private static void assertNear(double[] made, double[] expected, double absolute) {
        assertThat(made).hasSameSizeAs(expected);
        for (int i = 0; i < made.length; i++) {
            assertThat(Math.abs(made[i] - expected[i]))
                    .as("%s for %s", made[i], expected[i])
                    .isLessThanOrEqualTo(Math.max(1e-12 * Math.abs(expected[i]), absolute));
        }
    }

    static Stream<Vector> minmax() {
        return cases("minmax");
    }

    @ParameterizedTest
    @MethodSource
    void minmax(Vector v) {
        MinMaxScaler.Definition definition = minMax(v.column())
                .range(v.numbers("range")[0], v.numbers("range")[1])
                .outOfRange(v.number("clips") == 1 ? OutOfRange.CLIP : OutOfRange.AS_IS);
        if (differs(v, definition)) {
            return;
        }
        MinMaxScaler fitted = definition.fit(v.table());
        MinMaxScaler given = MinMaxScaler.of(definition, v.numbers("min"), v.numbers("max"));

        assertThat(fitted.outputs()).isEqualTo(v.texts("names"));
        assertEqual(fitted.min(), v.numbers("min"));
        assertEqual(fitted.max(), v.numbers("max"));
        assertSameBits(given.scale(), v.numbers("scale"));
        assertEqual(given.offset(), v.numbers("offset"));
        assertSameBits(v.apply(given, "probe"), v.numbers("out"));
    }

    static Stream<Vector> standard() {
        return cases("standard");
    }

    @ParameterizedTest
    @MethodSource
    void standard(Vector v) {
        StandardScaler.Definition definition = Features.standard(v.column());
        definition = v.number("with mean") == 0 ? definition.withoutMean() : definition;
        definition = v.number("with std") == 0 ? definition.withoutStd() : definition;
        if (differs(v, definition)) {
            return;
        }
        StandardScaler fitted = definition.fit(v.table());
        double n = v.number("n");
        double mean = v.number("mean");
        StandardScaler given =
                StandardScaler.of(definition, v.numbers("mean"), v.numbers("variance"), new long[] {(long) n});

        assertThat(fitted.outputs()).isEqualTo(v.texts("names"));
        assertThat(fitted.n()).containsExactly((long) n);
        assertNear(fitted.mean(), v.numbers("mean"), 0);
        assertNear(fitted.variance(), v.numbers("variance"), n * EPS * mean * mean);
        assertSameBits(given.scale(), v.numbers("scale"));
        assertSameBits(v.apply(given, "probe"), v.numbers("out"));
    }

    static Stream<Vector> imputeCases() {
        return cases("impute");
    }

    @ParameterizedTest
    @MethodSource("imputeCases")
    void imputer(Vector v) {
        Imputer.Strategy strategy = Imputer.Strategy.valueOf(v.text("strategy"));
        Imputer.Definition definition = strategy == Imputer.Strategy.CONSTANT
                ? impute(v.column()).constant(-1.5)
                : impute(v.column()).strategy(strategy);
        if (differs(v, definition)) {
            return;
        }
        Imputer fitted = definition.fit(v.table());
        if (v.isText()) {
            assertThat(fitted.state().texts("categories")).isEqualTo(v.texts("texts"));
            return;
        }
        double[] learned = fitted.state().numbers("values");
        if (v.has("overflows")) { // a mean lies among its numbers; scikit-learn's sum does not
            double[] input = v.numbers("input");
            assertThat(learned[0])
                    .isBetween(
                            Arrays.stream(input).min().getAsDouble(),
                            Arrays.stream(input).max().getAsDouble());
            return;
        }
        assertThat(fitted.outputs()).isEqualTo(v.texts("names"));
        assertNear(learned, v.numbers("value"), 0);
        assertSameBits(v.apply(Imputer.of(definition, v.numbers("value"), List.of()), "probe"), v.numbers("out"));
    }

    static Stream<Vector> missing() {
        return cases("missing_indicator");
    }

    @ParameterizedTest
    @MethodSource
    void missing(Vector v) {
        MissingIndicator.Definition definition =
                missingIndicator(v.column()).features(MissingIndicator.Indicated.valueOf(v.text("features")));
        if (!differs(v, definition)) {
            assertSameBits(v.apply(definition.fit(v.table()), "probe"), v.numbers("out"));
        }
    }

    static Stream<Vector> onehot() {
        return cases("onehot");
    }

    private static OneHotEncoder.Definition encoder(String column, String setting) {
        OneHotEncoder.Definition ignore = oneHot(column).unseen(Unseen.ZEROS);
        OneHotEncoder.Definition infrequent = oneHot(column).unseen(Unseen.OTHER);
        return switch (setting) {
            case "zeros" -> ignore;
            case "other" -> infrequent.minFrequency(2);
            case "share" -> infrequent.minFrequency(0.3);
            case "most" -> infrequent.maxCategories(3);
            case "first" -> ignore.drop(OneHotEncoder.Drop.FIRST).unseenLikeDropped();
            case "binary" -> ignore.drop(OneHotEncoder.Drop.IF_BINARY).unseenLikeDropped();
            default -> throw new IllegalArgumentException(setting);
        };
    }

    @ParameterizedTest
    @MethodSource
    void onehot(Vector v) {
        OneHotEncoder.Definition plain = encoder(v.column(), v.text("setting"));
        OneHotEncoder.Definition definition = v.hasMissing() ? plain.missingAsCategory() : plain;
        if (differs(v, definition)) {
            return;
        }
        OneHotEncoder fitted = definition.fit(v.table());

        assertThat(fitted.outputs()).hasSize((int) v.number("width"));
        if (v.has("names") && !v.hasMissing()) { // scikit-learn calls a missing text x_None, the library x_nan
            assertThat(fitted.outputs()).isEqualTo(v.texts("names"));
        }
        assertSameBits(v.apply(fitted, "probe"), v.numbers("out"));
    }

    static Stream<Vector> ordinalCases() {
        return cases("ordinal");
    }

    @ParameterizedTest
    @MethodSource("ordinalCases")
    void ordinals(Vector v) {
        OrdinalEncoder.Definition definition = ordinal(v.column()).unseen(Unseen.OTHER);
        if (!differs(v, definition)) {
            assertSameBits(v.apply(definition.fit(v.table()), "probe"), v.numbers("out"));
        }
    }

    static Stream<Vector> clips() {
        return cases("clip");
    }

    @ParameterizedTest
    @MethodSource
    void clips(Vector v) {
        Clipper.Definition definition = switch (Clipper.Rule.valueOf(v.text("rule"))) {
            case QUANTILE -> clip(v.column()).quantile(0.05);
            case IQR -> clip(v.column()).iqr(1.5);
            default -> clip(v.column()).gaussian(3);
        };
        if (differs(v, definition)) {
            return;
        }
        Clipper fitted = definition.fit(v.table());
        double[] bounds = v.numbers("bounds");
        Clipper given = Clipper.of(definition, new double[] {bounds[0]}, new double[] {bounds[1]});

        assertNear(new double[] {fitted.low()[0], fitted.high()[0]}, bounds, 0);
        // numpy leaves the -0.0 that it compares with 0.0; Java's min and max order the two
        assertEqual(v.apply(given, "probe"), v.numbers("out"));
    }

    static Stream<Vector> circles() {
        return cases("cyclic");
    }

    @ParameterizedTest
    @MethodSource
    void circles(Vector v) {
        double[] circle = v.numbers("circle");
        Cyclic step = cyclic(circle[0], v.column()).phase(circle[1]).fit(v.table());
        if (v.has("differs")) {
            Row row = new Row(v.table().schema(), step.outputs(), null).set(0, v.number("input"));
            step.apply(row, new int[] {0}, new int[] {1, 2});
            assertThat(row.violations())
                    .extracting(Violation::required)
                    .allMatch(required -> required.contains(v.text("differs")))
                    .hasSize(1);
            return;
        }
        double[] made = v.apply(step, "input");
        double[] expected = v.numbers("out");
        assertThat(made).hasSameSizeAs(expected);
        for (int i = 0; i < made.length; i++) {
            double distance = Math.abs(made[i] - expected[i]);
            assertThat(Double.isNaN(made[i])).isEqualTo(Double.isNaN(expected[i]));
            assertThat(Double.isNaN(distance) || distance <= Math.max(2 * Math.ulp(expected[i]), 1e-14))
                    .as("%s for %s", made[i], expected[i])
                    .isTrue();
        }
    }

    /** Every edge class, each at least once a step; without this a vector that is lost would not be missed. */
    @ParameterizedTest
    @MethodSource("steps")
    void vectors_everyEdgeClass_isThere(String step) {
        List<String> names = Vector.read(step).stream().map(Vector::name).toList();
        boolean numbersOnly = List.of("minmax", "standard", "clip", "cyclic").contains(step);

        for (String edge : List.of(
                "constant",
                "single_row",
                "all_missing",
                "some_missing",
                "huge",
                "tiny",
                "subnormal",
                "negative_zero",
                "negative",
                "many",
                "integers_as_text",
                "unicode")) {
            assertThat(names).anyMatch(name -> (name + " ").startsWith(edge + " "));
        }
        for (String edge : numbersOnly ? List.<String>of() : List.of("unicode", "many", "integers_as_text")) {
            assertThat(names).anyMatch(name -> (name + " ").startsWith("text " + edge + " "));
        }
    }

    static Stream<String> steps() {
        return Stream.of("minmax", "standard", "impute", "missing_indicator", "onehot", "ordinal", "clip", "cyclic");
    }
}
