package io.github.predict4j.features;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.util.List;
import java.util.Set;

/**
 * Says which values are missing: {@code column_missing} is 1 where the value of {@code column} is missing, else 0.
 * Immutable and thread-safe.
 *
 * <p>The inputs stay columns, so it stands before the {@link Imputer} that fills them, and it takes columns of every
 * type. An unseen category is not missing. Unless {@linkplain Definition#features told otherwise} only columns that had
 * missing values in training have an indicator, as in scikit-learn 1.2.1's {@code MissingIndicator}; whether another
 * column may be missing at all its field says (scikit-learn's {@code error_on_new}). 0 bytes a row.
 */
public final class MissingIndicator implements Transformer {
    static final StepType TYPE = new StepType("missing_indicator", 1);

    private static final Set<String> KEYS = Set.of("inputs");

    private final List<String> inputs;
    private final List<String> outputs;

    private MissingIndicator(List<String> inputs) {
        this.inputs = Columns.names("columns of missing_indicator", inputs);
        this.outputs = Columns.names(
                "outputs of missing_indicator",
                inputs.stream().map(MissingNames::of).toList());
    }

    /**
     * An indicator of known columns.
     *
     * @throws IllegalArgumentException if there is no column, or one twice
     */
    public static MissingIndicator of(String... columns) {
        return new MissingIndicator(List.of(columns));
    }

    static MissingIndicator read(State state) {
        return new MissingIndicator(state.requireKeys(KEYS).texts("inputs"));
    }

    @Override
    public StepType type() {
        return TYPE;
    }

    @Override
    public List<String> inputs() {
        return inputs;
    }

    @Override
    public List<String> outputs() {
        return outputs;
    }

    @Override
    public State state() {
        return State.builder().put("inputs", inputs).build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        for (int i = 0; i < in.length; i++) {
            row.cell(out[i], Double.isNaN(row.cell(in[i])) ? 1 : 0);
        }
    }

    @Override
    public Transformer forColumns(Schema columns) {
        Columns.requireSame(inputs, columns);
        return this;
    }

    @Override
    public boolean treatsUnseen(String input) {
        return true;
    }

    @Override
    public boolean keepsInputs() {
        return true;
    }

    @Override
    public String toString() {
        return TYPE + " " + state();
    }

    /** Which columns have an indicator. */
    public enum Indicated {
        /** Those that had missing values in training; at least one must have. */
        MISSING_ONLY,
        /** All. */
        ALL
    }

    /** Columns and settings; made by {@link Features#missingIndicator}. Immutable. */
    public static final class Definition implements Estimator {
        private final List<String> inputs;
        private final Indicated features;

        Definition(List<String> inputs, Indicated features) {
            this.inputs = Columns.names("columns of missing_indicator", inputs);
            this.features = features;
        }

        /** With an indicator for other columns than {@link Indicated#MISSING_ONLY}. */
        public Definition features(Indicated which) {
            return new Definition(inputs, which);
        }

        @Override
        public List<String> inputs() {
            return inputs;
        }

        @Override
        public MissingIndicator fit(Table table) {
            List<String> indicated = features == Indicated.ALL ? inputs : MissingNames.missingIn(table, inputs);
            if (indicated.isEmpty()) {
                throw new IllegalArgumentException("one of the columns " + inputs
                        + " must have a missing value, found none; to have indicators all the same: " + Indicated.ALL);
            }
            return new MissingIndicator(indicated);
        }
    }
}
