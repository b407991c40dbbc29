package consumer;

import io.github.predict4j.Classification;
import io.github.predict4j.Predictor;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.schema.Row;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Has the published jars on the class path, and no Tribuo: reads a bundle and scores a row. */
public final class Predict {
    private static final List<String> SERVING = List.of("predict-core-", "predict-features-", "jackson-", "jspecify-");
    private static final long MAX_SERVING_BYTES = 3_000_000;

    private Predict() {}

    /** Fails where the bundle cannot be read or predicts something else than it must. */
    public static void main(String[] args) throws IOException {
        if (isPresent("org.tribuo.Model") || isPresent("com.google.protobuf.Message")) {
            throw new IllegalStateException("Tribuo and protobuf must be absent");
        }
        if (Predictor.class.getModule().isNamed()) {
            throw new IllegalStateException("the class path must be used, found " + Predictor.class.getModule());
        }
        requireSmall();
        Predictor predictor = Bundle.read(Path.of(args[0]))
                .requirePipeline("iris-features", "1")
                .predictor();
        Row row = predictor
                .newRow()
                .set("sepal_length", 5.1)
                .set("sepal_width", 3.5)
                .set("petal_length", 1.4)
                .set("petal_width", 0.2);
        Classification found = (Classification) predictor.predict(row);
        if (!found.label().equals("setosa") || found.probability() != 1.0) {
            throw new IllegalStateException("setosa with probability 1.0 is required, found " + found);
        }
        System.out.println(found);
    }

    /** What a program that predicts has to carry: core, features and Jackson. */
    private static void requireSmall() throws IOException {
        long bytes = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (SERVING.stream().anyMatch(jar.getFileName().toString()::startsWith)) {
                bytes += Files.size(jar);
            }
        }
        if (bytes == 0 || bytes > MAX_SERVING_BYTES) {
            throw new IllegalStateException(
                    "the serving class path must have 1 to " + MAX_SERVING_BYTES + " bytes, found " + bytes);
        }
    }

    private static boolean isPresent(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
