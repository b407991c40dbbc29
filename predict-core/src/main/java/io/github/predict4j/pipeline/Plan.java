package io.github.predict4j.pipeline;

import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline compiled to operations on cells. Every column has a cell of its own (single assignment): a column that takes
 * another's name does not overwrite it, so a row can be scored again.
 */
final class Plan {
    /** A column: its cell, what is known about it, the field it is named after, and all cells it is made from. */
    private record Column(int cell, Field field, int origin, Set<Integer> sources) {}

    private final Schema schema;
    private final List<Transformer> steps = new ArrayList<>();
    private List<String> stepColumns = new ArrayList<>();
    private final List<int[]> in = new ArrayList<>();
    private final List<int[]> out = new ArrayList<>();
    private final Map<String, Column> live = new LinkedHashMap<>();
    private final boolean[] treatsUnseen;
    private List<String> features = List.of();
    private List<String> origins = List.of();

    // the same, flat, for the hot path
    private Transformer[] operations = {};
    private int[][] inputs = {};
    private int[][] outputs = {};
    private int[] featureCells = {};
    private int[] featureOrigins = {};
    private int[][] featureSources = {};

    private Plan(Schema schema) {
        this.schema = schema;
        this.treatsUnseen = new boolean[schema.size()];
        Arrays.fill(treatsUnseen, true);
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.fields().get(i);
            live.put(field.name(), new Column(i, field, i, Set.of(i)));
        }
    }

    static Plan compile(Schema schema, List<Transformer> steps, @Nullable List<String> selected) {
        if (!schema.complete()) {
            throw new IllegalArgumentException("every category of a pipeline's schema must have its dictionary");
        }
        Plan plan = new Plan(schema);
        steps.forEach(plan::add);
        plan.finish(selected == null ? List.copyOf(plan.live.keySet()) : selected);
        return plan;
    }

    List<Transformer> steps() {
        return List.copyOf(steps);
    }

    List<String> stepColumns() {
        return stepColumns;
    }

    List<String> features() {
        return features;
    }

    List<String> origins() {
        return origins;
    }

    /** Computes the features; {@code false} if the row has faults, which are then recorded in it. */
    boolean run(Row row, Missing missing, double[] out, int offset) {
        row.admit(treatsUnseen);
        for (int s = 0; s < operations.length; s++) {
            operations[s].apply(row, inputs[s], outputs[s]);
        }
        boolean allowed = true;
        for (int f = 0; f < featureCells.length; f++) {
            double value = row.cell(featureCells[f]);
            out[offset + f] = value;
            allowed &= missing == Missing.REJECT ? Double.isFinite(value) : !Double.isInfinite(value);
        }
        if (!allowed) {
            checkFeatures(row, missing);
        }
        return !row.faulty();
    }

    private void checkFeatures(Row row, Missing missing) {
        for (int f = 0; f < featureCells.length; f++) {
            double value = row.cell(featureCells[f]);
            if (IntStream.of(featureSources[f]).anyMatch(row::refused)) {
                continue; // what it is made from is refused already, which explains it
            }
            if (Double.isInfinite(value)) {
                row.reject(
                        featureOrigins[f],
                        Violation.Reason.INVALID,
                        "a value that gives a finite feature \"" + features.get(f) + "\"",
                        Double.toString(value));
            } else if (Double.isNaN(value) && missing == Missing.REJECT) {
                row.reject(
                        missingField(row, f),
                        Violation.Reason.MISSING,
                        "a value, because the model takes no missing feature \"" + features.get(f) + "\"",
                        "");
            }
        }
    }

    /** Which of the fields that a feature is made from has no value; the one it is named after, if all have. */
    private int missingField(Row row, int feature) {
        return IntStream.of(featureSources[feature])
                .filter(cell -> cell < schema.size() && Double.isNaN(row.cell(cell)))
                .findFirst()
                .orElse(featureOrigins[feature]);
    }

    private void add(Transformer step) {
        String where = "step " + steps.size() + " (" + step.type() + ")";
        List<Column> columns = new ArrayList<>();
        for (String input : step.inputs()) {
            Column column = live.get(input);
            if (column == null) {
                throw new IllegalArgumentException(
                        where + ": input must be one of the columns " + live.keySet() + ", found \"" + input + "\"");
            }
            columns.add(column);
        }
        requireDistinct(where + ": inputs", step.inputs());
        requireDistinct(where + ": outputs", step.outputs());
        Schema treated = Schema.of(columns.stream().map(Column::field).toList());
        Transformer bound = bind(where, step, treated);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.cell() < schema.size()
                    && !step.treatsUnseen(step.inputs().get(i))) {
                treatsUnseen[column.cell()] = false;
            }
        }
        replace(where, bound, columns, treated);
        steps.add(bound);
        in.add(columns.stream().mapToInt(Column::cell).toArray());
    }

    private static Transformer bind(String where, Transformer step, Schema treated) {
        try {
            return step.forColumns(treated);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    /** Makes the outputs columns: in the place of the input of that name, else at the end; then retires the inputs. */
    private void replace(String where, Transformer step, List<Column> columns, Schema treated) {
        int[] cells = new int[step.outputs().size()];
        Set<String> given = Set.copyOf(step.inputs());
        Set<Integer> sources = new TreeSet<>();
        columns.forEach(column -> sources.addAll(column.sources()));
        for (int o = 0; o < cells.length; o++) {
            String output = step.outputs().get(o);
            if (live.containsKey(output) && !given.contains(output)) {
                throw new IllegalArgumentException(
                        where + ": output must be a new column or one of its inputs, found \"" + output + "\"");
            }
            cells[o] = schema.size() + stepColumns.size();
            int origin = originOf(output, step, columns);
            stepColumns.add(output);
            Set<Integer> cellsBehind = new TreeSet<>(sources);
            cellsBehind.add(cells[o]);
            live.put(output, new Column(cells[o], step.output(o, treated), origin, cellsBehind));
        }
        if (!step.keepsInputs()) {
            step.inputs().stream().filter(i -> !step.outputs().contains(i)).forEach(live::remove);
        }
        out.add(cells);
    }

    /** The field an output comes from: that of the input whose name it bears or continues, else of the first input. */
    private static int originOf(String output, Transformer step, List<Column> columns) {
        int best = 0;
        int length = -1;
        for (int i = 0; i < columns.size(); i++) {
            String input = step.inputs().get(i);
            boolean continued = output.equals(input) || output.startsWith(input + "_");
            if (continued && input.length() > length) {
                best = i;
                length = input.length();
            }
        }
        return columns.get(best).origin();
    }

    private void finish(List<String> selected) {
        if (selected.isEmpty()) {
            throw new IllegalArgumentException("a pipeline must have at least one feature, found none");
        }
        requireDistinct("features", selected);
        features = List.copyOf(selected);
        List<String> names = new ArrayList<>();
        featureCells = new int[selected.size()];
        featureOrigins = new int[selected.size()];
        featureSources = new int[selected.size()][];
        for (int f = 0; f < featureCells.length; f++) {
            Column column = live.get(selected.get(f));
            if (column == null) {
                throw new IllegalArgumentException("a feature must be one of the columns " + live.keySet()
                        + ", found \"" + selected.get(f) + "\"");
            }
            featureCells[f] = column.cell();
            featureOrigins[f] = column.origin();
            featureSources[f] = column.sources().stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            names.add(schema.fields().get(column.origin()).name());
            if (column.cell() < schema.size() && column.field().type() == FieldType.CATEGORY) {
                treatsUnseen[column.cell()] = false; // the model would see -1
            }
        }
        origins = List.copyOf(names);
        stepColumns = List.copyOf(stepColumns);
        operations = steps.toArray(Transformer[]::new);
        inputs = in.toArray(int[][]::new);
        outputs = out.toArray(int[][]::new);
    }

    private static void requireDistinct(String what, List<String> names) {
        if (names.isEmpty() || Set.copyOf(names).size() != names.size()) {
            throw new IllegalArgumentException(what + " must be distinct and at least one, found " + names);
        }
    }
}
