package io.github.predict4j.training;

import io.github.predict4j.Classification;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.Predictor;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How good a predictor is on records it was not trained on, beside what the simplest guess gives. Records that it refuses
 * (a category that the training part lacks) are counted, not hidden.
 */
final class Evaluation {
    private static final String SPLIT = "hold-out";

    private final Predictor predictor;
    private final OutputSchema output;
    private final List<Double> actual = new ArrayList<>();
    private final List<Double> predicted = new ArrayList<>();
    private int refused;

    private Evaluation(Predictor predictor) {
        this.predictor = predictor;
        this.output = predictor.output();
    }

    /**
     * The figures, each with the number of records it is about.
     *
     * @param target for each record of the table what it really is: a value, or the place of a label; -1 for a label that
     *     the training part lacks
     * @param guess what one would say without looking: the mean, or the place of the most frequent label
     */
    static List<Metric> of(Predictor predictor, Table table, double[] target, double guess) {
        Evaluation evaluation = new Evaluation(predictor);
        evaluation.score(table, target);
        return evaluation.metrics(guess);
    }

    private void score(Table table, double[] target) {
        Row row = predictor.newRow();
        double[] scores = new double[output.size()];
        for (int r = 0; r < table.rows(); r++) {
            table.fill(r, row);
            try {
                predictor.score(row, scores);
                actual.add(target[r]);
                predicted.add(output.labels().isEmpty() ? scores[0] : Classification.argMax(scores, 0, scores.length));
            } catch (InvalidRowException e) {
                refused++;
            }
        }
    }

    private List<Metric> metrics(double guess) {
        List<Metric> metrics = new ArrayList<>();
        if (!actual.isEmpty()) {
            if (output.labels().isEmpty()) {
                regression(metrics, guess);
            } else {
                add(metrics, "accuracy", share(predicted));
                add(metrics, "accuracy_of_majority", share(List.of(guess)));
            }
        }
        metrics.add(new Metric("refused", refused, SPLIT, (long) actual.size() + refused));
        return metrics;
    }

    private void regression(List<Metric> metrics, double guess) {
        double mean = actual.stream().mapToDouble(a -> a).average().orElseThrow();
        double residual = squares(predicted).sum();
        double total = squares(List.of(mean)).sum();
        add(metrics, "r2", total == 0 ? Double.NaN : 1 - residual / total);
        add(metrics, "mae", errors(predicted).map(Math::abs).average().orElseThrow());
        add(metrics, "rmse", Math.sqrt(residual / actual.size()));
        add(
                metrics,
                "r2_of_mean",
                total == 0 ? Double.NaN : 1 - squares(List.of(guess)).sum() / total);
        add(
                metrics,
                "mae_of_mean",
                errors(List.of(guess)).map(Math::abs).average().orElseThrow());
        add(metrics, "rmse_of_mean", Math.sqrt(squares(List.of(guess)).average().orElseThrow()));
    }

    private double share(List<? extends Number> guesses) {
        return errors(guesses).filter(e -> e == 0).count() / (double) actual.size();
    }

    private DoubleStream squares(List<? extends Number> guesses) {
        return errors(guesses).map(e -> e * e);
    }

    /** Guess minus truth for every record; a single guess is for all of them. */
    private DoubleStream errors(List<? extends Number> guesses) {
        double[] errors = new double[actual.size()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = guesses.get(guesses.size() == 1 ? 0 : i).doubleValue() - actual.get(i);
        }
        return DoubleStream.of(errors);
    }

    private void add(List<Metric> metrics, String name, double value) {
        metrics.add(new Metric(name, value, SPLIT, actual.size()));
    }
}
