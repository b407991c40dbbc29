package io.github.predict4j.training;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.Prediction;
import io.github.predict4j.Predictor;
import io.github.predict4j.Task;
import io.github.predict4j.bundle.Distribution;
import io.github.predict4j.bundle.Statistics;
import io.github.predict4j.bundle.Statistics.FieldStatistics;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Counts the training part in the bins that a bundle's statistics have. */
final class Observations {
    private static final int BINS = 10;

    private Observations() {}

    /** @param training the training part, with the predictor's dictionaries */
    static Statistics of(Table training, Predictor predictor) {
        List<FieldStatistics> fields = new ArrayList<>();
        for (Field field : predictor.schema().fields()) {
            fields.add(new FieldStatistics(field.name(), distribution(field, training.values(field.name()))));
        }
        return new Statistics(training.rows(), fields, predictions(training, predictor));
    }

    private static Distribution distribution(Field field, double[] values) {
        if (field.type() == FieldType.BOOLEAN) {
            return categories(List.of("false", "true"), values);
        }
        return field.type() == FieldType.CATEGORY
                ? categories(Objects.requireNonNull(field.categories()), values)
                : numbers(values);
    }

    private static Distribution predictions(Table training, Predictor predictor) {
        OutputSchema output = predictor.output();
        Row row = predictor.newRow();
        double[] predicted = new double[training.rows()];
        for (int r = 0; r < predicted.length; r++) {
            training.fill(r, row);
            predicted[r] = value(row, predictor);
        }
        return output.task() == Task.REGRESSION ? numbers(predicted) : categories(output.labels(), predicted);
    }

    /** The predicted value or place of the label; NaN for a row that is refused. */
    private static double value(Row row, Predictor predictor) {
        try {
            Prediction prediction = predictor.predict(row);
            return predictor.output().task() == Task.REGRESSION
                    ? prediction.value()
                    : predictor.output().labels().indexOf(prediction.label());
        } catch (InvalidRowException refused) {
            return Double.NaN;
        }
    }

    static Distribution.Numbers numbers(double[] column) {
        double[] values =
                Arrays.stream(column).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = values.length;
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double sd = Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(Double.NaN));
        List<Double> edges = edges(values);
        long[] counts = new long[edges.size() + 1];
        int bin = 0;
        for (double value : values) {
            while (bin < edges.size() && value > edges.get(bin)) {
                bin++;
            }
            counts[bin]++;
        }
        return new Distribution.Numbers(
                n,
                column.length - n,
                n == 0 ? Double.NaN : values[0],
                n == 0 ? Double.NaN : values[n - 1],
                mean,
                sd,
                edges,
                Arrays.stream(counts).boxed().toList());
    }

    /** Of sorted values the deciles: the least value that at least so many tenths are not above; equal ones once. */
    private static List<Double> edges(double[] values) {
        return IntStream.range(1, values.length == 0 ? 1 : BINS)
                .mapToObj(i -> values[(int) (((long) i * values.length + BINS - 1) / BINS) - 1])
                .filter(Double::isFinite)
                .map(edge -> edge + 0.0) // -0.0 is no edge of its own
                .distinct()
                .toList();
    }

    static Distribution.Categories categories(List<String> dictionary, double[] column) {
        long[] counts = new long[dictionary.size()];
        long missing = 0;
        long other = 0;
        for (double value : column) {
            if (Double.isNaN(value)) {
                missing++;
            } else if (value < 0) {
                other++;
            } else {
                counts[(int) value]++;
            }
        }
        List<Integer> order = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -counts[i])) // stable: ties stay in the dictionary's order
                .toList();
        List<Integer> top = order.subList(0, Math.min(Distribution.Categories.MOST, order.size()));
        List<Long> listed = new ArrayList<>(top.stream().map(i -> counts[i]).toList());
        for (int i : order.subList(top.size(), order.size())) {
            other += counts[i];
        }
        listed.add(other);
        return new Distribution.Categories(
                column.length - missing,
                missing,
                top.stream().map(dictionary::get).toList(),
                listed);
    }
}
