package io.github.predict4j.pipeline;

import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Fits steps one after the other, each to the columns that the ones before have made of the training part. */
final class Fitting {
    private final List<Transformer> steps = new ArrayList<>();
    private Table table;

    Fitting(Table training) {
        this.table = training;
    }

    List<Transformer> steps() {
        return steps;
    }

    void fit(Estimator definition) {
        Table seen;
        Transformer step;
        try {
            seen = table.select(definition.inputs());
            step = definition.fit(seen);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("step " + steps.size() + ": " + e.getMessage(), e);
        }
        steps.add(step);
        Table treated = seen.select(step.inputs());
        double[][] made = apply(step.forColumns(treated.schema()), treated);
        for (int o = 0; o < made.length; o++) {
            table = table.with(step.output(o, treated.schema()), made[o]);
        }
    }

    /** The step's outputs for every record. The inputs are cells that it reads, whatever their type. */
    private static double[][] apply(Transformer step, Table seen) {
        int inputs = step.inputs().size();
        int outputs = step.outputs().size();
        List<String> cells = new ArrayList<>(step.inputs());
        cells.addAll(step.outputs().stream().map(o -> o + "'").toList());
        Row row = new Row(Schema.of(List.of()), cells, null);
        int[] in = IntStream.range(0, inputs).toArray();
        int[] out = IntStream.range(inputs, inputs + outputs).toArray();
        double[][] columns = step.inputs().stream().map(seen::values).toArray(double[][]::new);
        double[][] made = new double[outputs][seen.rows()];
        for (int r = 0; r < seen.rows(); r++) {
            for (int i = 0; i < inputs; i++) {
                row.cell(in[i], columns[i][r]);
            }
            step.apply(row, in, out);
            for (int o = 0; o < outputs; o++) {
                made[o][r] = row.cell(out[o]);
            }
        }
        return made;
    }
}
