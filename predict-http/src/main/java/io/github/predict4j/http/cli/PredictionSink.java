package io.github.predict4j.http.cli;

import io.github.predict4j.schema.Warning;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Where predictions are written. */
interface PredictionSink extends Closeable {
    /** Writes the prediction of the row with that number, from 0: its scores, all finite, from {@code offset} on. */
    void write(long row, double[] scores, int offset, List<Warning> warnings) throws IOException;
}
