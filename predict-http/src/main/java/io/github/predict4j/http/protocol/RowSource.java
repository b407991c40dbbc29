package io.github.predict4j.http.protocol;

import io.github.predict4j.schema.Row;
import java.io.IOException;

/** Rows of a stream, one after the other. Belongs to one thread. */
public interface RowSource {
    /**
     * Clears the row and fills it with the next record; values that do not fit become faults of the row. Reads from the
     * stream before it touches the row.
     *
     * @return whether there was one
     * @throws RefusedException if the record is no row at all; the next call goes on after it
     * @throws BrokenStreamException if nobody can tell where the next record would begin
     * @throws IOException if the stream cannot be read
     */
    boolean next(Row row) throws IOException, RefusedException;

    /** The line, from 1, where the record begins that was read last. */
    long line();
}
