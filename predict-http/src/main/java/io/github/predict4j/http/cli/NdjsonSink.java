package io.github.predict4j.http.cli;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.protocol.JsonLineWriter;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Predictions as JSON objects, one a line. */
final class NdjsonSink implements PredictionSink {
    private final JsonLineWriter lines;
    private final boolean numbered;

    NdjsonSink(OutputStream out, Bundle bundle, Format.Numbering numbering) throws IOException {
        this.lines = new JsonLineWriter(bundle, out);
        this.numbered = numbering == Format.Numbering.ROWS;
    }

    @Override
    public void write(long row, double[] scores, int offset, List<Warning> warnings) throws IOException {
        if (numbered) {
            lines.write(row, scores, offset, warnings);
        } else {
            lines.write(scores, offset, warnings);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
