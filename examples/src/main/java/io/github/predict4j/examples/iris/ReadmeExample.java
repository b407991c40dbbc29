package io.github.predict4j.examples.iris;

import static io.github.predict4j.features.Features.minMax;

import io.github.predict4j.Predictor;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Table;
import io.github.predict4j.training.Training;
import io.github.predict4j.tribuo.TribuoLearner;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/** The snippets of README.md, line by line; a test holds the two together. Reads and writes the current folder. */
final class ReadmeExample {
    private ReadmeExample() {}

    static List<String> predict() throws IOException {
        List<String> found = new ArrayList<>();
        // snippet: predict
        Predictor predictor = Bundle.read(Path.of("iris.predict"))
                .requirePipeline("iris-features", "1")
                .predictor();

        Row row = predictor
                .newRow() // one a thread, reused
                .set("sepal_length", 5.1)
                .set("sepal_width", 3.5)
                .set("petal_length", 1.4)
                .set("petal_width", 0.2);
        String species = predictor.predict(row).label(); // "setosa"
        // end
        found.add(species);
        // snippet: bind
        record Flower(double sepalLength, double sepalWidth, double petalLength, double petalWidth) {}
        var flowers = predictor.bind(Flower.class, MethodHandles.lookup()); // names and types are checked here, once
        species = flowers.predict(new Flower(6.3, 3.3, 6.0, 2.5)).label(); // "virginica"
        // end
        found.add(species);
        return found;
    }

    static void train(Table flowers, Trainer<Label> forest) throws IOException {
        // snippet: train
        Bundle bundle = Training.classification("species")
                .named("iris", "1.0.0")
                .pipeline(
                        "iris-features", "1.0.0", minMax("sepal_length", "sepal_width", "petal_length", "petal_width"))
                .learner(TribuoLearner.of(forest))
                .holdOut(0.2, 42)
                .fit(flowers);
        bundle.write(Path.of("iris.predict"));
        // end
    }
}
