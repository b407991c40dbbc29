package io.github.predict4j.http.protocol;

/** What lines of predictions tell beside them. */
public enum LineLayout {
    /** Nothing: every row has a prediction, in the same order. */
    PLAIN,
    /** First the number of the row, from 0: rows may have no prediction. */
    NUMBERED,
    /** Every row has its line, which tells the faults of a row in place of its prediction. */
    WITH_FAULTS
}
