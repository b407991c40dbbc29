package io.github.predict4j.features;

import static io.github.predict4j.features.Features.clip;
import static io.github.predict4j.features.Features.cyclic;
import static io.github.predict4j.features.Features.dateParts;
import static io.github.predict4j.features.Features.impute;
import static io.github.predict4j.features.Features.minMax;
import static io.github.predict4j.features.Features.missingIndicator;
import static io.github.predict4j.features.Features.oneHot;
import static io.github.predict4j.features.Features.ordinal;
import static io.github.predict4j.features.Features.standard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file says, reading it gives a step or an {@link IllegalArgumentException}. */
class HostileStateTest {
    private static final double NAN = Double.NaN;

    private static State.Builder minmax(double[] min, double[] max) {
        return State.builder()
                .put("inputs", List.of("x"))
                .put("outOfRange", OutOfRange.AS_IS)
                .put("constant", MinMaxScaler.Constant.SKLEARN)
                .put("min", min)
                .put("max", max);
    }

    private static State.Builder minmax(double min, double max) {
        return minmax(new double[] {min}, new double[] {max})
                .put("rangeMin", 0.0)
                .put("rangeMax", 1.0);
    }

    private static State standardState(double mean, double variance, long n) {
        return State.builder()
                .put("inputs", List.of("x"))
                .put("withMean", true)
                .put("withStd", true)
                .put("mean", new double[] {mean})
                .put("variance", new double[] {variance})
                .put("n", new long[] {n})
                .build();
    }

    private static State imputer(State.Builder values, List<String> indicators) {
        return values.put("inputs", List.of("x", "y"))
                .put("strategy", Imputer.Strategy.MEAN)
                .put("unseen", Unseen.REJECT)
                .put("indicators", indicators)
                .build();
    }

    private static State.Builder texts(String... categories) {
        return State.builder().put("texts", List.of(categories));
    }

    private static State.Builder numbers(double... categories) {
        return State.builder().put("numbers", categories);
    }

    private static State onehot(Unseen unseen, OneHotEncoder.Drop drop, State... columns) {
        return State.builder()
                .put("inputs", List.of("x"))
                .put("unseen", unseen)
                .put("drop", drop)
                .put("missingAsCategory", false)
                .put("unseenLikeDropped", false)
                .put("keepInputs", false)
                .putStates("columns", List.of(columns))
                .build();
    }

    private static State onehot(State.Builder categories, int... infrequent) {
        return onehot(
                Unseen.REJECT,
                OneHotEncoder.Drop.NONE,
                categories.put("infrequent", infrequent).build());
    }

    private static State ordinalState(double unseenCode, State... columns) {
        return State.builder()
                .put("inputs", List.of("x"))
                .put("unseen", Unseen.OTHER)
                .put("unseenCode", unseenCode)
                .put("missingCode", NAN)
                .putStates("columns", List.of(columns))
                .build();
    }

    private static State clipState(double low, double high, double factor) {
        return State.builder()
                .put("inputs", List.of("x"))
                .put("rule", Clipper.Rule.IQR)
                .put("factor", factor)
                .put("low", new double[] {low})
                .put("high", new double[] {high})
                .build();
    }

    private static State cyclicState(double period, double phase) {
        return State.builder()
                .put("inputs", List.of("x"))
                .put("period", period)
                .put("phase", phase)
                .put("keepInputs", false)
                .build();
    }

    private static State dates(State column, int base, String part, String... weekend) {
        return State.builder()
                .put("inputs", List.of("d"))
                .putStates("columns", List.of(column))
                .put("parts", List.of(part))
                .put("base", (long) base)
                .put("convention", DateParts.Convention.ISO_1_7)
                .put("yearOffset", 0L)
                .put("weekend", List.of(weekend))
                .put("localTimes", DateParts.LocalTimes.REJECT)
                .put("keepInputs", false)
                .build();
    }

    private static State.Builder dateColumn(FieldType type) {
        return State.builder().put("type", type);
    }

