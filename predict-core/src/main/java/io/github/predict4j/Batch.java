package io.github.predict4j;

import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Warning;
import java.util.List;

/**
 * Rows that are scored together. Owned by one caller, reusable, not thread-safe.
 *
 * <pre>{@code
 * Batch batch = predictor.newBatch(1000);
 * for (Day day : days) {
 *     batch.row().clear().set("temp", day.temp());
 *     batch.add();
 * }
 * batch.score(out); // out[i * output().size()] is the first score of row i
 * }</pre>
 */
public interface Batch {
    /** The row to fill; the same object each time, so {@link Row#clear} it. */
    Row row();

    /**
     * Takes what the row holds as the next row of the batch. Allocates only if the row has warnings.
     *
     * @throws InvalidRowException with all faults of the row, which is then not in the batch
     * @throws IllegalStateException if the batch is full
     */
    void add();

    /** How many rows it holds. */
    int size();

    /** The most rows it can hold. */
    int capacity();

    /**
     * Scores all rows, in the order they were added; bit for bit what one at a time gives.
     *
     * @param out receives {@code size() * output().size()} scores, row-major
     * @throws IllegalArgumentException if {@code out} is too short
     */
    void score(double[] out);

    /** The warnings of the row with that number. */
    List<Warning> warnings(int row);

    /** Forgets all rows. */
    void clear();
}
