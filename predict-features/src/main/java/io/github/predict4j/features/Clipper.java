package io.github.predict4j.features;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Moves numbers beyond two bounds to the nearer bound. Immutable and thread-safe.
 *
 * <p><b>Formula:</b> {@code min(max(x, low), high)}, numpy's {@code clip}. {@link Rule} says where the bounds come from;
 * rule and factor are stored to tell that, the bounds are what runs. The rules are those of feature-engine's
 * {@code Winsorizer} with both tails, quantiles and medians as in numpy, the standard deviation that of the population.
 *
 * <p>Clipping is what this step is for, no exception to it: there is no policy, and no warning. <b>Missing:</b> NaN is
 * skipped in fitting and stays NaN. A column whose bounds coincide becomes a constant, which {@link #notes} says. The
 * outputs bear the names of the inputs. 0 bytes a row.
 */
public final class Clipper implements Transformer {
    static final StepType TYPE = new StepType("clip", 1);

    private static final Set<String> KEYS = Set.of("inputs", "rule", "factor", "low", "high");

    /** The third quartile of the standard normal distribution: its median absolute deviation. */
    private static final double NORMAL_MAD = 0.6744897501960817;

    private final Definition definition;
    private final double[] low;
    private final double[] high;

    private Clipper(Definition definition, double[] low, double[] high) {
        int columns = definition.inputs.size();
        Columns.requireLength("low", low.length, columns);
        Columns.requireLength("high", high.length, columns);
        this.definition = definition;
        this.low = low.clone();
        this.high = high.clone();
        for (int i = 0; i < columns; i++) {
            // An infinite bound is none; but +Infinity as the lower one would make every value infinite.
            if (!(low[i] <= high[i]) || low[i] == Double.POSITIVE_INFINITY || high[i] == Double.NEGATIVE_INFINITY) {
                throw new IllegalArgumentException("column \"" + definition.inputs.get(i)
                        + "\" must have low <= high, found " + low[i] + " and " + high[i]);
            }
        }
    }

    /**
     * A clipper with known bounds.
     *
     * @param definition the columns; its rule is recorded
     * @param low the lower bound of each column; {@code -Infinity} for none
     * @param high the upper bound of each column; {@code +Infinity} for none
     * @throws IllegalArgumentException if there is not one number a column, or a low is not at most its high
     */
    public static Clipper of(Definition definition, double[] low, double[] high) {
        return new Clipper(definition, low, high);
    }

    static Clipper read(State state) {
        state.requireKeys(KEYS);
        Definition definition =
                new Definition(state.texts("inputs")).rule(state.choice("rule", Rule.class), state.number("factor"));
        return of(definition, state.numbers("low"), state.numbers("high"));
    }

    /** The lower bound of each column. */
    public double[] low() {
        return low.clone();
    }

    /** The upper bound of each column. */
    public double[] high() {
        return high.clone();
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
                .put("rule", definition.rule)
                .put("factor", definition.factor)
                .put("low", low)
                .put("high", high)
                .build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        for (int i = 0; i < in.length; i++) {
            row.cell(out[i], Math.min(Math.max(row.cell(in[i]), low[i]), high[i]));
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
        for (int i = 0; i < low.length; i++) {
            if (low[i] == high[i]) {
                notes.add("CONSTANT_COLUMN: column \"" + definition.inputs.get(i) + "\" is clipped to one value, "
                        + low[i]);
            }
        }
        return notes;
    }

    @Override
    public String toString() {
        return TYPE + " " + state();
    }

    /** Where the bounds come from; k is the factor of {@link Definition}. */
    public enum Rule {
        /** They are given. */
        GIVEN,
        /** The quantiles k and 1 - k, type 7 of Hyndman and Fan. */
        QUANTILE,
        /** {@code q25 - k * (q75 - q25)} and {@code q75 + k * (q75 - q25)}, Tukey's fences. */
        IQR,
        /** {@code mean - k * sd} and {@code mean + k * sd}, sd that of the population (divisor n). */
        GAUSSIAN,
        /** {@code median - k * s} and {@code median + k * s}; s is the median absolute deviation / 0.6744897501960817. */
        MAD
    }

    /** Columns and settings; made by {@link Features#clip}. Immutable. */
    public static final class Definition implements Estimator {
        private final List<String> inputs;
        private final Rule rule;
        private final double factor;
        private final double low;
        private final double high;

        Definition(List<String> inputs) {
            this(Columns.names("columns of clip", inputs), Rule.GAUSSIAN, 3, 0, 0);
        }

        private Definition(List<String> inputs, Rule rule, double factor, double low, double high) {
            this.inputs = inputs;
            this.rule = rule;
            this.factor = factor;
            this.low = low;
            this.high = high;
        }

        /**
         * With these bounds for every column; an infinite one is none.
         *
         * @throws IllegalArgumentException unless low is at most high
         */
        public Definition bounds(double low, double high) {
            if (!(low <= high)) {
                throw new IllegalArgumentException("bounds must have low <= high, found " + low + " and " + high);
            }
            return new Definition(inputs, Rule.GIVEN, 0, low, high);
        }

        /**
         * {@link Rule#QUANTILE}; 0.05 keeps the middle nine tenths.
         *
         * @throws IllegalArgumentException unless q is in [0, 0.5]
         */
        public Definition quantile(double q) {
            return rule(Rule.QUANTILE, q);
        }

        /**
         * {@link Rule#IQR}; 1.5 is usual.
         *
         * @throws IllegalArgumentException if k is below 0 or not finite
         */
        public Definition iqr(double k) {
            return rule(Rule.IQR, k);
        }

        /**
         * {@link Rule#GAUSSIAN}; 3 is the default.
         *
         * @throws IllegalArgumentException if k is below 0 or not finite
         */
        public Definition gaussian(double k) {
            return rule(Rule.GAUSSIAN, k);
        }

        /**
         * {@link Rule#MAD}; 3 is usual.
         *
         * @throws IllegalArgumentException if k is below 0 or not finite
         */
        public Definition mad(double k) {
            return rule(Rule.MAD, k);
        }

        Definition rule(Rule another, double k) {
            double most = another == Rule.QUANTILE ? 0.5 : Double.MAX_VALUE;
            if (!(k >= 0 && k <= most)) {
                throw new IllegalArgumentException(
                        "the factor of " + another + " must be in [0, " + most + "], found " + k);
            }
            return new Definition(inputs, another, k, low, high);
        }

        @Override
        public List<String> inputs() {
            return inputs;
        }

        @Override
        public Clipper fit(Table table) {
            Columns.requireNumbers(inputs, table.schema());
            double[][] bounds = inputs.stream().map(c -> bounds(table, c)).toArray(double[][]::new);
            return of(
                    this,
                    Arrays.stream(bounds).mapToDouble(b -> b[0]).toArray(),
                    Arrays.stream(bounds).mapToDouble(b -> b[1]).toArray());
        }

        private double[] bounds(Table table, String column) {
            if (rule == Rule.GIVEN) {
                return new double[] {low, high};
            }
            double[] bounds = bounds(Observed.of(table, column));
            if (!Double.isFinite(bounds[0]) || !Double.isFinite(bounds[1])) {
                throw new IllegalArgumentException("column \"" + column + "\" must have finite bounds, found "
                        + bounds[0] + " and " + bounds[1] + " by " + rule);
            }
            return bounds;
        }

        private double[] bounds(Observed observed) {
            return switch (rule) {
                case QUANTILE -> new double[] {observed.quantile(factor), observed.quantile(1 - factor)};
                case IQR -> {
                    double q25 = observed.quantile(0.25);
                    double q75 = observed.quantile(0.75);
                    yield new double[] {q25 - factor * (q75 - q25), q75 + factor * (q75 - q25)};
                }
                case MAD -> around(observed.median(), observed.medianDeviation() / NORMAL_MAD);
                default -> around(observed.mean(), StrictMath.sqrt(observed.variance()));
            };
        }

        private double[] around(double centre, double scale) {
            return new double[] {centre - factor * scale, centre + factor * scale};
        }
    }
}
