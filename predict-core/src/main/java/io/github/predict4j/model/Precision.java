package io.github.predict4j.model;

/**
 * The precision in which a {@link TreeEnsemble} accumulates its leaves. Features and thresholds are compared as doubles in
 * either case.
 *
 * @since 0.1.0
 */
public enum Precision {

    /** Every product, sum and quotient is rounded to a {@code double}. */
    DOUBLE,

    /**
     * Every product, sum and quotient is rounded to a {@code float}, as in libraries that compute in single precision.
     * Leaf values, tree weights and base values have to be floats exactly.
     */
    FLOAT;

    double add(double a, double b) {
        return this == FLOAT ? (float) a + (float) b : a + b;
    }

    double multiply(double a, double b) {
        return this == FLOAT ? (float) a * (float) b : a * b;
    }

    double divide(double a, double b) {
        return this == FLOAT ? (float) a / (float) b : a / b;
    }

    /** Names the type for a message. */
    String typeName() {
        return this == FLOAT ? "float" : "double";
    }

    /** Tells whether this precision has the value exactly, and finite. */
    boolean holds(double value) {
        return Double.isFinite(value) && (this == DOUBLE || (float) value == value);
    }
}
