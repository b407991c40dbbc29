package io.github.predict4j.http.protocol;

import io.github.predict4j.schema.Warning;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.util.List;

/** Where the predictions of a stream's rows are written, in the order of the rows. Belongs to one thread. */
public interface PredictionSink extends Closeable, Flushable {
    /** Writes the prediction of the row with that number, from 0: its scores, all finite, from {@code offset} on. */
    void write(long row, double[] scores, int offset, List<Warning> warnings) throws IOException;
}
