package io.github.predict4j.features;

import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every step requires of its columns and of its numbers for each of them. */
final class Columns {
    private Columns() {}

    /** Names of columns: at least one, none blank, all distinct. */
    static List<String> names(String what, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException(what + " must be at least one, found none");
        }
        Set<String> known = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !known.add(name)) {
                throw new IllegalArgumentException(what + " must be distinct and not blank, found \"" + name + "\""
                        + (name.isBlank() ? "" : " twice"));
            }
        }
        return List.copyOf(names);
    }

    /** The columns are those of that name, in order. */
    static void requireSame(List<String> inputs, Schema columns) {
        if (!columns.names().equals(inputs)) {
            throw new IllegalArgumentException("columns must be " + inputs + ", found " + columns.names());
        }
    }

    /** The columns are those of that name, in order, and none is a category, whose index is no quantity. */
    static void requireNumbers(List<String> inputs, Schema columns) {
        requireSame(inputs, columns);
        for (Field field : columns.fields()) {
            if (field.type() == FieldType.CATEGORY) {
                throw new IllegalArgumentException(
                        "column \"" + field.name() + "\" must hold numbers, found " + field.type());
            }
        }
    }

    /** A copy of one finite number for each column. */
    static double[] finite(String what, double[] values, int columns) {
        requireLength(what, values.length, columns);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(what + " must be finite, found " + value);
            }
        }
        return values.clone();
    }

    static void requireLength(String what, int found, int columns) {
        if (found != columns) {
            throw new IllegalArgumentException(
                    what + " must have one value for each of " + columns + " columns, found " + found);
        }
    }
}
