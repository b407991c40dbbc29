package io.github.predict4j.features;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import io.github.predict4j.schema.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Scales numbers linearly so that the least and the greatest of training become the ends of a range [a, b], [0, 1] unless
 * said otherwise. Immutable and thread-safe.
 *
 * <p><b>Formula:</b> {@code y = x * scale + offset} with {@code scale = (b - a) / (max - min)} and
 * {@code offset = a - min * scale}, in this order of operations, as scikit-learn 1.2.1 has it in {@code MinMaxScaler}:
 * given min and max, equal to it bit by bit. (TensorFlow's and Spark's {@code (x - min) / (max - min)} differs in the
 * last bit.)
 *
 * <p><b>Out of range:</b> {@link OutOfRange} says what becomes of x outside [min, max]; unless told otherwise the formula
 * is applied and the row gets the warning {@code OUT_OF_RANGE}. Fitted on 1 and 1000, 2000 becomes 2.001001001001001.
 * With {@link OutOfRange#CLIP} every result is within [a, b], rounding included.
 *
 * <p><b>Constant column:</b> where {@code max - min < 10 * 2^-52} the divisor is 1, so that min becomes a and min + 1
 * becomes b, as in scikit-learn; {@link Constant#MIDPOINT} gives (a + b) / 2 for every value instead, as in Spark. Such
 * columns are named in {@link #notes}.
 *
 * <p><b>Missing:</b> NaN is skipped in fitting and stays NaN. The outputs bear the names of the inputs. 0 bytes a row.
 */
public final class MinMaxScaler implements Transformer {
    static final StepType TYPE = new StepType("minmax", 1);

    private static final Set<String> KEYS =
            Set.of("inputs", "rangeMin", "rangeMax", "outOfRange", "constant", "min", "max");

    private final Definition definition;
    private final double[] min;
    private final double[] max;
    private final double[] scale;
    private final double[] offset;

    private MinMaxScaler(Definition definition, double[] min, double[] max) {
        int n = definition.inputs.size();
        this.definition = definition;
        this.min = Columns.finite("min", min, n);
        this.max = Columns.finite("max", max, n);
        this.scale = new double[n];
        this.offset = new double[n];
        for (int i = 0; i < n; i++) {
            prepare(i);
        }
    }

    private void prepare(int i) {
        String column = "column \"" + definition.inputs.get(i) + "\"";
        double spread = max[i] - min[i];
        if (!(spread >= 0 && spread <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    column + " must have min <= max and a finite spread, found " + min[i] + " and " + max[i]);
        }
        boolean constant = spread < Observed.LEAST_SPREAD;
        if (constant && definition.constant == Constant.MIDPOINT) {
            offset[i] = definition.low / 2 + definition.high / 2;
            return; // scale 0
        }
        scale[i] = (definition.high - definition.low) / (constant ? 1 : spread);
        offset[i] = definition.low - min[i] * scale[i];
        if (!Double.isFinite(offset[i])) {
            throw new IllegalArgumentException(column + " must have a finite offset, found " + offset[i] + " for min "
                    + min[i] + " and max " + max[i]);
        }
    }

    /**
     * A scaler with known numbers.
     *
     * @param definition the columns and settings
     * @param min the least value of each column
     * @param max the greatest value of each column
     * @throws IllegalArgumentException if there is not one number a column, one is not finite, a min is above its max, or
     *     their difference overflows
     */
    public static MinMaxScaler of(Definition definition, double[] min, double[] max) {
        return new MinMaxScaler(definition, min, max);
    }

    static MinMaxScaler read(State state) {
        state.requireKeys(KEYS);
        Definition definition = new Definition(state.texts("inputs"))
                .range(state.number("rangeMin"), state.number("rangeMax"))
                .outOfRange(state.choice("outOfRange", OutOfRange.class))
                .constant(state.choice("constant", Constant.class));
        return of(definition, state.numbers("min"), state.numbers("max"));
    }

    /** The least value of each column in training. */
    public double[] min() {
        return min.clone();
    }

    /** The greatest value of each column in training. */
    public double[] max() {
        return max.clone();
    }

    /** The factor of each column. */
    public double[] scale() {
        return scale.clone();
    }

    /** What is added to each scaled column. */
    public double[] offset() {
        return offset.clone();
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
        return definition.inputs;
    }

    @Override
    public State state() {
        return State.builder()
                .put("inputs", definition.inputs)
                .put("rangeMin", definition.low)
                .put("rangeMax", definition.high)
                .put("outOfRange", definition.outOfRange)
                .put("constant", definition.constant)
                .put("min", min)
                .put("max", max)
                .build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        for (int i = 0; i < in.length; i++) {
            double x = row.cell(in[i]);
            double y = x * scale[i] + offset[i];
            if (definition.outOfRange == OutOfRange.CLIP) {
                y = clip(y);
            }
            row.cell(out[i], x < min[i] || x > max[i] ? outside(row, in[i], i, x, y) : y);
        }
    }

    private double clip(double y) {
        return Math.min(Math.max(y, definition.low), definition.high);
    }

    private double outside(Row row, int cell, int i, double x, double y) {
        if (definition.outOfRange == OutOfRange.REJECT) {
            row.reject(
                    cell,
                    Violation.Reason.OUT_OF_RANGE,
                    "a value in [" + min[i] + ", " + max[i] + "], the range of training",
                    Double.toString(x));
            return Double.NaN;
        }
        row.warn(cell, Warning.Code.OUT_OF_RANGE);
        if (definition.outOfRange == OutOfRange.AS_MISSING) {
            return Double.NaN;
        }
        return scale[i] == 0 ? offset[i] : y; // an infinite x, overflowed in a step before, times 0 would be NaN
    }

    @Override
    public Transformer forColumns(Schema columns) {
        Columns.requireNumbers(definition.inputs, columns);
        return this;
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < min.length; i++) {
            if (max[i] - min[i] < Observed.LEAST_SPREAD) {
                notes.add(Notes.constant(definition.inputs.get(i), min[i]));
            }
        }
        return notes;
    }

    @Override
    public String toString() {
        return TYPE + " " + state();
    }

    /** What becomes of a column that had one value in training. */
    public enum Constant {
        /** The formula with the divisor 1: that value becomes a, as in scikit-learn. */
        SKLEARN,
        /** Every value becomes (a + b) / 2, as in Spark's {@code MinMaxScaler}. */
        MIDPOINT
    }

    /** Columns and settings; made by {@link Features#minMax}. Immutable. */
    public static final class Definition implements Estimator {
        private final List<String> inputs;
        private final double low;
        private final double high;
        private final OutOfRange outOfRange;
        private final Constant constant;

        Definition(List<String> inputs) {
            this(Columns.names("columns of minmax", inputs), 0, 1, OutOfRange.AS_IS, Constant.SKLEARN);
        }

        private Definition(List<String> inputs, double low, double high, OutOfRange outOfRange, Constant constant) {
            this.inputs = inputs;
            this.low = low;
            this.high = high;
            this.outOfRange = outOfRange;
            this.constant = constant;
        }

        /**
         * With another output range than [0, 1].
         *
         * @throws IllegalArgumentException unless min is below max and both and their difference are finite
         */
        public Definition range(double min, double max) {
            if (!(min < max && max - min <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "the output range must have min < max, both finite, found " + min + " and " + max);
            }
            return new Definition(inputs, min + 0.0, max + 0.0, outOfRange, constant); // -0.0 is no bound of its own
        }

        /** With another policy than {@link OutOfRange#AS_IS}. */
        public Definition outOfRange(OutOfRange policy) {
            return new Definition(inputs, low, high, policy, constant);
        }

        /** With another treatment of constant columns than {@link Constant#SKLEARN}. */
        public Definition constant(Constant treatment) {
            return new Definition(inputs, low, high, outOfRange, treatment);
        }

        @Override
        public List<String> inputs() {
            return inputs;
        }

        @Override
        public MinMaxScaler fit(Table table) {
            Columns.requireNumbers(inputs, table.schema());
            List<Observed> observed =
                    inputs.stream().map(c -> Observed.of(table, c)).toList();
            return of(
                    this,
                    observed.stream().mapToDouble(Observed::min).toArray(),
                    observed.stream().mapToDouble(Observed::max).toArray());
        }
    }
}
