package io.github.predict4j;

import java.util.List;
import java.util.Set;

/**
 * What a prediction means.
 *
 * @param task the kind of prediction
 * @param target the name of what is predicted: "species"
 * @param labels the labels of a classification, in the order of the scores, at least one; empty for a regression
 * @param unit the unit of a regression's value, or the empty text
 * @param probability what a probability of a classification means, for people, or the empty text: "the share of the trees'
 *     votes, not calibrated"
 */
public record OutputSchema(Task task, String target, List<String> labels, String unit, String probability) {
    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException if the target is blank, labels are repeated, there are none where needed, or a
     *     regression has any or a probability
     */
    public OutputSchema {
        labels = List.copyOf(labels);
        if (target.isBlank()) {
            throw new IllegalArgumentException("the target must have a name, found \"" + target + "\"");
        }
        if (task == Task.CLASSIFICATION && labels.isEmpty()) {
            throw new IllegalArgumentException("a classification must have labels, found none");
        }
        if (Set.copyOf(labels).size() != labels.size()) {
            throw new IllegalArgumentException("labels must be distinct, found " + labels);
        }
        if (task == Task.REGRESSION && !labels.isEmpty()) {
            throw new IllegalArgumentException("a regression has no labels, found " + labels);
        }
        if (task == Task.REGRESSION && !probability.isEmpty()) {
            throw new IllegalArgumentException("a regression has no probability, found \"" + probability + "\"");
        }
    }

    /** The output of a classification. */
    public static OutputSchema classification(String target, List<String> labels) {
        return new OutputSchema(Task.CLASSIFICATION, target, labels, "", "");
    }

    /** The output of a regression. */
    public static OutputSchema regression(String target, String unit) {
        return new OutputSchema(Task.REGRESSION, target, List.of(), unit, "");
    }

    /**
     * This output with what its probabilities mean, for people.
     *
     * @throws IllegalArgumentException if it is that of a regression
     */
    public OutputSchema probability(String meaning) {
        return new OutputSchema(task, target, labels, unit, meaning);
    }

    /** How many scores a row gets: one a label, or one. */
    public int size() {
        return task == Task.CLASSIFICATION ? labels.size() : 1;
    }
}
