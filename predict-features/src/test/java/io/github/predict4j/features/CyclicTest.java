package io.github.predict4j.features;

import static io.github.predict4j.features.Features.cyclic;
import static io.github.predict4j.features.Features.minMax;
import static io.github.predict4j.features.Fixture.apply;
import static io.github.predict4j.features.Fixture.assertRefused;
import static io.github.predict4j.features.Fixture.fit;
import static io.github.predict4j.features.Fixture.numbers;
import static io.github.predict4j.features.Fixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Violation;
import org.junit.jupiter.api.Test;

class CyclicTest {

    @Test
    void apply_ninetyOf365_isStrictMath() {
        FeaturePipeline p = fit(numbers(1), cyclic(365, "x"));

        assertThat(p.features()).containsExactly("x_sin", "x_cos");
        assertThat(apply(p, 90)).containsExactly(0.9997685019798909, 0.021516097436222254);
    }

    @Test
    void apply_wholeOrNot_sameBitsAsTheFormula() {
        FeaturePipeline p = fit(numbers(1), cyclic(365.2425, "x").phase(0.5));
        FeaturePipeline noPhase = fit(numbers(1), cyclic(7, "x"));
        for (int x = -3; x < 1100; x++) {
            assertThat(apply(p, x)).containsExactly(sineAndCosine(((2 * Math.PI) * (x - 0.5)) / 365.2425));
            assertThat(apply(noPhase, x)).containsExactly(sineAndCosine(((2 * Math.PI) * x) / 7));
            assertThat(apply(p, x + 0.25)).containsExactly(sineAndCosine(((2 * Math.PI) * (x - 0.25)) / 365.2425));
        }
        assertThat(apply(noPhase, -0.0)).containsExactly(-0.0, 1);
    }

    private static double[] sineAndCosine(double angle) {
        return new double[] {StrictMath.sin(angle), StrictMath.cos(angle)};
    }

    @Test
    void apply_quarter_cosineIsNotZero() {
        assertThat(apply(fit(numbers(1), cyclic(4, "x")), 1)).containsExactly(1, 6.123233995736766E-17);
    }

    @Test
    void phase_start_isAngleZero() {
        FeaturePipeline p = fit(numbers(1), cyclic(7, "x").phase(1));

        assertThat(apply(p, 1)).containsExactly(0, 1);
        assertThat(apply(p, 1.0 + 3.5)[1]).isEqualTo(-1);
    }

    @Test
    void keepInputs_inputStays() {
        FeaturePipeline p = fit(numbers(1), cyclic(4, "x").keepInputs());

        assertThat(p.features()).containsExactly("x", "x_sin", "x_cos");
        assertThat(apply(p, 0)).containsExactly(0, 0, 1);
    }

    @Test
    void apply_missing_isMissingTwice() {
        assertThat(apply(fit(numbers(1), cyclic(4, "x")), Double.NaN)).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void apply_angleOverflows_refusesTheRow() {
        String required = "a number whose angle in a period of 4.0 is finite";

        assertRefused(
                fit(numbers(1), cyclic(4, "x")),
                row -> row.set("x", 1e308),
                "x",
                Violation.Reason.INVALID,
                required,
                "1.0E308");
        assertRefused(
                fit(numbers(0, 1e-10), minMax("x"), cyclic(4, "x")),
                row -> row.set("x", 1e308),
                "x",
                Violation.Reason.INVALID,
                required,
                "Infinity");
    }

    @Test
    void definition_badSettings_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> cyclic(0, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> cyclic(Double.NaN, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> cyclic(Double.POSITIVE_INFINITY, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> cyclic(1, "x").phase(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(texts("a"), cyclic(1, "c")))
                .withMessageContaining("column \"c\" must hold numbers");
    }
}
