package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.util.List;

/** Writes the predictions of a request's rows, one after the other. Belongs to one request. */
interface RowWriter {
    /** Told of each row that is to be written, in order, while the row has its values. */
    default void accepted(Row row) {}

    /** Writes one JSON value for the next row, whose scores, all finite, begin at {@code offset}. */
    void write(JsonGenerator json, double[] scores, int offset, List<Warning> warnings) throws IOException;
}
