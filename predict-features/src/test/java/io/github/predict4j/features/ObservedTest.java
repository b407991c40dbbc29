package io.github.predict4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import org.junit.jupiter.api.Test;

class ObservedTest {

    private static Observed of(double... values) {
        return Observed.of(Fixture.numbers(values), "x");
    }

    @Test
    void quantile_oneToFour_isNumpysLinear() {
        Observed observed = of(4, 2, 3, 1);

        assertThat(observed.quantile(0.25)).isEqualTo(1.75);
        assertThat(observed.quantile(0.5)).isEqualTo(2.5);
        assertThat(observed.quantile(0.9)).isEqualTo(3.7);
        assertThat(observed.quantile(0)).isEqualTo(1);
        assertThat(observed.quantile(1)).isEqualTo(4);
    }

    @Test
    void quantile_aboveTheMiddle_interpolatesFromTheUpperEnd() {
        assertThat(of(0.67, 0.73).quantile(0.55)).isEqualTo(0.703);
    }

    @Test
    void quantile_oneValue_isIt() {
        assertThat(of(5).quantile(0.3)).isEqualTo(5);
    }

    @Test
    void mean_sumOverflows_isStillTheMean() {
        assertThat(of(1.5e308, 1.5e308, 1.5e308).mean()).isEqualTo(1.5e308);
    }

    @Test
    void median_evenCount_isTheMeanOfTheMiddleTwo() {
        assertThat(of(9, 1, 2, 3, 2, 3).median()).isEqualTo(2.5);
        assertThat(of(1e308, 1.5e308).median()).isEqualTo(1.25e308);
        assertThat(of(3, 1, 2).median()).isEqualTo(2);
    }

    @Test
    void mode_tie_isTheSmallest() {
        assertThat(of(1, 2, 2, 3, 3, 9).mode()).isEqualTo(2);
        assertThat(of(5, -0.0, 0.0).mode()).isEqualTo(0);
    }

    @Test
    void medianDeviation_ofOneToFive_isOne() {
        assertThat(of(1, 2, 3, 4, 100).medianDeviation()).isEqualTo(1);
    }

    @Test
    void min_negativeZero_isZero() {
        assertThat(Double.doubleToLongBits(of(-0.0, 0.0, -0.0).min())).isZero();
        assertThat(Double.doubleToLongBits(of(-0.0).max())).isZero();
    }

    @Test
    void of_infinite_isRefused() {
        Table table = Fixture.numbers(1).with(Field.number("y"), new double[] {Double.NEGATIVE_INFINITY});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Observed.of(table, "y"))
                .withMessage("column \"y\" must be finite, found -Infinity");
    }

    @Test
    void of_category_leavesUnseenOut() {
        Table table = Fixture.texts("b", "z")
                .as(Schema.of(Field.category("c").oneOf("a", "b").optional()));

        assertThat(Observed.of(table, "c").count()).isEqualTo(1);
        assertThat(Observed.of(table, "c").mode()).isEqualTo(1);
    }
}
