package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows whose predictions are a member of an object: an array with a value or an object for each row, or columns. */
final class PredictionRows extends BatchedRows {
    private final ServedModel model;
    private final JsonGenerator out;
    private final Set<AnswerField> fields;
    private final PredictionWriter writer;
    private @Nullable AnswerColumns columns;

    PredictionRows(ServedModel model, Workspace workspace, JsonGenerator out, Set<AnswerField> fields) {
        super(model, workspace, OnError.FAIL);
        this.model = model;
        this.out = out;
        this.fields = fields;
        this.writer = model.writer(AnswerField.bits(fields));
    }

    /**
     * Begins the answer.
     *
     * @param columnar whether the member is {@code outputs}, where several fields are an array each, or
     *     {@code predictions}, where they are an object for each row
     */
    void begin(boolean columnar) throws IOException {
        out.writeStartObject();
        out.writeFieldName(columnar ? "outputs" : "predictions");
        if (columnar && fields.size() > 1) {
            columns = new AnswerColumns(model, fields);
        } else {
            out.writeStartArray();
        }
    }

    /** Ends the answer, or refuses. */
    void end() throws IOException, RefusedException {
        flush();
        requireNoFaults();
        if (columns == null) {
            out.writeEndArray();
        } else {
            columns.end(out);
        }
        out.writeEndObject();
    }

    @Override
    void write(int place, double[] scores, int offset, List<Warning> warnings) throws IOException {
        if (columns == null) {
            writer.write(out, scores, offset, warnings);
        } else {
            columns.write(scores, offset, warnings);
        }
    }

    @Override
    void writeFaults(int place, List<Fault> of) {
        throw new IllegalStateException("all or nothing");
    }

    @Override
    String pointer(int row, int place) {
        return "";
    }
}
