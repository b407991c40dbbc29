package io.github.predict4j.pipeline;

import java.util.List;

/**
 * Reads steps back from their state. Found with {@link java.util.ServiceLoader}; a bundle names a step by its
 * {@link StepType}, never by a class.
 */
public interface StepProvider {
    /** The types it reads. */
    List<StepType> types();

    /**
     * The step with that state. The state is hostile: every number is to be checked.
     *
     * @throws IllegalArgumentException if the state is not one that such a step writes, saying required and found
     */
    Transformer read(StepType type, State state);
}
