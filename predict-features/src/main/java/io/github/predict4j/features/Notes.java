package io.github.predict4j.features;

/** The wording of what a fitted step reports about itself. */
final class Notes {
    private Notes() {}

    static String constant(String column, double value) {
        return constant(column, Double.toString(value));
    }

    static String constant(String column, String value) {
        return "CONSTANT_COLUMN: column \"" + column + "\" had one value in training, " + value;
    }
}
