package io.github.predict4j.features;

import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepProvider;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the steps of this package. A service; users need not name it. Immutable and thread-safe. */
public final class FeaturesProvider implements StepProvider {
    private static final Map<StepType, Function<State, Transformer>> READERS = Map.of(
            Clipper.TYPE, Clipper::read,
            Cyclic.TYPE, Cyclic::read,
            DateParts.TYPE, DateParts::read,
            Imputer.TYPE, Imputer::read,
            MinMaxScaler.TYPE, MinMaxScaler::read,
            MissingIndicator.TYPE, MissingIndicator::read,
            OneHotEncoder.TYPE, OneHotEncoder::read,
            OrdinalEncoder.TYPE, OrdinalEncoder::read,
            StandardScaler.TYPE, StandardScaler::read);

    /** For {@link java.util.ServiceLoader}. */
    public FeaturesProvider() {}

    @Override
    public List<StepType> types() {
        return List.copyOf(READERS.keySet());
    }

    @Override
    public Transformer read(StepType type, State state) {
        Function<State, Transformer> reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("step type must be one of " + READERS.keySet() + ", found " + type);
        }
        try {
            return reader.apply(state);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("state of step " + type + ": " + e.getMessage(), e);
        }
    }
}
