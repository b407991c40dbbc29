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
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Gives each category an output of its own, 1 for the category a row has and 0 for the others. Immutable and
 * thread-safe.
 *
 * <p><b>Categories</b> of a category field are its dictionary; of a number, an integer or a boolean the values of
 * training. They are sorted, texts by code point, numbers ascending; a missing value, if it is a
 * {@linkplain Definition#missingAsCategory category}, comes last. The outputs follow that order and are called
 * {@code column_value} (whole numbers without a fraction, the missing one {@code column_nan}); the input is retired
 * unless it is {@linkplain Definition#keepInputs kept}.
 *
 * <p><b>Infrequent</b> categories, if {@link Definition#minFrequency(int)} or {@link Definition#maxCategories} is set,
 * share one output, the last, {@code column_infrequent_sklearn}. {@link Drop} can leave out the first output.
 *
 * <p><b>Unseen</b> values do as {@link Unseen} says: {@code REJECT} refuses the row; {@code ZEROS} makes all outputs 0;
 * {@code OTHER} is the infrequent output, or all 0 if there is none; {@code AS_MISSING} is what a missing value becomes.
 * All but the first leave the warning {@code UNSEEN_CATEGORY}. <b>Missing</b>: all outputs are NaN, unless it is a
 * category. (In scikit-learn a missing value that was not seen in training is an unseen one.)
 *
 * <p>In all else as scikit-learn 1.2.1 has it in {@code OneHotEncoder}. The search among n numbers costs O(log n), a
 * category is an index; 0 bytes a row.
 */
public final class OneHotEncoder implements Transformer {
    static final StepType TYPE = new StepType("onehot", 1);

    private static final Set<String> KEYS =
            Set.of("inputs", "unseen", "drop", "missingAsCategory", "unseenLikeDropped", "keepInputs", "columns");

    private final Definition definition;
    private final List<OneHotColumn> columns;
    private final int[] first; // place of each column's first output; one more for the end
    private final List<String> outputs;

    private OneHotEncoder(Definition definition, List<OneHotColumn> columns) {
        this.definition = definition;
        this.columns = List.copyOf(columns);
        this.first = new int[columns.size() + 1];
        definition.requireUnambiguous();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            requireUnambiguous(definition.inputs.get(i), columns.get(i));
            names.addAll(columns.get(i).outputs(definition.inputs.get(i)));
            first[i + 1] = names.size();
        }
        this.outputs = Columns.names("outputs of onehot", names);
    }

    private void requireUnambiguous(String name, OneHotColumn column) {
        boolean zeros = definition.unseen == Unseen.OTHER && !column.hasInfrequent();
        if (zeros && column.drops() && !definition.unseenLikeDropped) {
            throw new IllegalArgumentException("column \"" + name + "\" has no infrequent category, so an unseen one"
                    + " would look like the dropped one: required unseenLikeDropped(), found " + definition.drop);
        }
    }

    static OneHotEncoder read(State state) {
        state.requireKeys(KEYS);
        Definition definition = new Definition(state.texts("inputs"))
                .unseen(state.choice("unseen", Unseen.class))
                .drop(state.choice("drop", Drop.class));
        definition = state.flag("missingAsCategory") ? definition.missingAsCategory() : definition;
        definition = state.flag("unseenLikeDropped") ? definition.unseenLikeDropped() : definition;
        definition = state.flag("keepInputs") ? definition.keepInputs() : definition;
        List<State> states = state.states("columns");
        Columns.requireLength("columns", states.size(), definition.inputs.size());
        List<OneHotColumn> columns = new ArrayList<>();
        for (State column : states) {
            column.requireKeys(Set.of("texts", "numbers", "infrequent"));
            columns.add(new OneHotColumn(
                    Categories.read(column), column.ints("infrequent"), definition.drop, definition.missing));
        }
        return new OneHotEncoder(definition, columns);
    }

    /**
     * An encoder of category columns with known categories, none of them infrequent.
     *
     * @param definition the columns and settings
     * @param categories of each column all of its dictionary, sorted by code point
     * @throws IllegalArgumentException if there is not one list a column, or one is empty, not sorted or not distinct
     */
    public static OneHotEncoder of(Definition definition, List<List<String>> categories) {
        return ofAll(definition, categories.stream().map(Categories::of).toList());
    }

    /**
     * An encoder of columns of numbers with known categories, none of them infrequent.
     *
     * @param definition the columns and settings
     * @param categories of each column the values, ascending
     * @throws IllegalArgumentException if there is not one array a column, or one is empty, not ascending or not finite
     */
    public static OneHotEncoder of(Definition definition, double[]... categories) {
        return ofAll(definition, Arrays.stream(categories).map(Categories::of).toList());
    }

    private static OneHotEncoder ofAll(Definition definition, List<Categories> categories) {
        Columns.requireLength("categories", categories.size(), definition.inputs.size());
        return new OneHotEncoder(
                definition,
                categories.stream()
                        .map(c -> new OneHotColumn(c, new int[0], definition.drop, definition.missing))
                        .toList());
    }

    /** The categories of each column as text, in order, infrequent ones included, the missing one not. */
    public List<List<String>> categories() {
        return columns.stream().map(c -> c.categories().names()).toList();
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
                .put("unseen", definition.unseen)
                .put("drop", definition.drop)
                .put("missingAsCategory", definition.missing)
                .put("unseenLikeDropped", definition.unseenLikeDropped)
                .put("keepInputs", definition.keepInputs)
                .putStates("columns", columns.stream().map(OneHotColumn::state).toList())
                .build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        for (int i = 0; i < in.length; i++) {
            int hot = place(row, in[i], columns.get(i));
            double cold = hot == OneHotColumn.NOT_A_NUMBER ? Double.NaN : 0;
            for (int o = first[i]; o < first[i + 1]; o++) {
                row.cell(out[o], cold);
            }
            if (hot >= 0) {
                row.cell(out[first[i] + hot], 1);
            }
        }
    }

    private int place(Row row, int cell, OneHotColumn column) {
        double x = row.cell(cell);
        if (Double.isNaN(x)) {
            return column.missing();
        }
        int index = column.categories().indexOf(x);
        return index >= 0 ? column.place(index) : unseen(row, cell, column, x);
    }

    private int unseen(Row row, int cell, OneHotColumn column, double x) {
        if (definition.unseen == Unseen.REJECT) {
            row.reject(cell, Violation.Reason.UNSEEN, column.categories().required(), Categories.found(x));
            return OneHotColumn.NOT_A_NUMBER;
        }
        row.warn(cell, Warning.Code.UNSEEN_CATEGORY);
        return switch (definition.unseen) {
            case AS_MISSING -> column.missing();
            case OTHER -> column.infrequent();
            default -> OneHotColumn.ZEROS;
        };
    }

    @Override
    public Transformer forColumns(Schema schema) {
        Columns.requireSame(definition.inputs, schema);
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).categories().requireOf(schema.fields().get(i));
        }
        return this;
    }

    @Override
    public boolean treatsUnseen(String input) {
        return definition.unseen != Unseen.REJECT;
    }

    @Override
    public boolean keepsInputs() {
        return definition.keepInputs;
    }

    @Override
    public List<String> notes() {
        return Notes.constants(
                definition.inputs,
                columns.stream().map(OneHotColumn::categories).toList());
    }

    @Override
    public String toString() {
        return TYPE + " " + state();
    }

    /** Whether the first output of a column is left out, as models without regularisation want it. */
    public enum Drop {
        /** No. */
        NONE,
        /** Yes. */
        FIRST,
        /** Only of a column that has two outputs. */
        IF_BINARY
    }

    /** Columns and settings; made by {@link Features#oneHot}. Immutable. */
    public static final class Definition implements Estimator {
        private final List<String> inputs;
        private Unseen unseen = Unseen.REJECT;
        private Drop drop = Drop.NONE;
        private Infrequent infrequent = Infrequent.NONE;
        private boolean missing;
        private boolean unseenLikeDropped;
        private boolean keepInputs;

        Definition(List<String> inputs) {
            this.inputs = Columns.names("columns of onehot", inputs);
        }

        private Definition(Definition d) {
            this.inputs = d.inputs;
            this.unseen = d.unseen;
            this.drop = d.drop;
            this.infrequent = d.infrequent;
            this.missing = d.missing;
            this.unseenLikeDropped = d.unseenLikeDropped;
            this.keepInputs = d.keepInputs;
        }

        /** With another policy for unseen values than {@link Unseen#REJECT}. */
        public Definition unseen(Unseen policy) {
            Definition d = new Definition(this);
            d.unseen = policy;
            return d;
        }

        /** With the first output left out or not. */
        public Definition drop(Drop which) {
            Definition d = new Definition(this);
            d.drop = which;
            return d;
        }

        /**
         * With categories infrequent that occur fewer times than this.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Definition minFrequency(int count) {
            Definition d = new Definition(this);
            d.infrequent = infrequent.minCount(count);
            return d;
        }

        /**
         * With categories infrequent that occur fewer times than this share of the records (those with a value, unless
         * missing is a category). 3 of 10 is not below 0.3.
         *
         * @throws IllegalArgumentException unless it is between 0 and 1, both exclusive
         */
        public Definition minFrequency(double share) {
            Definition d = new Definition(this);
            d.infrequent = infrequent.minShare(share);
            return d;
        }

        /**
         * With at most so many outputs a column before {@link #drop}, the infrequent one counted. As in scikit-learn, a
         * column of exactly so many categories, all frequent, is already over it; the rarest are infrequent, of equally
         * rare ones the earlier.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Definition maxCategories(int outputs) {
            Definition d = new Definition(this);
            d.infrequent = infrequent.maxCategories(outputs);
            return d;
        }

        /** With a missing value as one more category, the last, seen in training or not. */
        public Definition missingAsCategory() {
            Definition d = new Definition(this);
            d.missing = true;
            return d;
        }

        /** Accepts that an unseen category gives all zeros, which is also what the {@linkplain #drop dropped} one gives. */
        public Definition unseenLikeDropped() {
            Definition d = new Definition(this);
            d.unseenLikeDropped = true;
            return d;
        }

        /** With the inputs staying columns. */
        public Definition keepInputs() {
            Definition d = new Definition(this);
            d.keepInputs = true;
            return d;
        }

        @Override
        public List<String> inputs() {
            return inputs;
        }

        @Override
        public OneHotEncoder fit(Table table) {
            requireUnambiguous();
            List<OneHotColumn> columns = new ArrayList<>();
            for (String input : inputs) {
                Categories categories = Categories.fit(table, input);
                int[] rare = infrequent.of(categories, table.values(input), missing);
                columns.add(new OneHotColumn(categories, rare, drop, missing));
            }
            return new OneHotEncoder(this, columns);
        }

        private void requireUnambiguous() {
            if (drop != Drop.NONE && unseen == Unseen.ZEROS && !unseenLikeDropped) {
                throw new IllegalArgumentException("with " + Unseen.ZEROS + " an unseen category would look like the"
                        + " dropped one: required unseenLikeDropped() or drop " + Drop.NONE + ", found drop " + drop);
            }
        }
    }
}
