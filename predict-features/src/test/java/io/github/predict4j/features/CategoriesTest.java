package io.github.predict4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoriesTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-0.0, 0",
        "-17, -17",
        "1e15, 1000000000000000",
        "0.1, 0.1",
        "-2.5, -2.5",
        "2e23, 2E+23",
        "1e-7, 1E-7",
        "4.9e-324, 5E-324",
        "0.30000000000000004, 0.30000000000000004",
        "1.7976931348623157e308, 1.7976931348623157E+308"
    })
    void decimal_number_isTheShortest(double number, String text) {
        assertThat(Categories.decimal(number)).isEqualTo(text);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void decimal_anyNumber_readsBack(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(Categories.decimal(number))).isEqualTo(number);
            }
        }
    }

    @Test
    void indexOf_numbers_findsEqualValuesOnly() {
        Categories categories = Categories.of(new double[] {-1, 0, 2.5});

        assertThat(categories.indexOf(-0.0)).isEqualTo(1);
        assertThat(categories.indexOf(0.0)).isEqualTo(1);
        assertThat(categories.indexOf(2.5)).isEqualTo(2);
        assertThat(categories.indexOf(Math.nextUp(2.5))).isEqualTo(-1);
        assertThat(categories.indexOf(Double.MIN_VALUE)).isEqualTo(-1);
        assertThat(categories.indexOf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(categories.indexOf(Double.POSITIVE_INFINITY)).isEqualTo(-1);
    }

    @Test
    void indexOf_texts_isTheIndexWithinTheDictionary() {
        Categories categories = Categories.of(List.of("a", "b"));

        assertThat(categories.indexOf(1)).isEqualTo(1);
        assertThat(categories.indexOf(-1)).isEqualTo(-1);
        assertThat(categories.indexOf(2)).isEqualTo(-1);
    }

    @Test
    void of_texts_mustBeInOrderOfCodePoints() {
        String emoji = "\uD83D\uDE00"; // U+1F600
        String wide = "\uFF41";

        assertThat(Categories.of(List.of("a", wide, emoji)).names()).containsExactly("a", wide, emoji);
        assertThatIllegalArgumentException().isThrownBy(() -> Categories.of(List.of("a", emoji, wide)));
        assertThatIllegalArgumentException().isThrownBy(() -> Categories.of(List.of("a", "a")));
        assertThatIllegalArgumentException().isThrownBy(() -> Categories.of(List.<String>of()));
    }

    @Test
    void of_numbers_mustBeDistinctAscendingFinite() {
        assertThatIllegalArgumentException().isThrownBy(() -> Categories.of(new double[] {2, 1}));
        assertThatIllegalArgumentException().isThrownBy(() -> Categories.of(new double[] {1, 1}));
        assertThatIllegalArgumentException().isThrownBy(() -> Categories.of(new double[] {-0.0, 0.0}));
        assertThatIllegalArgumentException().isThrownBy(() -> Categories.of(new double[] {1, Double.NaN}));
        assertThatIllegalArgumentException().isThrownBy(() -> Categories.of(new double[0]));
    }

    @Test
    void required_manyCategories_isCut() {
        double[] numbers = new double[12];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }

        assertThat(Categories.of(numbers).required()).isEqualTo("one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … (12 in all)");
    }
}
