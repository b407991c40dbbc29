package io.github.predict4j.examples.iris;

import io.github.predict4j.Classification;
import io.github.predict4j.Predictor;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.examples.Serving;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains on iris, writes {@code iris.predict} into the current folder, reads it back, and predicts. */
@Command(
        name = "iris",
        mixinStandardHelpOptions = true,
        description =
                "Trains a random forest on Fisher's iris data, writes iris.predict into the current folder, reads it"
                        + " back and predicts; with --serve goes on to serve it.")
public final class IrisExample implements Callable<Integer> {
    private static final Path FILE = Path.of("iris.predict");
    private static final int[] SHOWN = {0, 70, 106, 149};

    @Mixin
    private final Serving serving = new Serving();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Made by picocli. */
    public IrisExample() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Table flowers = Iris.flowers();
        Iris.train(flowers).write(FILE);
        Bundle bundle = Bundle.read(FILE); // the file is all that a program in service has
        out.printf(Locale.ROOT, "%s: %s%n", FILE, bundle);
        for (Metric metric : bundle.metrics()) {
            out.printf(
                    Locale.ROOT,
                    "%s on %d rows (%s): %.4f%n",
                    metric.name(),
                    metric.rows(),
                    metric.split(),
                    metric.value());
        }
        predict(bundle.predictor(), flowers, out);
        return serving.serve(bundle, FILE, out);
    }

    private static void predict(Predictor predictor, Table flowers, PrintWriter out) {
        Row row = predictor.newRow();
        for (int number : SHOWN) {
            flowers.fill(number, row);
            Classification c = (Classification) predictor.predict(row);
            out.printf(Locale.ROOT, "row %3d, %-10s ->", number, flowers.category(number, "species"));
            for (String label : c.labels()) {
                out.printf(Locale.ROOT, " %s %.2f", label, c.probability(label));
            }
            out.println(" => " + c.label());
        }
    }
}
