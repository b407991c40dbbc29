package io.github.predict4j.teststep;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepProvider;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Subtracts the mean of the training part: the least step that has something to learn. */
public final class Centre implements Transformer {
    public static final StepType TYPE = new StepType("centre", 1);

    private final List<String> columns;
    private final double[] means;

    private Centre(List<String> columns, double[] means) {
        this.columns = List.copyOf(columns);
        this.means = means.clone();
    }

    public static Centre of(List<String> columns, double... means) {
        return new Centre(columns, means);
    }

    public static Estimator fit(String... columns) {
        return new Definition(List.of(columns));
    }

    public double[] means() {
        return means.clone();
    }

    @Override
    public StepType type() {
        return TYPE;
    }

    @Override
    public List<String> inputs() {
        return columns;
    }

    @Override
    public List<String> outputs() {
        return columns;
    }

    @Override
    public State state() {
        return State.builder().put("columns", columns).put("means", means).build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        for (int i = 0; i < in.length; i++) {
            row.cell(out[i], row.cell(in[i]) - means[i]);
        }
    }

    @Override
    public Transformer forColumns(Schema schema) {
        return this;
    }

    private record Definition(List<String> inputs) implements Estimator {
        @Override
        public Transformer fit(Table table) {
            double[] means = inputs.stream()
                    .mapToDouble(column -> Arrays.stream(table.values(column))
                            .filter(v -> !Double.isNaN(v))
                            .average()
                            .orElseThrow())
                    .toArray();
            return new Centre(inputs, means);
        }
    }

    /** Reads it back; found through META-INF/services where a test asks for it. */
    public static final class Provider implements StepProvider {
        @Override
        public List<StepType> types() {
            return List.of(TYPE);
        }

        @Override
        public Transformer read(StepType type, State state) {
            state.requireKeys(Set.of("columns", "means"));
            List<String> columns = state.texts("columns");
            return new Centre(columns, state.finite("means", columns.size()));
        }
    }
}
