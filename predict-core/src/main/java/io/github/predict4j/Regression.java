package io.github.predict4j;

import io.github.predict4j.schema.Warning;
import java.util.List;

/**
 * A predicted number.
 *
 * @param value the number, in the unit of {@link OutputSchema#unit}
 * @param warnings what was done to values of the row
 */
public record Regression(double value, List<Warning> warnings) implements Prediction {
    /** Keeps an unchangeable copy of the warnings. */
    public Regression {
        warnings = List.copyOf(warnings);
    }
}
