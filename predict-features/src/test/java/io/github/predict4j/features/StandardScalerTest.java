package io.github.predict4j.features;

import static io.github.predict4j.features.Features.standard;
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
import io.github.predict4j.schema.Violation;
import org.junit.jupiter.api.Test;

class StandardScalerTest {

    @Test
    void apply_oneToFour_isScikitLearnsBits() {
        FeaturePipeline p = fit(numbers(1, 2, 3, 4), standard("x"));
        StandardScaler step = step(p, StandardScaler.class);

        assertThat(step.mean()).containsExactly(2.5);
        assertThat(step.variance()).containsExactly(1.25);
        assertThat(step.scale()).containsExactly(1.118033988749895);
        assertThat(step.n()).containsExactly(4);
        assertThat(apply(p, 5)).containsExactly(2.23606797749979);
        assertThat(apply(p, 1)).containsExactly(-1.3416407864998738);
        assertThat(warnings(p, 5)).isEmpty();
    }

    @Test
    void fit_missingValues_areSkipped() {
        StandardScaler step = standard("x").fit(numbers(1, 2, Double.NaN, 4));

        assertThat(step.mean()).containsExactly(2.3333333333333335);
        assertThat(step.variance()).containsExactly(1.5555555555555554);
        assertThat(step.n()).containsExactly(3);
    }

    @Test
    void fit_largeMeanSmallSpread_keepsTheVariance() {
        StandardScaler step = standard("x").fit(numbers(1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4));

        assertThat(step.variance()).containsExactly(1.25);
        assertThat(step.notes()).isEmpty();
    }

    @Test
    void constant_sevenTenths_isNotExactlyZero() {
        FeaturePipeline p = fit(numbers(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1), standard("x"));

        assertThat(step(p, StandardScaler.class).scale()).containsExactly(1);
        assertThat(apply(p, 0.1)).containsExactly(1.3877787807814457e-17);
        assertThat(p.steps().get(0).notes()).hasSize(1).first().asString().startsWith("CONSTANT_COLUMN: column \"x\"");
    }

    @Test
    void constant_oneRow_isCentredOnly() {
        FeaturePipeline p = fit(numbers(7), standard("x"));

        assertThat(apply(p, 7)).containsExactly(0);
        assertThat(apply(p, 8)).containsExactly(1);
    }

    @Test
    void constant_subnormalSpread_hasNoVariance() {
        FeaturePipeline p = fit(numbers(0, 4.9e-324), standard("x"));

        assertThat(step(p, StandardScaler.class).scale()).containsExactly(1);
        assertThat(apply(p, 1)).containsExactly(1);
    }

    @Test
    void withoutMean_onlyScales() {
        FeaturePipeline p = fit(numbers(1, 2, 3, 4), standard("x").withoutMean());

        assertThat(apply(p, 1.118033988749895)).containsExactly(1);
        assertThat(apply(p, -0.0)).containsExactly(-0.0);
    }

    @Test
    void withoutStd_onlyCentres() {
        FeaturePipeline p = fit(numbers(1, 2, 3, 4), standard("x").withoutStd());

        assertThat(apply(p, 5)).containsExactly(2.5);
    }

    @Test
    void apply_missing_staysMissing() {
        FeaturePipeline p = fit(numbers(1, 2), standard("x"));

        assertThat(apply(p, Double.NaN)).containsExactly(Double.NaN);
        assertThat(warnings(p, Double.NaN)).isEmpty();
    }

    @Test
    void apply_resultOverflows_refusesTheRow() {
        FeaturePipeline p = fit(numbers(0, 1e-100), standard("x"));

        assertRefused(
                p,
                row -> row.set("x", 1e308),
                "x",
                Violation.Reason.INVALID,
                "a value that gives a finite feature \"x\"",
                "Infinity");
    }

    @Test
    void fit_impossibleColumn_saysWhichAndWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(numbers(Double.NaN), standard("x")))
                .withMessageContaining("column \"x\" must have a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(numbers(-1e308, 1e308), standard("x")))
                .withMessageContaining("column \"x\" must have a finite variance");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(texts("a"), standard("c")))
                .withMessageContaining("column \"c\" must hold numbers, found CATEGORY");
    }

    @Test
    void of_knownNumbers_isTheFittedStep() {
        StandardScaler known =
                StandardScaler.of(standard("x"), new double[] {2.5}, new double[] {1.25}, new long[] {4});

        assertThat(known.state())
                .isEqualTo(standard("x").fit(numbers(4, 3, 2, 1)).state());
    }
}
