package io.github.predict4j.training;

import io.github.predict4j.bundle.Provenance;
import io.github.predict4j.model.Model;
import java.util.List;

/**
 * What a learner made.
 *
 * @param model the model, over the features in the order they were given
 * @param labels the labels in the order of the model's outputs; empty for a regression
 * @param provenance the learner, its version and its settings; nothing that changes from run to run
 */
public record Learned(Model model, List<String> labels, Provenance provenance) {
    /** Keeps an unchangeable copy of the labels. */
    public Learned {
        labels = List.copyOf(labels);
    }
}