    static Stream<Arguments> hostileDates() {
        State date = dateColumn(FieldType.DATE).build();
        State mars = dateColumn(FieldType.INSTANT)
                .put("zone", "Mars/Olympus")
                .put("zoneData", "2025a")
                .build();
        return Stream.of(
                arguments("datetime", dates(date, 2, "DAY", "SUNDAY"), "\"base\" must be in [0, 1], found 2"),
                arguments("datetime", dates(date, 1, "CENTURY", "SUNDAY"), "found \"CENTURY\""),
                arguments("datetime", dates(date, 1, "DAY"), "at least one day"),
                arguments("datetime", dates(date, 1, "DAY", "SUNDAY", "HOLIDAY"), "found \"HOLIDAY\""),
                arguments("datetime", dates(date, 1, "HOUR", "SUNDAY"), "a time of day for HOUR"),
                arguments(
                        "datetime",
                        dates(dateColumn(FieldType.NUMBER).build(), 1, "DAY", "SUNDAY"),
                        "must be a date or time"),
                arguments(
                        "datetime",
                        dates(dateColumn(FieldType.INSTANT).build(), 1, "DAY", "SUNDAY"),
                        "must have a time zone"),
                arguments("datetime", dates(mars, 1, "DAY", "SUNDAY"), "found \"Mars/Olympus\""));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void hostileDates(String type, State state, String message) {
        hostile(type, state, message);
    }

    static Stream<Arguments> hostile() {
        State none = State.builder().build();
        State twice = State.builder().put("inputs", List.of("x", "x")).build();
        return Stream.of(
                arguments("minmax", minmax(NAN, 1).build(), "min must be finite"),
                arguments("minmax", minmax(0, Double.POSITIVE_INFINITY).build(), "max must be finite"),
                arguments("minmax", minmax(2, 1).build(), "min <= max"),
                arguments("minmax", minmax(-1e308, 1e308).build(), "finite spread"),
                arguments("minmax", minmax(0, 1).put("more", 1).build(), "found \"more\""),
                arguments(
                        "minmax",
                        minmax(new double[] {0, 0}, new double[] {1})
                                .put("rangeMin", 0.0)
                                .put("rangeMax", 1.0)
                                .build(),
                        "min must have one value for each of 1 columns, found 2"),
                arguments(
                        "minmax",
                        minmax(new double[] {0}, new double[] {1})
                                .put("rangeMin", 1.0)
                                .put("rangeMax", NAN)
                                .build(),
                        "min < max"),
                arguments("standard", standardState(NAN, 1, 1), "mean must be finite"),
                arguments("standard", standardState(0, -1, 1), "variance >= 0"),
                arguments("standard", standardState(0, 1, 0), "n >= 1"),
                arguments("impute", imputer(State.builder(), List.of()), "\"values\" or \"categories\""),
                arguments(
                        "impute",
                        imputer(State.builder().put("values", new double[] {1, NAN}), List.of()),
                        "values must be finite"),
                arguments(
                        "impute",
                        imputer(State.builder().put("values", new double[] {1, 2}), List.of("y", "x")),
                        "in their order"),
                arguments(
                        "impute",
                        imputer(State.builder().put("values", new double[] {1, 2}), List.of("x", "x")),
                        "in their order"),
                arguments(
                        "impute",
                        imputer(State.builder().put("categories", List.of("a")), List.of()),
                        "one value for each"),
                arguments("onehot", onehot(texts("a", "a")), "distinct and sorted"),
                arguments("onehot", onehot(texts("b", "a")), "distinct and sorted"),
                arguments("onehot", onehot(texts()), "at least one, found none"),
                arguments("onehot", onehot(numbers(1, NAN)), "finite"),
                arguments("onehot", onehot(numbers(2, 1)), "ascending"),
                arguments("onehot", onehot(numbers(1).put("texts", List.of("a"))), "\"texts\" or \"numbers\""),
                arguments("onehot", onehot(texts("a", "b"), 2), "ascending places below 2"),
                arguments("onehot", onehot(texts("a", "b"), -1), "ascending places below 2"),
                arguments("onehot", onehot(texts("a", "b"), 0, 0), "ascending places below 2"),
                arguments("onehot", onehot(Unseen.REJECT, OneHotEncoder.Drop.NONE), "one value for each of 1 columns"),
                arguments(
                        "onehot",
                        onehot(
                                Unseen.ZEROS,
                                OneHotEncoder.Drop.FIRST,
                                texts("a", "b").put("infrequent", new int[0]).build()),
                        "unseenLikeDropped"),
                arguments("ordinal", ordinalState(0, texts("a").build()), "none of 0 to 0"),
                arguments("ordinal", ordinalState(NAN, texts("a").build()), "must be finite"),
                arguments("ordinal", ordinalState(-1), "one value for each of 1 columns"),
                arguments("ordinal", ordinalState(-1, texts("b", "a").build()), "distinct and sorted"),
                arguments("clip", clipState(2, 1, 1), "low <= high"),
                arguments("clip", clipState(NAN, 1, 1), "low <= high"),
                arguments("clip", clipState(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1), "low <= high"),
                arguments("clip", clipState(0, 1, NAN), "factor"),
                arguments("cyclic", cyclicState(0, 0), "above 0"),
                arguments("cyclic", cyclicState(NAN, 0), "above 0"),
                arguments("cyclic", cyclicState(1, NAN), "phase"),
                arguments("missing_indicator", none, "\"inputs\" must be a list of texts, found nothing"),
                arguments("missing_indicator", twice, "distinct"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void hostile(String type, State state, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fixture.STEPS.read(new StepType(type, 1), state))
                .withMessageStartingWith("state of step " + type + "/1: ")
                .withMessageContaining(message);
    }

    static Stream<Transformer> steps() {
        var numbers = Fixture.numbers(1, 2, 2, 5, NAN);
        var texts = Fixture.texts("a", "b", "b", null);
        var dates = Table.builder(Schema.of(Field.instant("t", ZoneId.of("Europe/Paris"))))
                .build();
        return Stream.of(
                dateParts("t", DatePart.WEEKEND, DatePart.HOUR).zeroBased().fit(dates),
                minMax("x").fit(numbers),
                standard("x").fit(numbers),
                impute("x").addIndicator().fit(numbers),
                impute("c").strategy(Imputer.Strategy.MOST_FREQUENT).fit(texts),
                missingIndicator("x").fit(numbers),
                clip("x").fit(numbers),
                cyclic(7, "x").fit(numbers),
                oneHot("x").minFrequency(2).fit(numbers),
                oneHot("c").missingAsCategory().fit(texts),
                ordinal("x").fit(numbers),
                ordinal("c").fit(texts));
    }

    @ParameterizedTest(name = "{0}, seed 11")
    @MethodSource("steps")
    void read_damagedBytes_isRefusedOrASoundStep(Transformer step) {
        SplittableRandom random = new SplittableRandom(11);
        byte[] sound = step.state().toBytes();
        int read = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = sound.clone();
            for (int flips = 1 + random.nextInt(2); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                Transformer other = Fixture.STEPS.read(step.type(), State.read(ByteBuffer.wrap(damaged), 4096));
                Transformer again = Fixture.STEPS.read(step.type(), other.state());
                assertThat(again.state()).isEqualTo(other.state());
                assertThat(again.outputs()).isEqualTo(other.outputs());
                read++;
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("found");
            }
        }
        assertThat(read).isBetween(1, 2999);
    }
}
