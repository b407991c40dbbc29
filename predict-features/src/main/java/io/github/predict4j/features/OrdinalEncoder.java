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
 * Gives each category its place in the sorted categories, from 0. Immutable and thread-safe.
 *
 * <p><b>Categories</b> of a category field are its dictionary, sorted by code point; of a number, an integer or a boolean
 * the values of training, ascending. A tree reads the order of the codes, a linear model their distances: the order is
 * the alphabet's, not that of what the words mean.
 *
 * <p><b>Unseen</b> values do as {@link Unseen} says: {@code REJECT} refuses the row, {@code OTHER} gives the
 * {@linkplain Definition#unseenCode code set aside}, -1 unless said otherwise, {@code AS_MISSING} what a missing value
 * gives; both leave the warning {@code UNSEEN_CATEGORY}. <b>Missing</b> values become {@link Definition#missingCode},
 * NaN unless said otherwise.
 *
 * <p>As scikit-learn 1.2.1 has it in {@code OrdinalEncoder}, except that there the two codes may be the same. The outputs
 * bear the names of the inputs. O(log n) for n numbers, a category is its index already; 0 bytes a row.
 */
public final class OrdinalEncoder implements Transformer {
    static final StepType TYPE = new StepType("ordinal", 1);

    private static final Set<String> KEYS = Set.of("inputs", "unseen", "unseenCode", "missingCode", "columns");

    private final Definition definition;
    private final List<Categories> columns;

    private OrdinalEncoder(Definition definition, List<Categories> columns) {
        Columns.requireLength("categories", columns.size(), definition.inputs.size());
        this.definition = definition;
        this.columns = List.copyOf(columns);
        for (int i = 0; i < columns.size(); i++) {
            int size = columns.get(i).size();
            requireFree("unseen", definition.unseenCode, i, size);
            requireFree("missing", definition.missingCode, i, size);
        }
        if (definition.unseenCode == definition.missingCode) {
            throw new IllegalArgumentException(
                    "the codes for unseen and missing must differ, found " + definition.unseenCode + " for both");
        }
    }

    private void requireFree(String what, double code, int column, int size) {
        if (code == Math.rint(code) && code >= 0 && code < size) {
            throw new IllegalArgumentException("the code for " + what + " must be none of 0 to " + (size - 1)
                    + ", the codes of column \"" + definition.inputs.get(column) + "\", found " + code);
        }
    }

    /**
     * An encoder of category columns with known categories.
     *
     * @param definition the columns and settings
     * @param categories of each column all of its dictionary, sorted by code point
     * @throws IllegalArgumentException if there is not one list a column, one is empty, not sorted or not distinct, or a
     *     category has the code for unseen or missing
     */
    public static OrdinalEncoder of(Definition definition, List<List<String>> categories) {
        return new OrdinalEncoder(
                definition, categories.stream().map(Categories::of).toList());
    }

    /**
     * An encoder of columns of numbers with known categories.
     *
     * @param definition the columns and settings
     * @param categories of each column the values, ascending
     * @throws IllegalArgumentException if there is not one array a column, one is empty, not ascending or not finite, or
     *     a category has the code for unseen or missing
     */
    public static OrdinalEncoder of(Definition definition, double[]... categories) {
        return new OrdinalEncoder(
                definition, Arrays.stream(categories).map(Categories::of).toList());
    }

    static OrdinalEncoder read(State state) {
        state.requireKeys(KEYS);
        Definition definition = new Definition(state.texts("inputs"))
                .unseenCode(state.number("unseenCode"))
                .missingCode(state.number("missingCode"))
                .unseen(state.choice("unseen", Unseen.class));
        List<Categories> columns = new ArrayList<>();
        for (State column : state.states("columns")) {
            columns.add(Categories.read(column.requireKeys(Set.of("texts", "numbers"))));
        }
        return new OrdinalEncoder(definition, columns);
    }

    /** The categories of each column as text, in the order of their codes. */
    public List<List<String>> categories() {
        return columns.stream().map(Categories::names).toList();
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
                .put("unseen", definition.unseen)
                .put("unseenCode", definition.unseenCode)
                .put("missingCode", definition.missingCode)
                .putStates(
                        "columns",
                        columns.stream()
                                .map(c -> c.putInto(State.builder()).build())
                                .toList())
                .build();
    }

    @Override
    public void apply(Row row, int[] in, int[] out) {
        for (int i = 0; i < in.length; i++) {
            double x = row.cell(in[i]);
            row.cell(out[i], Double.isNaN(x) ? definition.missingCode : code(row, in[i], columns.get(i), x));
        }
    }

    private double code(Row row, int cell, Categories categories, double x) {
        int index = categories.indexOf(x);
        if (index >= 0) {
            return index;
        }
        if (definition.unseen == Unseen.REJECT) {
            row.reject(cell, Violation.Reason.UNSEEN, categories.required(), Categories.found(x));
            return Double.NaN;
        }
        row.warn(cell, Warning.Code.UNSEEN_CATEGORY);
        return definition.unseen == Unseen.OTHER ? definition.unseenCode : definition.missingCode;
    }

    @Override
    public Transformer forColumns(Schema schema) {
        Columns.requireSame(definition.inputs, schema);
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).requireOf(schema.fields().get(i));
        }
        return this;
    }

    @Override
    public boolean treatsUnseen(String input) {
        return definition.unseen != Unseen.REJECT;
    }

    @Override
    public List<String> notes() {
        return Notes.constants(definition.inputs, columns);
    }

    @Override
    public String toString() {
        return TYPE + " " + state();
    }

    /** Columns and settings; made by {@link Features#ordinal}. Immutable. */
    public static final class Definition implements Estimator {
        private final List<String> inputs;
        private final Unseen unseen;
        private final double unseenCode;
        private final double missingCode;

        Definition(List<String> inputs) {
            this(Columns.names("columns of ordinal", inputs), Unseen.REJECT, -1, Double.NaN);
        }

        private Definition(List<String> inputs, Unseen unseen, double unseenCode, double missingCode) {
            this.inputs = inputs;
            this.unseen = unseen;
            this.unseenCode = unseenCode;
            this.missingCode = missingCode;
        }

        /**
         * With another policy for unseen values than {@link Unseen#REJECT}.
         *
         * @throws IllegalArgumentException if it is {@link Unseen#ZEROS}, because 0 is the first category
         */
        public Definition unseen(Unseen policy) {
            if (policy == Unseen.ZEROS) {
                throw new IllegalArgumentException(
                        "the policy must be REJECT, OTHER or AS_MISSING, because 0 is a category; found " + policy);
            }
            return new Definition(inputs, policy, unseenCode, missingCode);
        }

        /**
         * With this code for unseen values, {@link Unseen#OTHER}.
         *
         * @throws IllegalArgumentException if it is not finite; fitting throws it if a category has that code
         */
        public Definition unseenCode(double code) {
            if (!Double.isFinite(code)) {
                throw new IllegalArgumentException("the code for unseen must be finite, found " + code);
            }
            return new Definition(inputs, Unseen.OTHER, code, missingCode);
        }

        /**
         * With this code for missing values.
         *
         * @param code a number, or NaN, which leaves them missing
         * @throws IllegalArgumentException if it is infinite; fitting throws it if a category or an unseen value has that
         *     code
         */
        public Definition missingCode(double code) {
            if (Double.isInfinite(code)) {
                throw new IllegalArgumentException("the code for missing must be finite or NaN, found " + code);
            }
            return new Definition(inputs, unseen, unseenCode, code);
        }

        @Override
        public List<String> inputs() {
            return inputs;
        }

        @Override
        public OrdinalEncoder fit(Table table) {
            return new OrdinalEncoder(
                    this, inputs.stream().map(c -> Categories.fit(table, c)).toList());
        }
    }
}
