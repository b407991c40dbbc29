package io.github.predict4j.features;

import static io.github.predict4j.features.Features.minMax;
import static io.github.predict4j.features.Fixture.apply;
import static io.github.predict4j.features.Fixture.assertRefused;
import static io.github.predict4j.features.Fixture.fit;
import static io.github.predict4j.features.Fixture.numbers;
import static io.github.predict4j.features.Fixture.step;
import static io.github.predict4j.features.Fixture.texts;
import static io.github.predict4j.features.Fixture.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import io.github.predict4j.schema.Warning;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinMaxScalerTest {
    private static final Warning OUTSIDE = new Warning("x", Warning.Code.OUT_OF_RANGE);

    @Test
    void apply_insideRange_isScikitLearnsBits() {
        FeaturePipeline p = fit(numbers(1, 1000), minMax("x"));

        assertThat(step(p, MinMaxScaler.class).scale()).containsExactly(0.001001001001001001);
        assertThat(step(p, MinMaxScaler.class).offset()).containsExactly(-0.001001001001001001);
        assertThat(apply(p, 500)).containsExactly(0.49949949949949957);
        assertThat(warnings(p, 500)).isEmpty();
        assertThat(warnings(p, 1)).isEmpty();
        assertThat(warnings(p, 1000)).isEmpty();
    }

    @Test
    void apply_tenths_scaleAndOffsetDecideTheLastBit() {
        FeaturePipeline p = fit(numbers(0.1, 0.7), minMax("x"));

        assertThat(apply(p, 0.4)).containsExactly(0.5);
    }

    @Test
    void outOfRange_asIs_goesOnWithWarning() {
        FeaturePipeline p = fit(numbers(1, 1000), minMax("x"));

        assertThat(apply(p, 2000)).containsExactly(2.001001001001001);
        assertThat(apply(p, 0)).containsExactly(-0.001001001001001001);
        assertThat(warnings(p, 2000)).containsExactly(OUTSIDE);
        assertThat(warnings(p, 0)).containsExactly(OUTSIDE);
    }

    @Test
    void outOfRange_clip_isTheNearestEndWithWarning() {
        FeaturePipeline p = fit(numbers(1, 1000), minMax("x").outOfRange(OutOfRange.CLIP));

        assertThat(apply(p, 2000)).containsExactly(1.0);
        assertThat(apply(p, -1e308)).containsExactly(0.0);
        assertThat(warnings(p, 2000)).containsExactly(OUTSIDE);
        assertThat(warnings(p, 999)).isEmpty();
    }

    @Test
    void outOfRange_asMissing_isNaNWithWarning() {
        FeaturePipeline p = fit(numbers(1, 1000), minMax("x").outOfRange(OutOfRange.AS_MISSING));

        assertThat(apply(p, 2000)).containsExactly(Double.NaN);
        assertThat(apply(p, 1000)).containsExactly(1.0);
        assertThat(warnings(p, 2000)).containsExactly(OUTSIDE);
    }

    @Test
    void outOfRange_reject_namesColumnValueAndRange() {
        FeaturePipeline p = fit(numbers(1, 1000), minMax("x").outOfRange(OutOfRange.REJECT));

        assertThat(apply(p, 1000)).containsExactly(1.0);
        assertRefused(
                p,
                row -> row.set("x", 2000),
                "x",
                Violation.Reason.OUT_OF_RANGE,
                "a value in [1.0, 1000.0], the range of training",
                "2000.0");
    }

    @Test
    void apply_missing_staysMissingWithoutWarning() {
        for (OutOfRange policy : OutOfRange.values()) {
            FeaturePipeline p = fit(numbers(1, Double.NaN, 3), minMax("x").outOfRange(policy));

            assertThat(apply(p, Double.NaN)).containsExactly(Double.NaN);
            assertThat(warnings(p, Double.NaN)).isEmpty();
            assertThat(apply(p, 2)).containsExactly(0.5);
        }
    }

    @Test
    void constant_scikitLearn_isTheLowerEndAndNoted() {
        FeaturePipeline p = fit(numbers(7, 7, 7), minMax("x").range(10, 20));

        assertThat(apply(p, 7)).containsExactly(10);
        assertThat(apply(p, 8)).containsExactly(20);
        assertThat(apply(p, 9)).containsExactly(30);
        assertThat(step(p, MinMaxScaler.class).notes())
                .containsExactly("CONSTANT_COLUMN: column \"x\" had one value in training, 7.0");
    }

    @Test
    void constant_midpoint_isTheMiddleForEveryValue() {
        FeaturePipeline p = fit(numbers(7), minMax("x").range(10, 20).constant(MinMaxScaler.Constant.MIDPOINT));

        assertThat(apply(p, 7)).containsExactly(15);
        assertThat(apply(p, -1e308)).containsExactly(15);
        assertThat(apply(p, Double.NaN)).containsExactly(Double.NaN);
        assertThat(warnings(p, 8)).containsExactly(OUTSIDE);
    }

    @Test
    void constant_spreadBelowTenUlps_counts() {
        assertThat(step(fit(numbers(1e-300, 3e-300), minMax("x")), MinMaxScaler.class)
                        .scale())
                .containsExactly(1);
        assertThat(step(fit(numbers(1, 1 + 8.9e-16), minMax("x")), MinMaxScaler.class)
                        .scale())
                .containsExactly(1);
        FeaturePipeline spread = fit(numbers(1, 1 + 16 * Math.ulp(1.0)), minMax("x"));
        assertThat(step(spread, MinMaxScaler.class).scale()[0]).isGreaterThan(1e14);
        assertThat(spread.steps().get(0).notes()).isEmpty();
    }

    @Test
    void apply_edgesOfDouble_followTheFormula() {
        FeaturePipeline p = fit(numbers(-1e307, 1e308), minMax("x"));

        assertThat(apply(p, 1e308)[0]).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-15));
        assertThat(apply(p, -0.0)).containsExactly(apply(p, 0.0));
        assertThat(apply(p, Double.MIN_VALUE)).containsExactly(apply(p, 0.0));
    }

    @Test
    void apply_resultOverflows_refusesTheRow() {
        FeaturePipeline p = fit(numbers(0, 1e-10), minMax("x"));

        assertRefused(
                p,
                row -> row.set("x", 1e308),
                "x",
                Violation.Reason.INVALID,
                "a value that gives a finite feature \"x\"",
                "Infinity");
    }

    @Test
    void apply_infiniteFromAStepBefore_isClipped() {
        FeaturePipeline p = fit(
                numbers(0, 1e-10),
                minMax("x"),
                minMax("x").outOfRange(OutOfRange.CLIP).constant(MinMaxScaler.Constant.MIDPOINT));

        assertThat(apply(p, 1e308)).containsExactly(1);
        assertThat(apply(p, -1e308)).containsExactly(0);
    }

    @Test
    void fit_severalColumns_keepsTheirOrderAndNames() {
        Schema schema = Schema.of(Field.integer("a"), Field.bool("b"), Field.date("d"));
        Table table = Table.of(
                schema,
                List.of(0, 1),
                (i, row) -> row.set("a", 10L * i).set("b", i == 1).set("d", LocalDate.of(2011, 1, 1 + 2 * i)));
        FeaturePipeline p = fit(table, minMax("d", "a", "b"));

        assertThat(p.features()).containsExactly("a", "b", "d");
        assertThat(apply(p, p.newRow(null).set("a", 5L).set("b", true).set("d", LocalDate.of(2011, 1, 2))))
                .containsExactly(0.5, 1, 0.5);
    }

    @Test
    void fit_impossibleColumn_saysWhichAndWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(numbers(Double.NaN, Double.NaN), minMax("x")))
                .withMessageContaining("column \"x\" must have a value to fit to, found 2 rows without one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(numbers(), minMax("x")))
                .withMessageContaining("found 0 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(numbers(-1e308, 1e308), minMax("x")))
                .withMessageContaining("a finite spread, found -1.0E308 and 1.0E308");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(texts("a"), minMax("c")))
                .withMessageContaining("column \"c\" must hold numbers, found CATEGORY");
    }

    @Test
    void definition_badSettings_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> minMax());
        assertThatIllegalArgumentException().isThrownBy(() -> minMax("x", "x")).withMessageContaining("\"x\" twice");
        assertThatIllegalArgumentException().isThrownBy(() -> minMax(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> minMax("x").range(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> minMax("x").range(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> minMax("x").range(-1e308, 1e308));
    }

    @Test
    void of_knownNumbers_isTheFittedStep() {
        MinMaxScaler known = MinMaxScaler.of(minMax("x"), new double[] {1}, new double[] {1000});

        assertThat(known.state()).isEqualTo(minMax("x").fit(numbers(1000, 1)).state());
        assertThat(known.min()).containsExactly(1);
        assertThat(known.max()).containsExactly(1000);
    }
}
