package io.github.predict4j.training;

import io.github.predict4j.bundle.GoldenRow;
import io.github.predict4j.model.Model;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Chooses the rows that a bundle is checked with wherever it is read: ordinary ones, spread over the training part, and
 * for each field the edges: the least and the greatest value seen and values beyond them, missing, unseen, a leap day.
 */
final class GoldenRows {
    private static final int ORDINARY = 20;
    private static final int MOST = 500;

    private final Table training;
    private final Row row;
    private final Set<State> inputs = new LinkedHashSet<>();

    private GoldenRows(Table training, FeaturePipeline pipeline) {
        this.training = training;
        this.row = pipeline.newRow(null);
    }

    static List<GoldenRow> of(Table training, FeaturePipeline pipeline, Model model) {
        GoldenRows rows = new GoldenRows(training, pipeline);
        rows.choose();
        return rows.inputs.stream()
                .limit(MOST)
                .map(input -> GoldenRow.of(input, pipeline, model))
                .toList();
    }

    private void choose() {
        int spread = Math.min(ORDINARY, training.rows());
        for (int i = 0; i < spread; i++) {
            inputs.add(record((int) ((long) i * training.rows() / spread)));
        }
        State base = record(0);
        for (Field field : row.schema().fields()) {
            State others = base.without(field.name());
            inputs.add(others);
            switch (field.type()) {
                case NUMBER, INTEGER -> numbers(others, field);
                case CATEGORY -> categories(others, field);
                case DATE -> inputs.add(put(others, field, "2020-02-29"));
                case LOCAL_DATETIME -> inputs.add(put(others, field, "2020-02-29T12:00:00"));
                case INSTANT -> inputs.add(put(others, field, "2020-02-29T12:00:00Z"));
                case BOOLEAN ->
                    List.of(true, false)
                            .forEach(b -> inputs.add(State.builder()
                                    .putAll(others)
                                    .put(field.name(), b)
                                    .build()));
            }
        }
    }

    private State record(int number) {
        training.fill(number, row);
        return GoldenRow.input(row);
    }

    private void numbers(State others, Field field) {
        double[] seen = DoubleStream.of(training.values(field.name()))
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        if (seen.length > 0) {
            double least = seen[0];
            double greatest = seen[seen.length - 1];
            for (double value : List.of(least, greatest, least - 1, greatest + 1)) {
                State.Builder input = State.builder().putAll(others);
                inputs.add(
                        field.type() == FieldType.INTEGER
                                ? input.put(field.name(), (long) value).build()
                                : input.put(field.name(), value).build());
            }
        }
    }

    private void categories(State others, Field field) {
        List<String> known = new ArrayList<>(field.categories() == null ? List.of() : field.categories());
        String unseen = "unseen";
        while (known.contains(unseen)) {
            unseen += "?";
        }
        if (!known.isEmpty()) {
            inputs.add(put(others, field, known.get(0)));
            inputs.add(put(others, field, known.get(known.size() - 1)));
        }
        inputs.add(put(others, field, unseen));
    }

    private static State put(State others, Field field, String text) {
        return State.builder().putAll(others).put(field.name(), text).build();
    }
}
