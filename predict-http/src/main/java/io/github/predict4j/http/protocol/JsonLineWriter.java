package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;

/**
 * Writes predictions as JSON, one a line (NDJSON), as answers to requests have them; of a bad row {@code line}, where it
 * begins, and {@code errors}. Belongs to one thread.
 */
public final class JsonLineWriter implements PredictionSink, FaultSink {
    private final JsonGenerator json;
    private final PredictionWriter writer;
    private final LineLayout layout;

    /**
     * Writes {@code prediction}, {@code probability}, {@code probabilities} and {@code warnings}.
     *
     * @param bundle a bundle with a model
     * @param out where to write; closed with this
     */
    public JsonLineWriter(Bundle bundle, OutputStream out, LineLayout layout) throws IOException {
        this(
                new PredictionWriter(bundle, EnumSet.complementOf(EnumSet.of(AnswerField.MODEL, AnswerField.PIPELINE))),
                out,
                layout);
    }

    JsonLineWriter(PredictionWriter writer, OutputStream out, LineLayout layout) throws IOException {
        this.json = Json.writer().createGenerator(out);
        this.writer = writer;
        this.layout = layout;
    }

    @Override
    public void write(long row, double[] scores, int offset, List<Warning> warnings) throws IOException {
        if (layout == LineLayout.NUMBERED) {
            json.writeStartObject();
            json.writeNumberField("row", row);
            json.writeRaw(',');
            writer.members(json, scores, offset, warnings);
            json.writeEndObject();
        } else {
            writer.write(json, scores, offset, warnings);
        }
        json.writeRaw('\n');
    }

    @Override
    public void add(long row, long line, List<Fault> faults) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", line);
        Fault.writeAll(json, faults);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
