package io.github.predict4j.pipeline;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** The step types that can be read here. Immutable and thread-safe. */
public final class Steps {
    private final Map<StepType, StepProvider> providers;

    private Steps(Map<StepType, StepProvider> providers) {
        this.providers = Map.copyOf(providers);
    }

    /**
     * All steps whose {@link StepProvider} is a service of that class loader.
     *
     * @throws ServiceConfigurationError if two providers claim one type, or one cannot be made
     */
    public static Steps load(ClassLoader loader) {
        Map<StepType, StepProvider> providers = new HashMap<>();
        for (StepProvider provider : ServiceLoader.load(StepProvider.class, loader)) {
            for (StepType type : provider.types()) {
                StepProvider other = providers.put(type, provider);
                if (other != null) {
                    throw new ServiceConfigurationError("step type " + type + " must have one provider, found "
                            + other.getClass().getName() + " and "
                            + provider.getClass().getName());
                }
            }
        }
        return new Steps(providers);
    }

    /** The known types. */
    public Set<StepType> types() {
        return Collections.unmodifiableSet(providers.keySet());
    }

    /**
     * The step of that type with that state.
     *
     * @throws IllegalArgumentException if the type is unknown or the state is not one of its
     */
    public Transformer read(StepType type, State state) {
        StepProvider provider = providers.get(type);
        if (provider == null) {
            throw new IllegalArgumentException("step type must be one of " + types() + ", found " + type);
        }
        return provider.read(type, state);
    }
}
