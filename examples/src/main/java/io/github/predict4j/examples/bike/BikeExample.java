package io.github.predict4j.examples.bike;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.examples.Serving;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains on the daily bike rentals, writes {@code bike.predict} into the current folder, reads it back, and predicts. */
@Command(
        name = "bike",
        mixinStandardHelpOptions = true,
        description = "Trains a random forest on UCI's daily bike rentals, writes bike.predict into the current folder,"
                + " reads it back and predicts; with --serve goes on to serve it, also at POST /api/makecalc/.")
public final class BikeExample implements Callable<Integer> {
    private static final Path FILE = Path.of("bike.predict");
    private static final double SHARE = 0.2;
    private static final long SEED = 42;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "UCI's day.csv; without it a copy kept from an earlier run, or a download.")
    private @Nullable Path data;

    @Mixin
    private final Serving serving = new Serving();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Made by picocli. */
    public BikeExample() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Table days = Bike.days(data);
        report(
                out,
                "random fifth held out",
                Bike.training().holdOut(SHARE, SEED).fit(days).metrics());
        Bundle trained = Bike.training().holdOutLast(SHARE).fit(days);
        report(out, "last fifth held out (the honest one: it is a time series)", trained.metrics());
        trained.write(FILE);
        Bundle bundle = Bundle.read(FILE); // the file is all that a program in service has
        out.println(FILE + ": " + bundle);
        predict(bundle, days, out);
        return serving.serve(bundle, FILE, out, "POST /api/makecalc/=bike?fields=prediction");
    }

    private static void report(PrintWriter out, String split, List<Metric> metrics) {
        out.printf(Locale.ROOT, "%s, %d days:%n", split, metrics.get(0).rows());
        out.printf(Locale.ROOT, "  %-18s %8s %8s %8s%n", "", "R2", "MAE", "RMSE");
        out.printf(
                Locale.ROOT,
                "  %-18s %8.3f %8.1f %8.1f%n",
                "forest",
                value(metrics, "r2"),
                value(metrics, "mae"),
                value(metrics, "rmse"));
        out.printf(
                Locale.ROOT,
                "  %-18s %8.3f %8.1f %8.1f%n",
                "predicting the mean",
                value(metrics, "r2_of_mean"),
                value(metrics, "mae_of_mean"),
                value(metrics, "rmse_of_mean"));
    }

    private static double value(List<Metric> metrics, String name) {
        return metrics.stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static void predict(Bundle bundle, Table days, PrintWriter out) {
        Row row = bundle.predictor().newRow();
        double[] rentals = days.values("cnt");
        for (int number : List.of(0, days.rows() / 2, days.rows() - 1)) {
            days.fill(number, row);
            double predicted = bundle.predictor().predict(row).value();
            out.printf(Locale.ROOT, "day %3d: predicted %6.1f, were %5.0f%n", number + 1, predicted, rentals[number]);
        }
    }
}
