package io.github.predict4j;

import io.github.predict4j.schema.Warning;
import java.util.List;

/**
 * What a predictor says about one row: a {@link Classification} or a {@link Regression}. Immutable; it does not refer to
 * the row.
 */
public sealed interface Prediction permits Classification, Regression {
    /**
     * The prediction of those scores.
     *
     * @param output what the scores mean
     * @param scores {@code output.size()} scores from {@code offset} on; copied
     * @param warnings what was done to the row's values
     */
    static Prediction of(OutputSchema output, double[] scores, int offset, List<Warning> warnings) {
        return output.task() == Task.REGRESSION
                ? new Regression(scores[offset], warnings)
                : new Classification(output.labels(), scores, offset, warnings);
    }

    /**
     * The predicted number of a regression.
     *
     * @throws IllegalStateException if it is a classification
     */
    default double value() {
        throw new IllegalStateException("value() needs a regression, found a classification; ask for label()");
    }

    /**
     * The predicted label of a classification.
     *
     * @throws IllegalStateException if it is a regression
     */
    default String label() {
        throw new IllegalStateException("label() needs a classification, found a regression; ask for value()");
    }

    /** What was done to values of the row, in the order of its columns; mostly empty. */
    List<Warning> warnings();
}
