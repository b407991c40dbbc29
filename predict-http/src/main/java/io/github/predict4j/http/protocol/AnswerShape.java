package io.github.predict4j.http.protocol;

import io.github.predict4j.Prediction;
import java.util.Map;

/**
 * What to answer for one row, in a form of the owner's own: for a path that replaces a service whose clients must not
 * change.
 *
 * <pre>{@code
 * record Answer(String prediction, Map<String, Object> input) {}
 * AnswerShape shape = (prediction, input) -> new Answer(prediction.label(), input);
 * }</pre>
 *
 * <p>Called by several threads at once; must be quick and not block. What it throws is answered with 500.
 */
@FunctionalInterface
public interface AnswerShape {
    /**
     * The answer to one row.
     *
     * @param prediction what the model says
     * @param input the values of the row in the order of the schema, under their fields' names: Double, Long (INTEGER),
     *     Boolean, String (CATEGORY; dates and times in the form that the field's type names); without those that are
     *     missing and categories that the model has not seen. Unchangeable
     * @return a record, map, list, text, number or boolean, made of the same; written by Jackson, so its annotations count
     */
    Object of(Prediction prediction, Map<String, Object> input);
}
