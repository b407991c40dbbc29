package io.github.predict4j.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    private static final Schema SCHEMA =
            Schema.of(Field.number("sepal_length"), Field.number("sepal_width"), Field.category("colour"));

    @Test
    void of_fields_keepsTheirOrder() {
        List<Field> fields = new ArrayList<>(List.of(Field.number("b"), Field.number("a")));
        Schema schema = Schema.of(fields);
        fields.clear();
        assertThat(schema.names()).containsExactly("b", "a");
        assertThat(schema.size()).isEqualTo(2);
        assertThat(schema.indexOf("a")).isEqualTo(1);
        assertThat(schema.indexOf("A")).isEqualTo(-1);
        assertThat(schema.extra()).isEqualTo(Extra.REJECT);
    }

    @Test
    void of_oneNameTwice_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.of(Field.number("a"), Field.bool("a")))
                .withMessage("the fields of a schema must have distinct names, found \"a\" twice");
    }

    @Test
    void equals_fieldsOrderAndExtra_decide() {
        Field a = Field.number("a");
        Field b = Field.number("b");
        assertThat(Schema.of(a, b)).isEqualTo(Schema.of(a, b)).hasSameHashCodeAs(Schema.of(a, b));
        assertThat(Schema.of(a, b))
                .isNotEqualTo(Schema.of(b, a))
                .isNotEqualTo(Schema.of(a))
                .isNotEqualTo(Schema.of(a, b.unit("cm")))
                .isNotEqualTo(Schema.of(a, b).extra(Extra.IGNORE));
    }

    @Test
    void complete_categoryWithoutDictionary_false() {
        assertThat(SCHEMA.complete()).isFalse();
        assertThat(SCHEMA.with(Field.category("colour").oneOf("blue")).complete())
                .isTrue();
    }

    @Test
    void selectAndWith_anySchema_keepThePolicyForExtraFields() {
        Schema tolerant = SCHEMA.extra(Extra.IGNORE);
        assertThat(tolerant.select(List.of("colour", "sepal_width")))
                .isEqualTo(Schema.of(Field.category("colour"), Field.number("sepal_width"))
                        .extra(Extra.IGNORE));
        assertThat(tolerant.with(Field.bool("new")).extra()).isEqualTo(Extra.IGNORE);
        assertThat(tolerant.with(Field.bool("sepal_width")).names()).isEqualTo(SCHEMA.names());
    }

    @Test
    void field_unknown_refusedWithHint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SCHEMA.field("sepal_lenght"))
                .withMessage("no field \"sepal_lenght\" (did you mean \"sepal_length\"?);"
                        + " the fields are [sepal_length, sepal_width, colour]");
    }

    @ParameterizedTest
    @CsvSource({
        "sepal_lenght,sepal_length",
        "sepallength,sepal_length",
        "Colour,colour",
        "color,colour",
        "colours,colour",
        "coluor,colour"
    })
    void hint_atMostTwoEdits_namesTheNearest(String name, String meant) {
        assertThat(SCHEMA.hint(name)).isEqualTo(" (did you mean \"" + meant + "\"?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stem_length", "colo", "col", "xxcolourxx", ""})
    void hint_moreThanTwoEdits_empty(String name) {
        assertThat(SCHEMA.hint(name)).isEmpty();
    }
}
