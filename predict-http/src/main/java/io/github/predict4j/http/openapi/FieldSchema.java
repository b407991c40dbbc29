package io.github.predict4j.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Invalid;
import io.github.predict4j.schema.Missing;
import java.util.ArrayList;
import java.util.List;

/** A field as JSON Schema (2020-12) has it. */
final class FieldSchema {
    /** Categories or labels beyond this many are counted, not listed. */
    static final int MOST_LISTED = 1000;

    private FieldSchema() {}

    /**
     * The values that JSON may give a field.
     *
     * @param closed whether a text that is no category of the field is refused
     */
    static ObjectNode of(Field field, boolean closed) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        boolean optional = field.missing() == Missing.AS_IS;
        type(schema, field, optional);
        bounds(schema, field);
        List<String> categories = field.categories();
        if (closed && categories != null && categories.size() <= MOST_LISTED) {
            ArrayNode values = schema.putArray("enum");
            categories.forEach(values::add);
            if (optional) {
                values.addNull();
            }
        }
        String description = description(field, closed);
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        if (!field.unit().isEmpty()) {
            schema.put("x-unit", field.unit());
        }
        if (field.isPersonal()) {
            schema.put("x-personal-data", true);
        }
        return schema;
    }

    private static void type(ObjectNode schema, Field field, boolean optional) {
        String type = switch (field.type()) {
            case NUMBER -> "number";
            case INTEGER -> "integer";
            case BOOLEAN -> "boolean";
            case CATEGORY, DATE, LOCAL_DATETIME, INSTANT -> "string";
        };
        if (optional) {
            schema.putArray("type").add(type).add("null");
        } else {
            schema.put("type", type);
        }
        String format = switch (field.type()) {
            case NUMBER -> "double";
            case INTEGER -> "double-int"; // an integer that a double holds exactly
            case DATE -> field.zone() == null ? "date" : ""; // with a zone an instant will do, too
            case LOCAL_DATETIME -> "date-time-local";
            case INSTANT -> "date-time";
            case BOOLEAN, CATEGORY -> "";
        };
        if (!format.isEmpty()) {
            schema.put("format", format);
        }
    }

    private static void bounds(ObjectNode schema, Field field) {
        if (field.type() == FieldType.NUMBER) {
            if (Double.isFinite(field.min())) {
                schema.put("minimum", field.min());
            }
            if (Double.isFinite(field.max())) {
                schema.put("maximum", field.max());
            }
        } else if (field.type() == FieldType.INTEGER) {
            if (Double.isFinite(field.min())) {
                schema.put("minimum", (long) Math.ceil(field.min()));
            }
            if (Double.isFinite(field.max())) {
                schema.put("maximum", (long) Math.floor(field.max()));
            }
        }
    }

    private static String description(Field field, boolean closed) {
        List<String> sentences = new ArrayList<>();
        if (!field.description().isEmpty()) {
            sentences.add(field.description());
        }
        if (!field.unit().isEmpty()) {
            sentences.add("Unit: " + field.unit());
        }
        if (field.isPersonal()) {
            sentences.add("Personal data");
        }
        if (!saidByKeywords(field, closed)) {
            sentences.add("Required: " + field.required());
        }
        if (field.type() == FieldType.DATE && field.zone() != null) {
            sentences.add("An instant is taken as its day in " + field.zone());
        }
        if (field.type() == FieldType.CATEGORY && !closed) {
            sentences.add("Another text is taken, too");
        }
        if (field.invalid() == Invalid.AS_MISSING) {
            sentences.add("An invalid value counts as missing");
        }
        return String.join(". ", sentences);
    }

    /** Whether type, format, bounds and listed values leave nothing to add in words. */
    private static boolean saidByKeywords(Field field, boolean closed) {
        return switch (field.type()) {
            case NUMBER, INTEGER, BOOLEAN -> true;
            case CATEGORY -> {
                List<String> categories = field.categories();
                yield closed && categories != null && categories.size() <= MOST_LISTED;
            }
            case DATE, LOCAL_DATETIME, INSTANT -> false;
        };
    }
}
