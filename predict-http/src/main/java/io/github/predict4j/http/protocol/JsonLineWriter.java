package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.schema.Warning;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;

/**
 * Writes predictions as JSON objects, one a line (NDJSON): {@code prediction}, {@code probability},
 * {@code probabilities} and {@code warnings}, as answers to requests have them. Belongs to one thread.
 */
public final class JsonLineWriter implements Closeable {
    private final JsonGenerator json;
    private final PredictionWriter writer;

    /**
     * @param bundle a bundle with a model
     * @param out where to write; closed with this
     */
    public JsonLineWriter(Bundle bundle, OutputStream out) throws IOException {
        this.json = Json.writer().createGenerator(out);
        json.setRootValueSeparator(new SerializedString("")); // each line is ended, not only parted from the next
        this.writer = new PredictionWriter(
                bundle,
                EnumSet.of(
                        AnswerField.PREDICTION,
                        AnswerField.PROBABILITY,
                        AnswerField.PROBABILITIES,
                        AnswerField.WARNINGS));
    }

    /** Writes the prediction of one row: its scores, all finite, from {@code offset} on. */
    public void write(double[] scores, int offset, List<Warning> warnings) throws IOException {
        json.writeStartObject();
        end(scores, offset, warnings);
    }

    /** {@link #write(double[], int, List)} with the row's number as the first member, {@code row}. */
    public void write(long row, double[] scores, int offset, List<Warning> warnings) throws IOException {
        json.writeStartObject();
        json.writeNumberField("row", row);
        end(scores, offset, warnings);
    }

    private void end(double[] scores, int offset, List<Warning> warnings) throws IOException {
        writer.members(json, scores, offset, warnings);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Hands on what was written so far. */
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
