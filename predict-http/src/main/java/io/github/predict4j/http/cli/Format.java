package io.github.predict4j.http.cli;

import io.github.predict4j.bundle.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** How rows and predictions are written in files. */
enum Format {
    /** RFC 4180 with a header row. */
    CSV {
        @Override
        RowSource source(InputStream in, Bundle bundle) throws IOException {
            return new CsvSource(in, bundle.pipeline().schema());
        }

        @Override
        PredictionSink sink(OutputStream out, Bundle bundle, Numbering numbering) {
            return new CsvSink(out, bundle.predictor().output(), numbering);
        }
    },
    /** A JSON object a line. */
    NDJSON {
        @Override
        RowSource source(InputStream in, Bundle bundle) {
            return new NdjsonSource(in, bundle.pipeline().schema());
        }

        @Override
        PredictionSink sink(OutputStream out, Bundle bundle, Numbering numbering) throws IOException {
            return new NdjsonSink(out, bundle, numbering);
        }
    };

    /** Whether predictions say which row they are of. */
    enum Numbering {
        /** No: every row has one, in the same order. */
        NONE,
        /** Yes: rows may have none. */
        ROWS
    }

    /** The longest row that is read, in bytes (CSV: in characters); bounds the memory for one. */
    static final int MAX_ROW = 1 << 24;

    abstract RowSource source(InputStream in, Bundle bundle) throws IOException;

    abstract PredictionSink sink(OutputStream out, Bundle bundle, Numbering numbering) throws IOException;
}
