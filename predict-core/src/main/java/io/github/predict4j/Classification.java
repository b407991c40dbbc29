package io.github.predict4j;

import io.github.predict4j.schema.Warning;
import java.util.Arrays;
import java.util.List;

/** A predicted label, with the probability of every label. Immutable. */
public final class Classification implements Prediction {
    private final List<String> labels;
    private final double[] probabilities;
    private final int best;
    private final List<Warning> warnings;

    Classification(List<String> labels, double[] scores, int offset, List<Warning> warnings) {
        this.labels = labels;
        this.probabilities = Arrays.copyOfRange(scores, offset, offset + labels.size());
        this.best = argMax(scores, offset, labels.size());
        this.warnings = List.copyOf(warnings);
    }

    /**
     * The place of the greatest of {@code n} scores from {@code offset} on; of equal ones the first, which is the rule
     * for the predicted label.
     */
    public static int argMax(double[] scores, int offset, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (scores[offset + i] > scores[offset + best]) {
                best = i;
            }
        }
        return best;
    }

    /** The label with the greatest probability; of equal ones the first. */
    @Override
    public String label() {
        return labels.get(best);
    }

    /** The place of {@link #label} in {@link #labels}. */
    public int index() {
        return best;
    }

    /** The probability of {@link #label}, in [0, 1]. */
    public double probability() {
        return probabilities[best];
    }

    /**
     * The probability of a label, in [0, 1]. For a forest that votes it is the share of the trees that say so.
     *
     * @throws IllegalArgumentException if there is no such label
     */
    public double probability(String label) {
        int i = labels.indexOf(label);
        if (i < 0) {
            throw new IllegalArgumentException("label must be one of " + labels + ", found \"" + label + "\"");
        }
        return probabilities[i];
    }

    /** All probabilities, in the order of {@link #labels}; a copy. */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /** All labels, in the order of the model. */
    public List<String> labels() {
        return labels;
    }

    @Override
    public List<Warning> warnings() {
        return warnings;
    }

    @Override
    public String toString() {
        return label() + " " + Arrays.toString(probabilities);
    }
}
