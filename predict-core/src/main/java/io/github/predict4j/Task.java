package io.github.predict4j;

/** What is predicted. */
public enum Task {
    /** One of several labels, with a probability each. */
    CLASSIFICATION,
    /** A number. */
    REGRESSION
}
