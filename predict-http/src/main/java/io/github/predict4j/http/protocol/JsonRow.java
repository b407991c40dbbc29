package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Fills rows of one schema from JSON objects, straight from the parser. Content that does not fit becomes a fault of the row.
 * Immutable and thread-safe.
 */
final class JsonRow {
    private final String[] names;
    private final SerializableString[] encoded;

    JsonRow(Schema schema) {
        this.names = schema.names().toArray(String[]::new);
        this.encoded = schema.names().stream().map(SerializedString::new).toArray(SerializableString[]::new);
    }

    /**
     * Reads an object.
     *
     * @param json at the object's beginning; at its end afterwards
     */
    void fill(JsonParser json, Row row) throws IOException, RefusedException {
        fill(json, row, 0);
    }

    /**
     * Reads the members that are left of an object. They come mostly in the order of the schema, and a name that is
     * expected is only compared, which is faster than to find out which one it is.
     *
     * @param json at the last token before them; at the object's end afterwards
     * @param expected the field that is expected first
     */
    void fill(JsonParser json, Row row, int expected) throws IOException, RefusedException {
        int next = expected;
        while (true) {
            if (json.nextFieldName(encoded[next])) {
                json.nextToken();
                field(json, next, row);
                next = after(next);
            } else if (json.currentToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                next = member(json, name, row);
            } else {
                return;
            }
        }
    }

    /**
     * Reads one member.
     *
     * @param json at the value's first token; at its last one afterwards
     * @return the field that is expected after it
     */
    int member(JsonParser json, String name, Row row) throws IOException, RefusedException {
        int field = row.schema().indexOf(name);
        if (field < 0) {
            row.missing(requireText(name)); // records the unknown field, unless the schema lets others pass
            json.skipChildren();
        } else {
            field(json, field, row);
        }
        return after(field);
    }

    private int after(int field) {
        return field + 1 < names.length ? field + 1 : 0;
    }

    private void field(JsonParser json, int field, Row row) throws IOException, RefusedException {
        if (row.isSet(field)) {
            row.duplicate(names[field]);
            json.skipChildren();
        } else {
            value(json, field, names[field], row);
        }
    }

    /**
     * Reads a field's value.
     *
     * @param json at the value's first token; at its last one afterwards
     */
    static void value(JsonParser json, int field, String name, Row row) throws IOException, RefusedException {
        switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> whole(json, field, name, row);
            case VALUE_NUMBER_FLOAT -> number(json, field, name, row);
            case VALUE_STRING -> row.set(field, requireText(json.getText()));
            case VALUE_TRUE -> row.set(field, true);
            case VALUE_FALSE -> row.set(field, false);
            case VALUE_NULL -> row.missing(field);
            default -> {
                row.invalid(name, describe(json.currentToken()));
                json.skipChildren();
            }
        }
    }

    private static void whole(JsonParser json, int field, String name, Row row) throws IOException {
        if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            row.set(field, json.getLongValue());
            return;
        }
        BigDecimal digits = new BigDecimal(json.getText());
        double nearest = digits.doubleValue();
        boolean exact = Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(digits) == 0;
        if (exact) {
            row.set(field, nearest);
        } else {
            row.invalid(name, json.getText());
        }
    }

    private static void number(JsonParser json, int field, String name, Row row) throws IOException {
        double value = json.getDoubleValue();
        if (Double.isFinite(value)) {
            row.set(field, value);
        } else {
            row.invalid(name, json.getText()); // 1e400: as it was written, not as the Infinity it became
        }
    }

    /** Refuses a half of a surrogate pair, which JSON can escape but no text can hold. */
    static <T extends CharSequence> T requireText(T text) throws RefusedException {
        int i = 0;
        while (i < text.length()) {
            int c = Character.codePointAt(text, i); // of a half pair: the half itself
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new RefusedException(Problem.of(
                        400, "malformed_json", "texts must be Unicode, found an unpaired surrogate in an escape"));
            }
            i += Character.charCount(c);
        }
        return text;
    }

    /** What a value is, in words. */
    static String describe(JsonToken first) {
        return switch (first) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_STRING -> "a text";
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            default -> "null";
        };
    }
}
