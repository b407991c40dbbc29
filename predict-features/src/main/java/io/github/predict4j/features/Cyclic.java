package io.github.predict4j.features;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts numbers that come round again, such as hours or days of the year, on a circle, so that the end of a period is
 * near its beginning. Immutable and thread-safe.
 *
 * <p><b>Formula:</b> {@code column_sin = sin(a)} and {@code column_cos = cos(a)} with
 * {@code a = ((2 * PI) * (x - phase)) / period}, in this order, with {@link StrictMath}, hence the same bits on every
 * machine; numpy's differ from them by at most 2 units in the last place. cos of a quarter is 6.123233995736766E-17, not
 * 0.
 *
 * <p><b>Period:</b> the number of units after which x means the same again: 24 for hours, 7 for weekdays, whether counted
 * from 0 or 1. A year has 365, 366 or on average 365.2425 days; which one is the caller's decision. It is given and never
 * taken from the data, as feature-engine's {@code CyclicalFeatures} may: without a December in training the year would
 * be another.
 *
 * <p><b>Missing:</b> NaN gives NaN. A number so large that the angle overflows refuses the row. The input is retired
 * unless it is {@linkplain Definition#keepInputs kept}.
 *
 * <p><b>Cost:</b> the values of the whole numbers from 0 to {@value #LAST_IN_TABLE} are computed once: 16 KiB a step, and
 * 0 bytes a row. For any other number it is StrictMath's, which from JDK 21 on allocates about 32 bytes a call.
 */
public final class Cyclic implements Transformer {
    static final StepType TYPE = new StepType("cyclic", 1);

    private static final Set<String> KEYS = Set.of("inputs", "period", "phase", "keepInputs");

    /** The hours of a month and the days of two years are below. */
    private static final int LAST_IN_TABLE = 1023;

    private final Definition definition;
    private final List<String> outputs;
    private final double[] sines = new double[LAST_IN_TABLE + 1];
    private final double[] cosines = new double[LAST_IN_TABLE + 1];

    private Cyclic(Definition definition) {
        this.definition = definition;
        for (int x = 0; x <= LAST_IN_TABLE; x++) {
            sines[x] = StrictMath.sin(angle(x));
            cosines[x] = StrictMath.cos(angle(x));
        }
        List<String> names = new ArrayList<>();
        for (String input : definition.inputs) {
            names.add(input + "_sin");
            names.add(input + "_cos");
        }
        this.outputs = Columns.names("outputs of cyclic", names);
    }

    /**
     * The step of a definition; it learns nothing.
     *
     * @throws IllegalArgumentException if two outputs have one name
     */
    public static Cyclic of(Definition definition) {
        return new Cyclic(definition);
    }

    static Cyclic read(State state) {
        state.requireKeys(KEYS);
        Definition definition =
                new Definition(state.number("period"), state.texts("inputs")).phase(state.number("phase"));
        return of(state.flag("keepInputs") ? definition.keepInputs() : definition);
    }

    @Override
    public StepType type() {
        return TYPE;
    }

    @Override
    public List<String> inputs() {
        return definition.inputs;
    }

    @Override
    public List<String> outputs() {
        return outputs;
    }

    @Override
    public State state() {
        return State.builder()
                .put("inputs", definition.inputs)
                .put("period", definition.period)
                .put("phase", definition.phase)
                .put("keepInputs", definition.keepInputs)
                .build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        for (int i = 0; i < in.length; i++) {
            double x = row.cell(in[i]);
            int whole = (int) x;
            boolean inTable = whole == x && whole >= 0 && whole <= LAST_IN_TABLE;
            if (inTable && (whole > 0 || Double.doubleToRawLongBits(x) == 0)) { // the sine of -0.0 is -0.0
                row.cell(out[2 * i], sines[whole]);
                row.cell(out[2 * i + 1], cosines[whole]);
            } else {
                compute(row, in[i], out[2 * i], out[2 * i + 1]);
            }
        }
    }

    private void compute(Row row, int in, int sine, int cosine) {
        double x = row.cell(in);
        double angle = angle(x);
        if (Double.isFinite(angle)) {
            row.cell(sine, StrictMath.sin(angle));
            row.cell(cosine, StrictMath.cos(angle));
            return;
        }
        if (Double.isInfinite(angle)) {
            row.reject(
                    in,
                    Violation.Reason.INVALID,
                    "a number whose angle in a period of " + definition.period + " is finite",
                    Double.toString(x));
        }
        row.cell(sine, Double.NaN);
        row.cell(cosine, Double.NaN);
    }

    private double angle(double x) {
        return ((2 * Math.PI) * (x - definition.phase)) / definition.period;
    }

    @Override
    public Transformer forColumns(Schema columns) {
        Columns.requireNumbers(definition.inputs, columns);
        return this;
    }

    @Override
    public boolean keepsInputs() {
        return definition.keepInputs;
    }

    @Override
    public String toString() {
        return TYPE + " " + state();
    }

    /** Columns and settings; made by {@link Features#cyclic}. Immutable. */
    public static final class Definition implements Estimator {
        private final List<String> inputs;
        private final double period;
        private final double phase;
        private final boolean keepInputs;

        Definition(double period, List<String> inputs) {
            this(Columns.names("columns of cyclic", inputs), period, 0, false);
            if (!(period > 0 && period <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("the period must be above 0 and finite, found " + period);
            }
        }

        private Definition(List<String> inputs, double period, double phase, boolean keepInputs) {
            this.inputs = inputs;
            this.period = period;
            this.phase = phase;
            this.keepInputs = keepInputs;
        }

        /**
         * With the x where a period begins, 0 unless said.
         *
         * @throws IllegalArgumentException if it is not finite
         */
        public Definition phase(double start) {
            if (!Double.isFinite(start)) {
                throw new IllegalArgumentException("the phase must be finite, found " + start);
            }
            return new Definition(inputs, period, start, keepInputs);
        }

        /** With the inputs staying columns. */
        public Definition keepInputs() {
            return new Definition(inputs, period, phase, true);
        }

        @Override
        public List<String> inputs() {
            return inputs;
        }

        @Override
        public Cyclic fit(Table table) {
            Columns.requireNumbers(inputs, table.schema());
            return of(this);
        }
    }
}
