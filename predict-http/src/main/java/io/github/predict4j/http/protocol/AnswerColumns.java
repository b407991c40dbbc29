package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The predictions of rows as one array for each field of the answer. */
final class AnswerColumns {
    private final List<Column> columns = new ArrayList<>();

    private record Column(AnswerField field, PredictionWriter writer, StringWriter text, JsonGenerator json) {}

    AnswerColumns(ServedModel model, Set<AnswerField> fields) throws IOException {
        for (AnswerField field : fields) {
            StringWriter text = new StringWriter();
            JsonGenerator json = model.json().createGenerator(text);
            json.writeStartArray();
            PredictionWriter writer = new PredictionWriter(model, EnumSet.of(field));
            columns.add(new Column(field, writer, text, json));
        }
    }

    void write(double[] scores, int offset, List<Warning> warnings) throws IOException {
        for (Column column : columns) {
            column.writer.write(column.json, scores, offset, warnings);
        }
    }

    /** Writes them as the members of an object. */
    void end(JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Column column : columns) {
            column.json.writeEndArray();
            column.json.close();
            out.writeFieldName(column.field.key());
            out.writeRawValue(column.text.toString());
        }
        out.writeEndObject();
    }
}
