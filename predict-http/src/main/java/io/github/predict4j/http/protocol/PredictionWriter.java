package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.predict4j.Classification;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the prediction of one row: an object of the fields asked for, or a bare value if it is only one. What is the same
 * for every row is turned into bytes once.
 */
final class PredictionWriter implements RowWriter {
    private static final SerializedString ZERO = new SerializedString("0.0");
    private static final SerializedString ONE = new SerializedString("1.0");
    private static final SerializedString NO_WARNINGS = new SerializedString("[]");

    private final OutputSchema output;
    private final List<SerializedString> labels;
    private final AnswerField[] fields;
    private final SerializedString[] names;
    private final boolean classification;
    private final boolean bare;
    private final SerializedString model;
    private final SerializedString pipeline;

    PredictionWriter(ServedModel model, Set<AnswerField> fields) {
        this(model.name(), model.version(), model.bundle(), fields);
    }

    PredictionWriter(Bundle bundle, Set<AnswerField> fields) {
        this(bundle.name(), bundle.version(), bundle, fields);
    }

    private PredictionWriter(String name, String version, Bundle bundle, Set<AnswerField> fields) {
        this.output = bundle.predictor().output();
        this.labels = labels(output);
        this.classification = output.task() == Task.CLASSIFICATION;
        this.fields = fields.stream()
                .filter(field -> classification || !field.ofClassifications())
                .toArray(AnswerField[]::new);
        this.names = Stream.of(this.fields)
                .map(field -> new SerializedString(field.key()))
                .toArray(SerializedString[]::new);
        this.bare = fields.size() == 1;
        this.model = identity(name, version);
        this.pipeline = identity(bundle.pipeline().name(), bundle.pipeline().version());
    }

    /** The labels of a classification, ready to be written. */
    static List<SerializedString> labels(OutputSchema output) {
        return output.labels().stream().map(SerializedString::new).toList();
    }

    @Override
    public void write(JsonGenerator json, double[] scores, int offset, List<Warning> warnings) throws IOException {
        if (!bare) {
            json.writeStartObject();
        }
        members(json, scores, offset, warnings, bare);
        if (!bare) {
            json.writeEndObject();
        }
    }

    /** Writes the fields as members of an object that was begun. */
    void members(JsonGenerator json, double[] scores, int offset, List<Warning> warnings) throws IOException {
        members(json, scores, offset, warnings, false);
    }

    private void members(JsonGenerator json, double[] scores, int offset, List<Warning> warnings, boolean bare)
            throws IOException {
        int best = classification ? Classification.argMax(scores, offset, output.size()) : 0;
        for (int i = 0; i < fields.length; i++) {
            if (!bare) {
                json.writeFieldName(names[i]);
            }
            switch (fields[i]) {
                case PREDICTION -> prediction(json, scores[offset], best);
                case PROBABILITY -> probability(json, scores[offset + best]);
                case PROBABILITIES -> probabilities(json, scores, offset);
                case WARNINGS -> warnings(json, warnings);
                case MODEL -> json.writeRawValue(model);
                case PIPELINE -> json.writeRawValue(pipeline);
            }
        }
    }

    private void prediction(JsonGenerator json, double value, int best) throws IOException {
        if (classification) {
            json.writeString(labels.get(best));
        } else {
            json.writeNumber(value);
        }
    }

    private void probabilities(JsonGenerator json, double[] scores, int offset) throws IOException {
        json.writeStartObject();
        for (int k = 0; k < labels.size(); k++) {
            json.writeFieldName(labels.get(k));
            probability(json, scores[offset + k]);
        }
        json.writeEndObject();
    }

    /** Most probabilities of a forest are one of these two, and digits take time. */
    private static void probability(JsonGenerator json, double value) throws IOException {
        if (value == 1) {
            json.writeRawValue(ONE);
        } else if (Double.doubleToRawLongBits(value) == 0) {
            json.writeRawValue(ZERO);
        } else {
            json.writeNumber(value);
        }
    }

    private static void warnings(JsonGenerator json, List<Warning> warnings) throws IOException {
        if (warnings.isEmpty()) {
            json.writeRawValue(NO_WARNINGS);
            return;
        }
        json.writeStartArray();
        for (Warning warning : warnings) {
            json.writeStartObject();
            json.writeStringField("field", warning.column());
            json.writeStringField("code", warning.code().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static SerializedString identity(String name, String version) {
        return new SerializedString("{\"name\":\"" + quoted(name) + "\",\"version\":\"" + quoted(version) + "\"}");
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
