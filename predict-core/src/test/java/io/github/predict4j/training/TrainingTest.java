package io.github.predict4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.GoldenRow;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.bundle.ReadLimits;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.teststep.Centre;
import io.github.predict4j.teststep.TestSteps;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private static final Schema COLUMNS = Schema.of(
            Field.number("x").optional(),
            Field.integer("n"),
            Field.category("colour"),
            Field.bool("wet"),
            Field.date("day"),
            Field.category("label"),
            Field.number("y"));

    /** One record a letter of {@code labels}: x = i - 4, y = 2 i, colours as said. */
    private static Table table(String labels, List<String> colours) {
        return Table.of(
                COLUMNS,
                IntStream.range(0, labels.length()).boxed().toList(),
                (i, row) -> row.set("x", i - 4.0)
                        .set("n", 10L * i)
                        .set("colour", colours.get(i % colours.size()))
                        .set("wet", i % 2 == 0)
                        .set("day", LocalDate.of(2011, 1, 1).plusDays(i))
                        .set("label", labels.substring(i, i + 1))
                        .set("y", 2.0 * i));
    }

    private static final Table TEN = table("aaaaabbbab", List.of("blue", "white"));

    private static Training regression() {
        return Training.regression("y").schema(input()).learner(TestLearners::mean);
    }

    private static Training classification() {
        return Training.classification("label")
                .schema(input())
                .learner(TestLearners::sign)
                .select("x");
    }

    private static Schema input() {
        return COLUMNS.select(List.of("x", "n", "colour", "wet", "day"));
    }

    private static Map<String, Metric> metrics(Bundle bundle) {
        return bundle.metrics().stream().collect(Collectors.toMap(Metric::name, Function.identity()));
    }

    @Test
    void fit_regression_measuresOnTheHoldOut() {
        Bundle bundle = regression().holdOutLast(0.2).fit(TEN);

        // The training part has y = 0, 2 … 14, so 7 is predicted; the hold-out has 16 and 18.
        Map<String, Metric> metrics = metrics(bundle);
        assertThat(value(metrics, "mae")).isEqualTo(10);
        assertThat(value(metrics, "rmse")).isEqualTo(Math.sqrt((81 + 121) / 2.0));
        assertThat(value(metrics, "r2")).isEqualTo(1 - 202.0 / 2);
        assertThat(value(metrics, "mae_of_mean")).isEqualTo(10);
        assertThat(value(metrics, "rmse_of_mean")).isCloseTo(Math.sqrt(101), within(1e-15));
        assertThat(metrics.get("refused")).isEqualTo(new Metric("refused", 0, "hold-out", 2));
        assertThat(metrics.values()).allMatch(m -> m.split().equals("hold-out") && m.rows() == 2);
        assertThat(bundle.provenance().entries())
                .containsEntry("learner", "mean")
                .containsEntry("rows.training", "8")
                .containsEntry("rows.hold-out", "2");
    }

    private static double value(Map<String, Metric> metrics, String name) {
        return Objects.requireNonNull(metrics.get(name), name).value();
    }

    @Test
    void fit_classification_measuresOnTheHoldOut() {
        Bundle bundle = classification().holdOutLast(0.3).fit(TEN);

        // The hold-out is b, a, b at x = 3, 4, 5, where b is predicted; a is the majority of aaaaabb.
        OutputSchema output = Objects.requireNonNull(bundle.output());
        assertThat(output.labels()).containsExactly("a", "b");
        assertThat(output.probability()).isEqualTo("the share of the trees' votes, not calibrated");
        assertThat(value(metrics(bundle), "accuracy")).isEqualTo(2.0 / 3);
        assertThat(value(metrics(bundle), "accuracy_of_majority")).isEqualTo(1.0 / 3);
    }

    @Test
    void fit_labelThatTheTrainingPartLacks_countsAsWrong() {
        Table table = table("abababbabc", List.of("blue"));

        Bundle bundle = classification().holdOutLast(0.3).fit(table);

        // The hold-out is a, b, c at x = 3, 4, 5, where b is predicted.
        assertThat(Objects.requireNonNull(bundle.output()).labels()).containsExactly("a", "b");
        assertThat(value(metrics(bundle), "accuracy")).isEqualTo(1.0 / 3);
        assertThat(value(metrics(bundle), "accuracy_of_majority")).isEqualTo(1.0 / 3);
        assertThat(value(metrics(bundle), "refused")).isZero();
    }

    @Test
    void fit_category_isLearnedOnTheTrainingPartOnly() {
        Table table = table("aabbaabbab", List.of("blue", "white", "blue", "blue", "white", "blue", "blue", "red"));

        Bundle bundle = classification().select("x", "colour").holdOutLast(0.3).fit(table);

        // Red is first seen in record 7, which is held out: it is refused there, and counted.
        assertThat(bundle.pipeline().schema().field("colour").categories()).containsExactly("blue", "white");
        assertThat(metrics(bundle).get("refused")).isEqualTo(new Metric("refused", 1, "hold-out", 3));
        assertThat(metrics(bundle).get("accuracy"))
                .isNotNull()
                .extracting(Metric::rows)
                .isEqualTo(2L);
    }

    @Test
    void fit_declaredDictionary_isKept() {
        Schema declared = input().with(Field.category("colour").oneOf("blue", "green", "white"));

        Bundle bundle = classification().schema(declared).fit(TEN);

        assertThat(bundle.pipeline().schema()).isEqualTo(declared);
    }

    @Test
    void fit_steps_areFittedOnTheTrainingPartOnly() {
        Bundle bundle = regression()
                .pipeline("p", "2.0.0", Centre.fit("x", "n"))
                .holdOutLast(0.2)
                .fit(TEN);

        Centre centre = (Centre) bundle.pipeline().steps().get(0);
        assertThat(centre.means()).containsExactly(-0.5, 35);
        assertThat(bundle.pipeline().name()).isEqualTo("p");
        assertThat(bundle.pipeline().version()).isEqualTo("2.0.0");
    }

    @Test
    void fit_learner_getsTheFeaturesOfTheTrainingPart() {
        List<double[]> seen = new ArrayList<>();
        regression()
                .pipeline("p", "1.0.0", Centre.fit("x"))
                .select("x", "n")
                .holdOutLast(0.8)
                .learner((features, names, target) -> {
                    assertThat(names).containsExactly("x", "n");
                    seen.add(features);
                    seen.add(new double[] {target.value(0), target.value(1)});
                    return TestLearners.mean(features, names, target);
                })
                .fit(TEN);

        assertThat(seen.get(0)).containsExactly(-0.5, 0, 0.5, 10);
        assertThat(seen.get(1)).containsExactly(0, 2);
    }

    @Test
    void fit_sameSeed_holdsTheSameRecordsOut() {
        assertThat(targets(0.3, 7)).isEqualTo(targets(0.3, 7)).hasSize(7).isSorted();
        assertThat(targets(0.3, 7)).isNotEqualTo(targets(0.3, 8));
    }

    private static List<Double> targets(double share, long seed) {
        List<Double> targets = new ArrayList<>();
        regression()
                .holdOut(share, seed)
                .learner((features, names, target) -> {
                    IntStream.range(0, target.size()).mapToDouble(target::value).forEach(targets::add);
                    return TestLearners.mean(features, names, target);
                })
                .fit(TEN);
        return targets;
    }

    @Test
    void fit_twiceWithTheSameObject_givesTheSameBytes() throws Exception {
        Training training = classification()
                .named("sky", "3.1.0")
                .pipeline("p", "1.0.0", Centre.fit("x", "n"))
                .holdOut(0.2, 42)
                .provenance("data", "ten records");

        byte[] first = training.fit(TEN).toBytes();

        assertThat(training.fit(TEN).toBytes()).isEqualTo(first);
        Bundle read = Bundle.read(first, ReadLimits.DEFAULTS, TestSteps.LOADER);
        assertThat(read.toBytes()).isEqualTo(first);
        assertThat(read).hasToString("sky 3.1.0 (" + read.pipeline() + ")");
        assertThat(read.provenance().entries()).containsEntry("data", "ten records");
    }

    @Test
    void fit_withoutHoldOut_hasNoMetrics() {
        Bundle bundle = regression().fit(TEN);
        assertThat(bundle.metrics()).isEmpty();
        assertThat(bundle.provenance().entries()).containsEntry("rows.training", "10");
        assertThat(bundle.name()).isEqualTo("y");
    }

    @Test
    void fit_goldenRows_coverTheEdgesOfEveryField() {
        Bundle bundle = regression().select("x", "n", "colour").fit(TEN);

        List<State> inputs = bundle.goldenRows().stream().map(GoldenRow::input).toList();
        assertThat(inputs).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(20);
        for (double x : new double[] {-4, 5, -5, 6}) {
            assertThat(inputs).anyMatch(input -> input.has("x") && input.number("x") == x);
        }
        for (long n : new long[] {0, 90, -1, 91}) {
            assertThat(inputs).anyMatch(input -> input.has("n") && input.integer("n") == n);
        }
        for (String field : input().names()) {
            assertThat(inputs).anyMatch(input -> !input.has(field));
        }
        assertThat(inputs)
                .anyMatch(input -> input.has("day") && input.text("day").equals("2020-02-29"))
                .anyMatch(input -> input.has("wet") && input.flag("wet"))
                .anyMatch(input -> input.has("wet") && !input.flag("wet"))
                .anyMatch(input -> input.has("colour") && input.text("colour").equals("unseen"));
        assertThat(bundle.goldenRows())
                .anyMatch(row -> row.refused().equals(List.of("colour UNSEEN")))
                .anyMatch(row -> row.refused().equals(List.of("x MISSING")))
                .anyMatch(row -> row.refused().isEmpty() && row.scores().length == 1);
    }

    @Test
    void fit_unseenIsACategory_goldenRowsHaveAnotherText() {
        Bundle bundle = regression().select("colour").fit(table("aaaa", List.of("unseen", "unseen?")));
        assertThat(bundle.goldenRows())
                .anyMatch(row -> row.input().has("colour")
                        && row.input().text("colour").equals("unseen??")
                        && row.refused().equals(List.of("colour UNSEEN")));
    }

    @Test
    void fit_withoutLearner_isACallersBug() {
        assertThatThrownBy(() -> Training.regression("y").fit(TEN)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fit_targetOfAnotherType_isNamed() {
        assertThatThrownBy(() ->
                        Training.regression("label").learner(TestLearners::mean).fit(TEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("REGRESSION", "CATEGORY", "\"label\"");
        assertThatThrownBy(() ->
                        Training.classification("y").learner(TestLearners::sign).fit(TEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("CLASSIFICATION", "NUMBER", "\"y\"");
        assertThatThrownBy(() ->
                        Training.regression("none").learner(TestLearners::mean).fit(TEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none");
    }

    @Test
    void fit_targetMissingInARecord_namesTheRecord() {
        Table table = Table.of(
                Schema.of(Field.number("x"), Field.number("y").optional()),
                List.of(1.0, Double.NaN),
                (value, row) -> row.set("x", 1).set("y", value));
        assertThatThrownBy(() ->
                        Training.regression("y").learner(TestLearners::mean).fit(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("record 1", "\"y\"");
    }

    @Test
    void fit_schemaWithTheTarget_isRefused() {
        assertThatThrownBy(() -> regression().schema(COLUMNS).fit(TEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the target \"y\"");
    }

    @Test
    void fit_noSchema_takesAllColumnsButTheTarget() {
        Bundle bundle = Training.regression("y").learner(TestLearners::mean).fit(TEN);
        assertThat(bundle.pipeline().schema().names()).containsExactly("x", "n", "colour", "wet", "day", "label");
    }

    @Test
    void holdOut_shareOutsideItsBounds_isRefused() {
        for (double share : new double[] {0, 1, -0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> regression().holdOut(share, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> regression().holdOutLast(share)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void fit_nothingLeftToTrainOn_isRefused() {
        assertThatThrownBy(() -> regression().holdOutLast(0.99).fit(TEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("training", "0");
    }
}
