package io.github.predict4j.pipeline;

import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
    /** A column: its cell, what is known about it, and the field it is named after. */
    private record Column(int cell, Field field, int origin) {}

    private final Schema schema;
    private final List<Transformer> steps = new ArrayList<>();
    private List<String> stepColumns = new ArrayList<>();
    private final List<int[]> in = new ArrayList<>();
    private final List<int[]> out = new ArrayList<>();
    private final Map<String, Column> live = new LinkedHashMap<>();
    private final boolean[] treatsUnseen;
    private final Sources sources;
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
        this.sources = new Sources(schema.size());
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
        Sources.Search search = sources.search(row);
        for (int f = 0; f < featureCells.length; f++) {
            double value = row.cell(featureCells[f]);
            if (Double.isFinite(value) || (Double.isNaN(value) && missing == Missing.AS_IS)) {
                continue;
            }
            int culprit = search.culprit(featureCells[f]);
            if (row.refused(culprit)) {
                continue; // what it is made from is refused already, which explains it
            }
            int field = culprit < schema.size() ? culprit : featureOrigins[f];
            if (Double.isNaN(value)) {
                row.reject(
                        field,
                        Violation.Reason.MISSING,
                        "a value, because the model takes no missing feature \"" + features.get(f) + "\"",
                        "");
            } else {
                row.reject(
                        field,
                        Violation.Reason.INVALID,
                        "a value that gives a finite feature \"" + features.get(f) + "\"",
                        Double.toString(value));
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
        int[] from = columns.stream().mapToInt(Column::cell).toArray();
        Map<String, Column> given = new HashMap<>();
        for (int i = 0; i < from.length; i++) {
            given.put(step.inputs().get(i), columns.get(i));
        }
        for (int o = 0; o < cells.length; o++) {
            String output = step.outputs().get(o);
            if (live.containsKey(output) && !given.containsKey(output)) {
                throw new IllegalArgumentException(
                        where + ": output must be a new column or one of its inputs, found \"" + output + "\"");
            }
            cells[o] = schema.size() + stepColumns.size();
            Column namesake = namesake(output, given);
            stepColumns.add(output);
            sources.add(from, namesake == null ? from[0] : namesake.cell());
            int origin = namesake == null ? columns.get(0).origin() : namesake.origin();
            live.put(output, new Column(cells[o], step.output(o, treated), origin));
        }
        if (!step.keepsInputs()) {
            Set<String> replaced = Set.copyOf(step.outputs());
            step.inputs().stream().filter(i -> !replaced.contains(i)).forEach(live::remove);
        }
        in.add(from);
        out.add(cells);
    }

    /** The input whose name an output bears or, as "name_suffix", continues; the longest such name; or {@code null}. */
    private static @Nullable Column namesake(String output, Map<String, Column> given) {
        Column column = given.get(output);
        int end = output.lastIndexOf('_');
        // The bound keeps a hostile name of nothing but underscores from costing the square of its length.
        for (int tried = 0; column == null && end > 0 && tried < 32; tried++) {
            column = given.get(output.substring(0, end));
            end = output.lastIndexOf('_', end - 1);
        }
        return column;
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
