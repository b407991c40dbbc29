package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.Classification;
import io.github.predict4j.OutputSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the answer to a request: JSON, and behind it the outputs that were asked for as raw data. */
final class OipAnswerWriter {
    private final ServedModel model;
    private final OutputSchema output;
    private final BatchScores scored;
    private final double[] scores;
    private final int rows;

    /**
     * @param scored the scores of all rows
     */
    OipAnswerWriter(ServedModel model, BatchScores scored) {
        this.model = model;
        this.output = model.predictor().output();
        this.scored = scored;
        this.scores = scored.scores();
        this.rows = scores.length / output.size();
    }

    /**
     * Writes it all.
     *
     * @return how many bytes of it are JSON
     */
    int write(OipRequest request, AnswerBuffer out) throws IOException {
        try (JsonGenerator json = model.json().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("model_name", model.name());
            json.writeStringField("model_version", model.version());
            if (request.id() != null) {
                json.writeStringField("id", request.id());
            }
            if (!scored.warnings().isEmpty()) {
                json.writeObjectFieldStart("parameters");
                json.writeStringField("warnings", scored.warnings());
                json.writeEndObject();
            }
            json.writeArrayFieldStart("outputs");
            for (OipRequest.Wanted wanted : request.outputs()) {
                tensor(json, wanted);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        int jsonLength = out.size();
        for (OipRequest.Wanted wanted : request.outputs()) {
            if (wanted.binary()) {
                raw(wanted.output(), out);
            }
        }
        return jsonLength;
    }

    private void tensor(JsonGenerator json, OipRequest.Wanted wanted) throws IOException {
        OipOutput one = wanted.output();
        json.writeStartObject();
        json.writeStringField("name", one.key());
        json.writeArrayFieldStart("shape");
        json.writeNumber(rows);
        json.writeNumber(one.columns(output));
        json.writeEndArray();
        json.writeStringField("datatype", one.type(output).name());
        if (wanted.binary()) {
            json.writeObjectFieldStart("parameters");
            json.writeNumberField("binary_data_size", size(one));
            json.writeEndObject();
        } else {
            json.writeArrayFieldStart("data");
            data(json, one);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void data(JsonGenerator json, OipOutput one) throws IOException {
        if (one.type(output) == OipType.FP64) {
            for (double score : scores) {
                json.writeNumber(score);
            }
            return;
        }
        for (int i = 0; i < rows; i++) {
            json.writeString(model.labels().get(best(i)));
        }
    }

    private int size(OipOutput one) {
        if (one.type(output) == OipType.FP64) {
            return scores.length * Double.BYTES;
        }
        int size = 0;
        for (int i = 0; i < rows; i++) {
            size = Math.addExact(size, Integer.BYTES + label(i).length);
        }
        return size;
    }

    private void raw(OipOutput one, AnswerBuffer out) {
        ByteBuffer bytes = ByteBuffer.allocate(size(one)).order(ByteOrder.LITTLE_ENDIAN);
        if (one.type(output) == OipType.FP64) {
            bytes.asDoubleBuffer().put(scores);
        } else {
            for (int i = 0; i < rows; i++) {
                bytes.putInt(label(i).length).put(label(i));
            }
        }
        out.write(bytes.array(), 0, bytes.capacity());
    }

    private byte[] label(int row) {
        return model.labels().get(best(row)).asUnquotedUTF8();
    }

    private int best(int row) {
        return Classification.argMax(scores, row * output.size(), output.size());
    }
}
