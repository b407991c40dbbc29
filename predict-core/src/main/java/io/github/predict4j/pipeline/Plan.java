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
import org.jspecify.annotations.Nullable;

/**
 * A pipeline compiled to operations on cells. Every column has a cell of its own (single assignment): a column that takes
 * another's name does not overwrite it, so a row can be scored again.
 */
final class Plan {
    /** A column: its cell, what is known about it, and the field of the schema it comes from. */
    private record Column(int cell, Field field, int origin) {}

    private final Schema schema;
    private final List<Transformer> steps = new ArrayList<>();
    private final List<String> stepColumns = new ArrayList<>();
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

    private Plan(Schema schema) {
        this.schema = schema;
        this.treatsUnseen = new boolean[schema.size()];
        Arrays.fill(treatsUnseen, true);
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.fields().get(i);
            live.put(field.name(), new Column(i, field, i));
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
        return List.copyOf(stepColumns);
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
        boolean finite = true;
        for (int f = 0; f < featureCells.length; f++) {
            double value = row.cell(featureCells[f]);
            out[offset + f] = value;
            finite &= value - value == 0; // neither NaN nor infinite
        }
        if (!finite) {
            checkFeatures(row, missing);
        }
        return !row.faulty();
    }

    private void checkFeatures(Row row, Missing missing) {
        List<String> known = row.violations().stream().map(Violation::field).toList();
        for (int f = 0; f < featureCells.length; f++) {
            double value = row.cell(featureCells[f]);
            int origin = featureOrigins[f];
            if (known.contains(schema.fields().get(origin).name())) {
                continue; // what its field or a step of it is refused for explains it
            }
            if (Double.isInfinite(value)) {
                row.reject(
                        origin,
                        Violation.Reason.INVALID,
                        "a value that gives a finite feature \"" + features.get(f) + "\"",
                        Double.toString(value));
            } else if (Double.isNaN(value) && missing == Missing.REJECT) {
                row.reject(
                        origin,
                        Violation.Reason.MISSING,
                        "a value, because the model takes no missing feature \"" + features.get(f) + "\"",
                        "");
            }
        }
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
        for (int o = 0; o < cells.length; o++) {
            String output = step.outputs().get(o);
            if (live.containsKey(output) && !given.contains(output)) {
                throw new IllegalArgumentException(
                        where + ": output must be a new column or one of its inputs, found \"" + output + "\"");
            }
            cells[o] = schema.size() + stepColumns.size();
            int origin = originOf(output, step, columns);
            stepColumns.add(output);
            live.put(output, new Column(cells[o], step.output(o, treated), origin));
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
        for (int f = 0; f < featureCells.length; f++) {
            Column column = live.get(selected.get(f));
            if (column == null) {
                throw new IllegalArgumentException("a feature must be one of the columns " + live.keySet()
                        + ", found \"" + selected.get(f) + "\"");
            }
            featureCells[f] = column.cell();
            featureOrigins[f] = column.origin();
            names.add(schema.fields().get(column.origin()).name());
            if (column.cell() < schema.size() && column.field().type() == FieldType.CATEGORY) {
                treatsUnseen[column.cell()] = false; // the model would see -1
            }
        }
        origins = List.copyOf(names);
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
