/** Fitted feature steps: scalers, encoders, imputers. */
module io.github.predict4j.features {
    exports io.github.predict4j.features;

    provides io.github.predict4j.pipeline.StepProvider with
            io.github.predict4j.features.FeaturesProvider;

    requires transitive io.github.predict4j.core;
    requires static transitive org.jspecify;
}
