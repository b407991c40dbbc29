package io.github.predict4j.http.cli;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.protocol.CsvLineWriter;
import io.github.predict4j.http.protocol.CsvSource;
import io.github.predict4j.http.protocol.JsonLineWriter;
import io.github.predict4j.http.protocol.LineLayout;
import io.github.predict4j.http.protocol.NdjsonSource;
import io.github.predict4j.http.protocol.PredictionSink;
import io.github.predict4j.http.protocol.RowSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;

/** How rows and predictions are written in files. */
enum Format {
    /** RFC 4180 with a header row. */
    CSV {
        @Override
        RowSource source(InputStream in, Bundle bundle) throws IOException {
            return new CsvSource(in, bundle.pipeline().schema(), MAX_ROW);
        }

        @Override
        PredictionSink sink(OutputStream out, Bundle bundle, LineLayout layout) {
            EnumSet<AnswerField> fields =
                    EnumSet.of(AnswerField.PREDICTION, AnswerField.PROBABILITY, AnswerField.PROBABILITIES);
            return new CsvLineWriter(out, bundle.predictor().output(), fields, layout);
        }
    },
    /** A JSON object a line. */
    NDJSON {
        @Override
        RowSource source(InputStream in, Bundle bundle) {
            return new NdjsonSource(in, bundle.pipeline().schema(), MAX_ROW);
        }

        @Override
        PredictionSink sink(OutputStream out, Bundle bundle, LineLayout layout) throws IOException {
            return new JsonLineWriter(bundle, out, layout);
        }
    };

    /** The longest row that is read, in bytes (CSV: in characters); bounds the memory for one. */
    static final int MAX_ROW = 1 << 24;

    abstract RowSource source(InputStream in, Bundle bundle) throws IOException;

    abstract PredictionSink sink(OutputStream out, Bundle bundle, LineLayout layout) throws IOException;
}
