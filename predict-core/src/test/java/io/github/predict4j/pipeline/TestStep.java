package io.github.predict4j.pipeline;

import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * A step for tests: output {@code o} is input {@code o} (the first, if there are fewer) divided by {@code divisor}; it
 * may keep its inputs, treat unseen categories, or refuse values above a limit. Its estimator fits the divisor as the
 * greatest value of the first input.
 */
public record TestStep(
        List<String> inputs,
        List<String> outputs,
        double divisor,
        boolean keepsInputs,
        boolean treatsUnseen,
        double limit)
        implements Transformer {

    /** One that replaces its input. */
    public static TestStep of(String column, double divisor) {
        return of(List.of(column), List.of(column), divisor);
    }

    /** One with other outputs than inputs. */
    public static TestStep of(List<String> inputs, List<String> outputs, double divisor) {
        return new TestStep(inputs, outputs, divisor, false, false, Double.POSITIVE_INFINITY);
    }

    public TestStep keepingInputs() {
        return new TestStep(inputs, outputs, divisor, true, treatsUnseen, limit);
    }

    public TestStep treatingUnseen() {
        return new TestStep(inputs, outputs, divisor, keepsInputs, true, limit);
    }

    public TestStep refusingAbove(double most) {
        return new TestStep(inputs, outputs, divisor, keepsInputs, treatsUnseen, most);
    }

    @Override
    public StepType type() {
        return new StepType("test", 1);
    }

    @Override
    public State state() {
        return State.builder()
                .put("inputs", inputs)
                .put("outputs", outputs)
                .put("divisor", divisor)
                .build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        for (int o = 0; o < out.length; o++) {
            int cell = in[o < in.length ? o : 0];
            double value = row.cell(cell);
            if (value > limit) {
                row.reject(cell, Violation.Reason.OUT_OF_RANGE, "at most " + limit, Double.toString(value));
            }
            row.cell(out[o], value / divisor);
        }
    }

    @Override
    public Transformer forColumns(Schema columns) {
        if (!columns.names().equals(inputs)) {
            throw new IllegalArgumentException("columns must be " + inputs + ", found " + columns.names());
        }
        return this;
    }

    @Override
    public boolean treatsUnseen(String input) {
        return treatsUnseen;
    }

    /** Divides a column by its greatest value in training; keeps every table it was shown. */
    record ByMax(String column, List<Table> seen) implements Estimator {
        ByMax(String column) {
            this(column, new ArrayList<>());
        }

        @Override
        public List<String> inputs() {
            return List.of(column);
        }

        @Override
        public Transformer fit(Table table) {
            seen.add(table);
            double max = Double.NEGATIVE_INFINITY;
            for (double value : table.values(column)) {
                max = Math.max(max, value);
            }
            if (max <= 0) {
                throw new IllegalArgumentException(
                        "column \"" + column + "\" must have a positive value, found at most " + max);
            }
            return of(column, max);
        }
    }
}
