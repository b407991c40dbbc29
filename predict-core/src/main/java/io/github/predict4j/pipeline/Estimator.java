package io.github.predict4j.pipeline;

import io.github.predict4j.schema.Table;
import java.util.List;

/** The definition of a step: which columns it treats and how, before it has seen data. Immutable. */
public interface Estimator {
    /** The columns it treats; the only ones {@link #fit} gets to see. */
    List<String> inputs();

    /**
     * Learns from the training part.
     *
     * @param table the columns {@link #inputs}, in that order
     * @throws IllegalArgumentException if the step cannot be fitted to them, naming the column
     */
    Transformer fit(Table table);
}
