package io.github.predict4j.bench;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.ReadLimits;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Ensembles as bundles in a directory, so that the many processes of one run train each of them once. The system property
 * {@link #PROPERTY} names the directory; without it nothing is kept.
 */
public final class ShapeFiles {
    /** The name of the system property. */
    public static final String PROPERTY = "predict4j.bench.shapes";

    private static final ReadLimits LIMITS =
            ReadLimits.DEFAULTS.withFileBytes(1 << 30).withTrees(10_000, 10_000_000);

    private ShapeFiles() {}

    /** Returns the argument of a JVM that shares ensembles in that directory. */
    public static String argument(Path directory) {
        return "-D" + PROPERTY + "=" + directory;
    }

    static TreeEnsemble readOr(Shapes shape, Supplier<TreeEnsemble> make) {
        String directory = System.getProperty(PROPERTY);
        if (directory == null) {
            return make.get();
        }
        Path file = Path.of(directory, shape + ".predict");
        try {
            if (!Files.exists(file)) {
                bundle(shape.featureNames(), make.get()).write(file);
            }
            return (TreeEnsemble)
                    Objects.requireNonNull(Bundle.read(file, LIMITS).model());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a bundle of numbers that go into an ensemble as they are. */
    static Bundle bundle(List<String> features, TreeEnsemble ensemble) {
        Schema schema = Schema.of(features.stream().map(Field::number).toArray(Field[]::new));
        FeaturePipeline pipeline = FeaturePipeline.of("features", "1.0.0", schema, List.of(), null);
        OutputSchema output = ensemble.outputSize() == 1
                ? OutputSchema.regression("y", "")
                : OutputSchema.classification(
                        "y",
                        IntStream.range(0, ensemble.outputSize())
                                .mapToObj(k -> "kind " + k)
                                .toList());
        return Bundle.builder("forest", "1.0.0", pipeline)
                .model(ensemble, output)
                .build();
    }
}
