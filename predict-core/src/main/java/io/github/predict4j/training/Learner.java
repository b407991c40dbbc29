package io.github.predict4j.training;

import java.util.List;

/**
 * Learns a model from features and a target: the one thing an ML library supplies. Must be deterministic: the same
 * arguments give an equal model and provenance, however often it is called.
 */
@FunctionalInterface
public interface Learner {
    /**
     * Learns.
     *
     * @param features row-major, {@code target.size() * names.size()} values; NaN is missing, none is infinite
     * @param names the features' names, in the order of the columns
     * @param target what is to be predicted
     * @throws IllegalArgumentException if the learner cannot learn from this, saying required, found and where
     */
    Learned learn(double[] features, List<String> names, Target target);
}
