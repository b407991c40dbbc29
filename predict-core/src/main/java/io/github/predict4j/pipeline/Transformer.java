package io.github.predict4j.pipeline;

import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.util.List;

/**
 * A fitted step: named columns in, named columns out, and the numbers it learned. Immutable and thread-safe.
 *
 * <p>A step that gives an output the name of its input takes the input's place; one with other names retires its inputs,
 * unless it {@link #keepsInputs}. Values are as in a {@link Row}: NaN is missing, a category is its index, -1 unseen.
 *
 * <p>Implement this, an {@link Estimator} and a {@link StepProvider} to add a step of your own.
 */
public interface Transformer {
    /** The id and version under which a {@link StepProvider} reads it back. */
    StepType type();

    /** The columns it reads, in the order of {@code in}; at least one, all distinct. */
    List<String> inputs();

    /** The columns it makes, in the order of {@code out}; all distinct. */
    List<String> outputs();

    /** Everything needed to make the same step again, its inputs included. */
    State state();

    /**
     * Transforms one row: reads the cells {@code in}, writes the cells {@code out}. Must not allocate for values within
     * its policies, and must give NaN, not throw, for a NaN it does not treat. A refusal is
     * {@link Row#reject recorded}, never thrown.
     *
     * @param row the row
     * @param in the cells of {@link #inputs}
     * @param out the cells of {@link #outputs}
     */
    void apply(Row row, int[] in, int[] out);

    /**
     * Checks that these are the columns it was fitted on, and returns the step that treats them: itself, or a copy that
     * has taken what it needs from the columns. Called once, when a pipeline is put together.
     *
     * @param columns the {@link #inputs}, in order, with their types, dictionaries and zones
     * @throws IllegalArgumentException if the step cannot treat them, saying required, found and where
     */
    Transformer forColumns(Schema columns);

    /** Whether an unseen category of that input may reach {@link #apply} as -1; no, unless the step says so. */
    default boolean treatsUnseen(String input) {
        return false;
    }

    /** Whether inputs that are not replaced stay columns; no, unless the step says so. */
    default boolean keepsInputs() {
        return false;
    }

    /**
     * An output as the steps after this one see it: a number that may be missing, unless the step says otherwise. A step
     * that gives categories back as categories says so here.
     *
     * @param output its place in {@link #outputs}
     * @param columns the {@link #inputs}, as {@link #forColumns} gets them
     */
    default Field output(int output, Schema columns) {
        return Field.number(outputs().get(output)).optional();
    }

    /**
     * What the one who fitted it should know, in sentences for people: a column that had one value only. Derived from
     * the fitted numbers and the time zone data in use, so a step that was read back says the same where those are the
     * same; no part of {@link #state}.
     */
    default List<String> notes() {
        return List.of();
    }
}
