package io.github.predict4j.features;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Replaces missing values by one value a column. Immutable and thread-safe.
 *
 * <p><b>Formula:</b> NaN becomes the column's value, with the warning {@code MISSING_IMPUTED}; anything else stays.
 * {@link Strategy} says how the value is learned, as scikit-learn 1.2.1 does in {@code SimpleImputer}; missing values are
 * skipped. The strategy is stored to tell where the value came from; the value is what runs.
 *
 * <p><b>Categories</b> take {@link Strategy#MOST_FREQUENT} or a constant out of their dictionary, and stay categories
 * for the steps that follow. An unseen category is refused, or with {@link Definition#unseen}
 * ({@link Unseen#AS_MISSING}) replaced like a missing one. One imputer treats numbers or categories, not both.
 *
 * <p><b>All missing:</b> a column without a value cannot be fitted, unless the value is given. scikit-learn drops such a
 * column, which shifts all that follow.
 *
 * <p><b>Indicators:</b> after {@link Definition#addIndicator} each column that had missing values in training also gives
 * {@code column_missing}, 1 where the value was replaced, else 0; the indicators follow all values. The other outputs
 * bear the names of the inputs. 0 bytes a row.
 */
public final class Imputer implements Transformer {
    static final StepType TYPE = new StepType("impute", 1);

    private static final Set<String> KEYS =
            Set.of("inputs", "strategy", "unseen", "values", "categories", "indicators");

    private final Definition definition;
    private final @Nullable List<String> categories;
    private final double[] values; // of categories the index, once the dictionaries are known
    private final boolean[] indicated;
    private final List<String> outputs;

    private Imputer(
            Definition definition, @Nullable List<String> categories, double[] values, List<String> indicators) {
        this.definition = definition;
        this.categories = categories;
        this.values = values;
        this.indicated = indicated(definition.inputs, indicators);
        List<String> names = new ArrayList<>(definition.inputs);
        indicators().forEach(column -> names.add(MissingNames.of(column)));
        this.outputs = Columns.names("outputs of impute", names);
        if (categories == null && definition.unseen != Unseen.REJECT) {
            throw new IllegalArgumentException("numbers have no unseen category: the policy must be " + Unseen.REJECT
                    + ", found " + definition.unseen);
        }
    }

    private static boolean[] indicated(List<String> inputs, List<String> indicators) {
        boolean[] indicated = new boolean[inputs.size()];
        int last = -1;
        for (String column : indicators) {
            int i = inputs.indexOf(column);
            if (i <= last) {
                throw new IllegalArgumentException(
                        "indicators must be of the columns " + inputs + " and in their order, found " + indicators);
            }
            indicated[i] = true;
            last = i;
        }
        return indicated;
    }

    /**
     * An imputer of numbers with known values.
     *
     * @param definition the columns and settings
     * @param values what replaces a missing value of each column
     * @param indicators the columns that have an indicator, in the order of the columns
     * @throws IllegalArgumentException if there is not one finite value a column, or an indicator is of no column
     */
    public static Imputer of(Definition definition, double[] values, List<String> indicators) {
        return new Imputer(definition, null, Columns.finite("values", values, definition.inputs.size()), indicators);
    }

    /**
     * An imputer of categories with known values.
     *
     * @param definition the columns and settings
     * @param values what replaces a missing value of each column
     * @param indicators the columns that have an indicator, in the order of the columns
     * @throws IllegalArgumentException if there is not one value a column, or an indicator is of no column
     */
    public static Imputer of(Definition definition, List<String> values, List<String> indicators) {
        Columns.requireLength("values", values.size(), definition.inputs.size());
        double[] unknown = new double[values.size()];
        Arrays.fill(unknown, Double.NaN);
        return new Imputer(definition, List.copyOf(values), unknown, indicators);
    }

    static Imputer read(State state) {
        state.requireKeys(KEYS);
        List<String> indicators = state.texts("indicators");
        Definition definition = new Definition(state.texts("inputs"))
                .strategy(state.choice("strategy", Strategy.class))
                .unseen(state.choice("unseen", Unseen.class));
        if (state.has("values") == state.has("categories")) {
            throw new IllegalArgumentException("keys must hold \"values\" or \"categories\", found " + state.keys());
        }
        return state.has("values")
                ? of(definition, state.numbers("values"), indicators)
                : of(definition, state.texts("categories"), indicators);
    }

    /** The columns that have an indicator, in the order of the columns. */
    public List<String> indicators() {
        return IntStream.range(0, indicated.length)
                .filter(i -> indicated[i])
                .mapToObj(definition.inputs::get)
                .toList();
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
        State.Builder state = State.builder()
                .put("inputs", definition.inputs)
                .put("strategy", definition.strategy)
                .put("unseen", definition.unseen)
                .put("indicators", indicators());
        return (categories == null ? state.put("values", values) : state.put("categories", categories)).build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        int indicator = in.length;
        for (int i = 0; i < in.length; i++) {
            double x = row.cell(in[i]);
            boolean unseen = categories != null && x < 0;
            boolean replaced = unseen || Double.isNaN(x);
            if (replaced) {
                replaced(row, in[i], unseen);
            }
            row.cell(out[i], replaced ? values[i] : x);
            if (indicated[i]) {
                row.cell(out[indicator++], replaced ? 1 : 0);
            }
        }
    }

    private static void replaced(Row row, int cell, boolean unseen) {
        row.warn(cell, Warning.Code.MISSING_IMPUTED);
        if (unseen) {
            row.warn(cell, Warning.Code.UNSEEN_CATEGORY);
        }
    }

    @Override
    public Transformer forColumns(Schema columns) {
        if (categories == null) {
            Columns.requireNumbers(definition.inputs, columns);
            return this;
        }
        Columns.requireSame(definition.inputs, columns);
        double[] places = new double[values.length];
        for (int i = 0; i < places.length; i++) {
            Field field = columns.fields().get(i);
            List<String> dictionary = field.categories();
            places[i] = dictionary == null ? -1 : dictionary.indexOf(categories.get(i));
            if (places[i] < 0) {
                throw new IllegalArgumentException("column \"" + field.name() + "\" must be a category with \""
                        + categories.get(i) + "\" in its dictionary, found " + field.type()
                        + (dictionary == null ? "" : ": " + field.required()));
            }
        }
        return new Imputer(definition, categories, places, indicators());
    }

    @Override
    public Field output(int output, Schema columns) {
        boolean category = categories != null && output < definition.inputs.size();
        return category ? columns.fields().get(output) : Transformer.super.output(output, columns);
    }

    @Override
    public boolean treatsUnseen(String input) {
        return definition.unseen == Unseen.AS_MISSING;
    }

    @Override
    public String toString() {
        return TYPE + " " + state();
    }

    /** How the value is learned. */
    public enum Strategy {
        /** The mean. */
        MEAN,
        /** The middle value; of an even number of values the mean of the two in the middle. */
        MEDIAN,
        /** The value that occurs most often; of several the smallest: numbers by value, categories by code point. */
        MOST_FREQUENT,
        /** Nothing is learned, the value is given. */
        CONSTANT
    }

    /** Columns and settings; made by {@link Features#impute}. Immutable. */
    public static final class Definition implements Estimator {
        private final List<String> inputs;
        private final Strategy strategy;
        private final double number;
        private final @Nullable String text;
        private final Unseen unseen;
        private final boolean addIndicator;

        Definition(List<String> inputs) {
            this(Columns.names("columns of impute", inputs), Strategy.MEAN, Double.NaN, null, Unseen.REJECT, false);
        }

        private Definition(
                List<String> inputs,
                Strategy strategy,
                double number,
                @Nullable String text,
                Unseen unseen,
                boolean addIndicator) {
            this.inputs = inputs;
            this.strategy = strategy;
            this.number = number;
            this.text = text;
            this.unseen = unseen;
            this.addIndicator = addIndicator;
        }

        /** With another strategy than {@link Strategy#MEAN}. */
        public Definition strategy(Strategy another) {
            return new Definition(inputs, another, number, text, unseen, addIndicator);
        }

        /**
         * With this number for every column, {@link Strategy#CONSTANT}.
         *
         * @throws IllegalArgumentException if it is not finite
         */
        public Definition constant(double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("the constant must be finite, found " + value);
            }
            return new Definition(inputs, Strategy.CONSTANT, value, null, unseen, addIndicator);
        }

        /** With this category for every column, {@link Strategy#CONSTANT}; it must be in their dictionaries. */
        public Definition constant(String category) {
            return new Definition(inputs, Strategy.CONSTANT, Double.NaN, category, unseen, addIndicator);
        }

        /**
         * With another policy for unseen categories than {@link Unseen#REJECT}.
         *
         * @param policy that or {@link Unseen#AS_MISSING}
         * @throws IllegalArgumentException if it is another one
         */
        public Definition unseen(Unseen policy) {
            if (policy != Unseen.REJECT && policy != Unseen.AS_MISSING) {
                throw new IllegalArgumentException(
                        "the policy must be " + Unseen.REJECT + " or " + Unseen.AS_MISSING + ", found " + policy);
            }
            return new Definition(inputs, strategy, number, text, policy, addIndicator);
        }

        /** With an output {@code column_missing} for each column that has missing values in training. */
        public Definition addIndicator() {
            return new Definition(inputs, strategy, number, text, unseen, true);
        }

        @Override
        public List<String> inputs() {
            return inputs;
        }

        @Override
        public Imputer fit(Table table) {
            List<String> indicators = addIndicator ? MissingNames.missingIn(table, inputs) : List.of();
            if (table.schema().field(inputs.get(0)).type() == FieldType.CATEGORY) {
                List<String> values =
                        inputs.stream().map(c -> category(table, c)).toList();
                return of(this, values, indicators);
            }
            Columns.requireNumbers(inputs, table.schema());
            return of(this, inputs.stream().mapToDouble(c -> number(table, c)).toArray(), indicators);
        }

        private double number(Table table, String column) {
            if (strategy == Strategy.CONSTANT) {
                if (Double.isNaN(number)) {
                    throw new IllegalArgumentException("column \"" + column
                            + "\" must have a number as its constant, found " + (text == null ? "none" : "a text"));
                }
                return number;
            }
            Observed observed = Observed.of(table, column);
            return switch (strategy) {
                case MEAN -> observed.mean();
                case MEDIAN -> observed.median();
                default -> observed.mode();
            };
        }

        private String category(Table table, String column) {
            List<String> dictionary = table.schema().field(column).categories();
            if (dictionary == null) {
                throw new IllegalArgumentException(
                        "columns of one imputer must be all categories or all numbers, found " + "\"" + column
                                + "\" and \"" + inputs.get(0) + "\"");
            }
            if (strategy == Strategy.CONSTANT && text != null) {
                return text;
            }
            if (strategy != Strategy.MOST_FREQUENT) {
                throw new IllegalArgumentException("column \"" + column + "\" is a category: the strategy must be "
                        + Strategy.MOST_FREQUENT + " or a constant category, found " + strategy);
            }
            return dictionary.get((int) Observed.of(table, column).mode());
        }
    }
}
