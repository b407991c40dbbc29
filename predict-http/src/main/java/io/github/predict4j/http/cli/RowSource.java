package io.github.predict4j.http.cli;

import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.schema.Row;
import java.io.IOException;

/** Rows from a file, one after the other. */
interface RowSource {
    /**
     * Clears the row and fills it with the next record; values that do not fit become faults of the row.
     *
     * @return whether there was one
     * @throws RefusedException if the record is no row at all; the next call goes on after it
     * @throws IOException if the file cannot be read, or not beyond this place
     */
    boolean next(Row row) throws IOException, RefusedException;

    /** The line of the file, from 1, where the record begins that was read last. */
    long line();
}
