package io.github.predict4j.pipeline;

import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Invalid;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Schema;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A {@link Schema} as {@link State}: in full for a bundle, and without words for people for the fingerprint. */
public final class SchemaState {
    private static final Set<String> KEYS = Set.of("extra", "fields");
    private static final Set<String> FIELD_KEYS = Set.of(
            "name",
            "type",
            "missing",
            "invalid",
            "min",
            "max",
            "categories",
            "zone",
            "unit",
            "description",
            "example",
            "personal");

    private SchemaState() {}

    /** Everything. */
    public static State of(Schema schema) {
        return schema(schema, schema.fields().stream().map(SchemaState::full).toList());
    }

    /** What decides how a row is read: all but what is for people. */
    public static State structure(Schema schema) {
        return schema(
                schema, schema.fields().stream().map(f -> structure(f).build()).toList());
    }

    /**
     * The schema of {@link #of}.
     *
     * @throws IllegalArgumentException if the state is not one of a schema
     */
    public static Schema read(State state) {
        List<Field> fields = new ArrayList<>();
        for (State field : state.requireKeys(KEYS).states("fields")) {
            fields.add(field(field.requireKeys(FIELD_KEYS)));
        }
        Schema schema = Schema.of(fields).extra(state.choice("extra", Extra.class));
        if (!of(schema).equals(state)) {
            throw new IllegalArgumentException(
                    "a schema must be in its one form: no bounds and no \"personal\" where there are none, and no -0.0");
        }
        return schema;
    }

    private static State schema(Schema schema, List<State> fields) {
        return State.builder()
                .put("extra", schema.extra())
                .putStates("fields", fields)
                .build();
    }

    private static State full(Field field) {
        State.Builder state = structure(field)
                .put("unit", field.unit())
                .put("description", field.description())
                .put("example", field.example());
        return field.isPersonal() ? state.put("personal", true).build() : state.build();
    }

    private static State.Builder structure(Field field) {
        State.Builder state = State.builder()
                .put("name", field.name())
                .put("type", field.type())
                .put("missing", field.missing())
                .put("invalid", field.invalid());
        if (field.min() != Double.NEGATIVE_INFINITY || field.max() != Double.POSITIVE_INFINITY) {
            state.put("min", field.min()).put("max", field.max());
        }
        if (field.categories() != null) {
            state.put("categories", field.categories());
        }
        ZoneId zone = field.zone();
        if (zone != null) {
            state.put("zone", zone.getId());
        }
        return state;
    }

    private static Field field(State state) {
        Field field = Field.of(state.text("name"), state.choice("type", FieldType.class))
                .missing(state.choice("missing", Missing.class))
                .invalid(state.choice("invalid", Invalid.class))
                .unit(state.text("unit"))
                .describedAs(state.text("description"))
                .example(state.text("example"));
        if (state.has("min") || state.has("max")) {
            field = field.range(state.number("min"), state.number("max"));
        }
        if (state.has("personal") && state.flag("personal")) {
            field = field.personal();
        }
        if (state.has("zone")) {
            field = field.zone(zone(state.text("zone")));
        }
        if (state.has("categories")) {
            List<String> categories = state.texts("categories");
            field = field.oneOf(categories);
            if (!categories.equals(Objects.requireNonNull(field.categories()))) {
                throw new IllegalArgumentException(
                        "the categories of field \"" + field.name() + "\" must be distinct and sorted by code point");
            }
        }
        return field;
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"zone\" must be a time zone known here, found \"" + id + "\"", e);
        }
    }
}
