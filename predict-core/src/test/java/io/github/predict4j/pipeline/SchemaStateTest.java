package io.github.predict4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Invalid;
import io.github.predict4j.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaStateTest {
    private static final Schema SCHEMA = Schema.of(
                    Field.number("n")
                            .range(0, 30)
                            .unit("cm")
                            .describedAs("Length")
                            .example("3"),
                    Field.integer("i").optional().range(Double.NEGATIVE_INFINITY, 5),
                    Field.bool("b").invalid(Invalid.AS_MISSING).personal(),
                    Field.category("c").oneOf("x", "y"),
                    Field.category("later"),
                    Field.date("d").range(0, 1))
            .extra(Extra.IGNORE);

    @Test
    void read_whatWasWritten_isEqual() {
        assertThat(SchemaState.read(SchemaState.of(SCHEMA))).isEqualTo(SCHEMA);
        assertThat(SchemaState.read(SchemaState.of(Schema.of(List.of())))).isEqualTo(Schema.of(List.of()));
    }

    @Test
    void structure_wordsForPeople_leftOut() {
        assertThat(SchemaState.structure(SCHEMA)).isNotEqualTo(SchemaState.of(SCHEMA));
        Schema plain = SCHEMA.with(Field.number("n").range(0, 30));
        assertThat(SchemaState.structure(plain)).isEqualTo(SchemaState.structure(SCHEMA));
    }

    @Test
    void read_anotherForm_refused() {
        State number =
                SchemaState.of(Schema.of(Field.number("n"))).states("fields").get(0);
        assertRefused(State.builder().putAll(number).put("min", 0.0).build());
        assertRefused(
                State.builder().putAll(number).put("min", -0.0).put("max", 1.0).build());
        assertRefused(State.builder()
                .putAll(number)
                .put("min", Double.NEGATIVE_INFINITY)
                .put("max", Double.POSITIVE_INFINITY)
                .build());
        assertRefused(State.builder()
                .putAll(number)
                .put("min", Double.NaN)
                .put("max", 1.0)
                .build());
        assertRefused(State.builder().putAll(number).put("other", 1.0).build());
        assertRefused(State.builder().putAll(number).put("personal", false).build());
        assertRefused(number.without("unit"));
        assertRefused(State.builder()
                .putAll(number.without("type"))
                .put("type", "number")
                .build());
        State category =
                SchemaState.of(Schema.of(Field.category("c"))).states("fields").get(0);
        assertRefused(State.builder()
                .putAll(category)
                .put("categories", List.of("b", "a"))
                .build());
        assertRefused(State.builder()
                .putAll(category)
                .put("categories", List.of("a", "a"))
                .build());
    }

    private static void assertRefused(State field) {
        State schema = State.builder()
                .put("extra", Extra.REJECT)
                .putStates("fields", List.of(field))
                .build();
        assertThatIllegalArgumentException().isThrownBy(() -> SchemaState.read(schema));
    }
}
