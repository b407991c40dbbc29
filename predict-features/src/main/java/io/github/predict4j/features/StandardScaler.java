package io.github.predict4j.features;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Moves numbers to mean 0 and scales them to variance 1. Immutable and thread-safe.
 *
 * <p><b>Formula:</b> {@code (x - mean) / scale} with {@code scale = sqrt(variance)}; a division, as scikit-learn 1.2.1
 * has it in {@code StandardScaler}: given mean and variance, equal to it bit by bit. The variance is that of the
 * population (divisor n; Spark, Tribuo and pandas divide by n - 1), found by the corrected two-pass method of Chan, Golub
 * and LeVeque; fitted means and variances agree with scikit-learn's within 1e-12 relative, as numpy's order of summation
 * depends on the memory layout.
 *
 * <p><b>Constant column:</b> where {@code variance <= n * eps * variance + (n * mean * eps)^2} with {@code eps = 2^-52},
 * scale is 1, as in scikit-learn. The result is then near 0, not always 0: seven times 0.1 has a mean one unit in the
 * last place away from 0.1. Such columns are named in {@link #notes}.
 *
 * <p><b>Missing:</b> NaN is skipped in fitting and stays NaN. There is no fitted range, hence no policy for one; a result
 * that overflows refuses the row at the end of the pipeline. The outputs bear the names of the inputs. 0 bytes a row.
 */
public final class StandardScaler implements Transformer {
    static final StepType TYPE = new StepType("standard", 1);

    private static final Set<String> KEYS = Set.of("inputs", "withMean", "withStd", "mean", "variance", "n");
    private static final double EPS = Math.ulp(1.0);

    private final Definition definition;
    private final double[] mean;
    private final double[] variance;
    private final long[] n;
    private final double[] scale;

    private StandardScaler(Definition definition, double[] mean, double[] variance, long[] n) {
        int columns = definition.inputs.size();
        this.definition = definition;
        this.mean = Columns.finite("mean", mean, columns);
        this.variance = Columns.finite("variance", variance, columns);
        Columns.requireLength("n", n.length, columns);
        this.n = n.clone();
        this.scale = new double[columns];
        for (int i = 0; i < columns; i++) {
            if (variance[i] < 0 || n[i] < 1) {
                throw new IllegalArgumentException("column \"" + definition.inputs.get(i)
                        + "\" must have variance >= 0 and n >= 1, found " + variance[i] + " and " + n[i]);
            }
            scale[i] = isConstant(i) ? 1 : StrictMath.sqrt(variance[i]);
        }
    }

    private boolean isConstant(int i) {
        double noise = n[i] * mean[i] * EPS;
        return variance[i] <= n[i] * EPS * variance[i] + noise * noise;
    }

    /**
     * A scaler with known numbers.
     *
     * @param definition the columns and settings
     * @param mean the mean of each column
     * @param variance the population variance of each column
     * @param n the number of values of each column, which decides what counts as constant
     * @throws IllegalArgumentException if there is not one number a column, one is not finite, a variance is below 0, or
     *     an n below 1
     */
    public static StandardScaler of(Definition definition, double[] mean, double[] variance, long[] n) {
        return new StandardScaler(definition, mean, variance, n);
    }

    static StandardScaler read(State state) {
        state.requireKeys(KEYS);
        List<String> inputs = Columns.names("columns of standard", state.texts("inputs"));
        Definition definition = new Definition(inputs, state.flag("withMean"), state.flag("withStd"));
        return of(definition, state.numbers("mean"), state.numbers("variance"), state.longs("n"));
    }

    /** The mean of each column. */
    public double[] mean() {
        return mean.clone();
    }

    /** The population variance of each column. */
    public double[] variance() {
        return variance.clone();
    }

    /** The divisor of each column. */
    public double[] scale() {
        return scale.clone();
    }

    /** The number of values of each column in training. */
    public long[] n() {
        return n.clone();
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
                .put("withMean", definition.withMean)
                .put("withStd", definition.withStd)
                .put("mean", mean)
                .put("variance", variance)
                .put("n", n)
                .build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        for (int i = 0; i < in.length; i++) {
            double x = row.cell(in[i]);
            double centred = definition.withMean ? x - mean[i] : x;
            row.cell(out[i], definition.withStd ? centred / scale[i] : centred);
        }
    }

    @Override
    public Transformer forColumns(Schema columns) {
        Columns.requireNumbers(definition.inputs, columns);
        return this;
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < mean.length; i++) {
            if (isConstant(i)) {
                notes.add(Notes.constant(definition.inputs.get(i), mean[i]));
            }
        }
        return notes;
    }

    @Override
    public String toString() {
        return TYPE + " " + state();
    }

    /** Columns and settings; made by {@link Features#standard}. Immutable. */
    public static final class Definition implements Estimator {
        private final List<String> inputs;
        private final boolean withMean;
        private final boolean withStd;

        Definition(List<String> inputs) {
            this(Columns.names("columns of standard", inputs), true, true);
        }

        private Definition(List<String> inputs, boolean withMean, boolean withStd) {
            this.inputs = inputs;
            this.withMean = withMean;
            this.withStd = withStd;
        }

        /** Without subtracting the mean. */
        public Definition withoutMean() {
            return new Definition(inputs, false, withStd);
        }

        /** Without dividing by the standard deviation. */
        public Definition withoutStd() {
            return new Definition(inputs, withMean, false);
        }

        @Override
        public List<String> inputs() {
            return inputs;
        }

        @Override
        public StandardScaler fit(Table table) {
            Columns.requireNumbers(inputs, table.schema());
            double[] mean = new double[inputs.size()];
            double[] variance = new double[mean.length];
            long[] n = new long[mean.length];
            for (int i = 0; i < mean.length; i++) {
                Observed observed = Observed.of(table, inputs.get(i));
                mean[i] = observed.mean();
                variance[i] = observed.variance();
                n[i] = observed.count();
                if (!Double.isFinite(variance[i])) {
                    throw new IllegalArgumentException("column \"" + inputs.get(i)
                            + "\" must have a finite variance, found values up to " + observed.max());
                }
            }
            return of(this, mean, variance, n);
        }
    }
}
