package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.schema.Row;
import java.io.IOException;
import java.math.BigDecimal;

/** Fills a row from a JSON object, straight from the parser. Content that does not fit becomes a fault of the row. */
final class JsonRow {
    private JsonRow() {}

    /**
     * Reads the members that are left of an object.
     *
     * @param json at a member's name or at the object's end, where it will be afterwards
     */
    static void fill(JsonParser json, Row row) throws IOException, RefusedException {
        while (json.currentToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            member(json, name, row);
            json.nextToken();
        }
    }

    /**
     * Reads one member.
     *
     * @param json at the value's first token; at its last one afterwards
     */
    static void member(JsonParser json, String name, Row row) throws IOException, RefusedException {
        int field = row.schema().indexOf(name);
        if (field < 0) {
            row.missing(requireText(name)); // records the unknown field, unless the schema lets others pass
            json.skipChildren();
        } else if (row.isSet(field)) {
            row.duplicate(name);
            json.skipChildren();
        } else {
            value(json, field, name, row);
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
