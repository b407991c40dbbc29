package io.github.predict4j.features;

import java.util.ArrayList;
import java.util.List;

/** The wording of what a fitted step reports about itself. */
final class Notes {
    private Notes() {}

    static String constant(String column, double value) {
        return constant(column, Double.toString(value));
    }

    static String constant(String column, String value) {
        return "CONSTANT_COLUMN: column \"" + column + "\" had one value in training, " + value;
    }

    /** The columns with one category only. */
    static List<String> constants(List<String> inputs, List<Categories> columns) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).size() == 1) {
                notes.add(constant(inputs.get(i), columns.get(i).name(0)));
            }
        }
        return notes;
    }
}
