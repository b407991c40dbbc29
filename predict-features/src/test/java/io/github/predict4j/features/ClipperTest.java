package io.github.predict4j.features;

import static io.github.predict4j.features.Features.clip;
import static io.github.predict4j.features.Fixture.apply;
import static io.github.predict4j.features.Fixture.fit;
import static io.github.predict4j.features.Fixture.numbers;
import static io.github.predict4j.features.Fixture.step;
import static io.github.predict4j.features.Fixture.texts;
import static io.github.predict4j.features.Fixture.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Table;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClipperTest {
    private static final Table ONE_TO_FIVE = numbers(1, 2, 3, 4, 5, Double.NaN);

    private static double[] bounds(Clipper.Definition definition, Table table) {
        Clipper step = definition.fit(table);
        return new double[] {step.low()[0], step.high()[0]};
    }

    @Test
    void apply_givenBounds_movesToTheNearer() {
        FeaturePipeline p = fit(ONE_TO_FIVE, clip("x").bounds(2, 4));

        assertThat(apply(p, 1)).containsExactly(2);
        assertThat(apply(p, 3)).containsExactly(3);
        assertThat(apply(p, 1e308)).containsExactly(4);
        assertThat(apply(p, Double.NaN)).containsExactly(Double.NaN);
        assertThat(warnings(p, 1e308)).isEmpty();
    }

    @Test
    void apply_infiniteBound_isNone() {
        FeaturePipeline p = fit(ONE_TO_FIVE, clip("x").bounds(Double.NEGATIVE_INFINITY, 4));

        assertThat(apply(p, -1e308)).containsExactly(-1e308);
        assertThat(apply(p, 5)).containsExactly(4);
    }

    @Test
    void fit_eachRule_findsItsBounds() {
        double sd = StrictMath.sqrt(2); // population; that of the sample is 1.58

        assertThat(bounds(clip("x").quantile(0.25), ONE_TO_FIVE)).containsExactly(2, 4);
        assertThat(bounds(clip("x").quantile(0), ONE_TO_FIVE)).containsExactly(1, 5);
        assertThat(bounds(clip("x").iqr(1.5), ONE_TO_FIVE)).containsExactly(-1, 7);
        assertThat(bounds(clip("x"), ONE_TO_FIVE)).containsExactly(3 - 3 * sd, 3 + 3 * sd);
        assertThat(bounds(clip("x").gaussian(1), ONE_TO_FIVE)).containsExactly(3 - sd, 3 + sd);
        assertThat(bounds(clip("x").mad(2), ONE_TO_FIVE))
                .containsExactly(
                        new double[] {3 - 2 * 1.482602218505602, 3 + 2 * 1.482602218505602}, Offset.offset(1e-15));
    }

    @Test
    void fit_constantColumn_isNoted() {
        Clipper step = step(fit(numbers(7, 7), clip("x")), Clipper.class);

        assertThat(step.notes()).containsExactly("CONSTANT_COLUMN: column \"x\" is clipped to one value, 7.0");
        assertThat(clip("x").fit(ONE_TO_FIVE).notes()).isEmpty();
    }

    @Test
    void fit_givenBounds_needNoValue() {
        assertThat(bounds(clip("x").bounds(0, 1), numbers(Double.NaN))).containsExactly(0, 1);
    }

    @Test
    void fit_impossibleColumn_saysWhichAndWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(numbers(Double.NaN), clip("x")))
                .withMessageContaining("column \"x\" must have a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(numbers(-1e308, 1e308), clip("x").iqr(1.5)))
                .withMessageContaining("column \"x\" must have finite bounds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(texts("a"), clip("c")))
                .withMessageContaining("column \"c\" must hold numbers");
    }

    @Test
    void definition_badSettings_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> clip("x").bounds(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> clip("x").bounds(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> clip("x").quantile(0.6));
        assertThatIllegalArgumentException().isThrownBy(() -> clip("x").mad(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> clip("x").gaussian(Double.POSITIVE_INFINITY));
    }
}
