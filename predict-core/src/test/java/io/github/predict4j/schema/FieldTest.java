package io.github.predict4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {
    @Test
    void of_noOptions_requiredStrictAndUnbounded() {
        Field field = Field.number("x");
        assertThat(field.missing()).isEqualTo(Missing.REJECT);
        assertThat(field.invalid()).isEqualTo(Invalid.REJECT);
        assertThat(field.min()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(field.max()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(field.categories()).isNull();
        assertThat(field.required()).isEqualTo("a finite number");
    }

    @Test
    void with_anyOption_returnsAnotherField() {
        Field field = Field.integer("x");
        Field full = field.optional()
                .invalid(Invalid.AS_MISSING)
                .range(1, 5)
                .unit("cm")
                .describedAs("Length")
                .example("3")
                .personal();
        assertThat(field).isEqualTo(Field.integer("x"));
        assertThat(full.missing()).isEqualTo(Missing.AS_IS);
        assertThat(full.invalid()).isEqualTo(Invalid.AS_MISSING);
        assertThat(full.max()).isEqualTo(5);
        assertThat(full.unit()).isEqualTo("cm");
        assertThat(full.description()).isEqualTo("Length");
        assertThat(full.example()).isEqualTo("3");
        assertThat(full.isPersonal()).isTrue();
        assertThat(field.isPersonal()).isFalse();
    }

    @Test
    void equals_anyDifference_isAnotherField() {
        Field field = Field.number("x");
        assertThat(List.of(
                        Field.number("y"),
                        Field.integer("x"),
                        field.optional(),
                        field.invalid(Invalid.AS_MISSING),
                        field.range(0, Double.POSITIVE_INFINITY),
                        field.range(Double.NEGATIVE_INFINITY, 0),
                        field.unit("cm"),
                        field.describedAs("d"),
                        field.example("1"),
                        field.personal()))
                .doesNotContain(field)
                .doesNotHaveDuplicates();
        assertThat(Field.category("c").oneOf("a")).isNotEqualTo(Field.category("c"));
        assertThat(field.range(0, 1)).isEqualTo(field.range(-0.0, 1)).hasSameHashCodeAs(field.range(-0.0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\uD800", "a\uDC00"})
    void of_blankOrUnstorableName_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Field.number(name));
    }

    @Test
    void text_longerThanTheLimit_refused() {
        String longest = "x".repeat(Field.MAX_TEXT);
        assertThat(Field.number(longest).unit(longest).name()).hasSize(Field.MAX_TEXT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Field.category("c").oneOf(longest + "x"))
                .withMessage("category of field \"c\" must have at most 4096 characters, found 4097");
    }

    @Test
    void oneOf_anyOrder_distinctAndSortedByCodePoint() {
        assertThat(Field.category("c")
                        .oneOf("b", "\uD83D\uDE00", "a", "\uFFFD", "b")
                        .categories())
                .containsExactly("a", "b", "\uFFFD", "\uD83D\uDE00");
        assertThatIllegalArgumentException().isThrownBy(() -> Field.number("x").oneOf("a"));
    }

    @Test
    void range_thatIsNone_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Field.number("x").range(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Field.number("x").range(Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Field.bool("x").range(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Field.category("x").range(0, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1e18, -1e18, 2932897, -719163})
    void range_ofADateThatIsNoDay_refused(double bound) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Field.date("d").range(Math.min(0, bound), Math.max(0, bound)))
                .withMessageContaining("years 0001 to 9999");
    }

    @Test
    void required_manyCategories_showsTen() {
        String[] letters =
                IntStream.range(0, 12).mapToObj(i -> "" + (char) ('a' + i)).toArray(String[]::new);
        assertThat(Field.category("c").oneOf(letters).required())
                .isEqualTo("one of a, b, c, d, e, f, g, h, i, j, … (12 in all)");
        assertThat(Field.date("d").range(0, Double.POSITIVE_INFINITY).required())
                .endsWith("in [1970-01-01, Infinity]");
    }
}
