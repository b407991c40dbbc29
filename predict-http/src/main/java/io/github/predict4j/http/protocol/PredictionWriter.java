package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
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

/** Writes the prediction of one row: an object of the fields asked for, or a bare value if it is only one. */
final class PredictionWriter implements RowWriter {
    private final String name;
    private final String version;
    private final Bundle bundle;
    private final OutputSchema output;
    private final List<SerializedString> labels;
    private final Set<AnswerField> fields;
    private final boolean classification;

    PredictionWriter(ServedModel model, Set<AnswerField> fields) {
        this(model.name(), model.version(), model.bundle(), model.labels(), fields);
    }

    PredictionWriter(Bundle bundle, Set<AnswerField> fields) {
        this(bundle.name(), bundle.version(), bundle, labels(bundle.predictor().output()), fields);
    }

    private PredictionWriter(
            String name, String version, Bundle bundle, List<SerializedString> labels, Set<AnswerField> fields) {
        this.name = name;
        this.version = version;
        this.bundle = bundle;
        this.output = bundle.predictor().output();
        this.labels = labels;
        this.fields = fields;
        this.classification = output.task() == Task.CLASSIFICATION;
    }

    /** The labels of a classification, ready to be written. */
    static List<SerializedString> labels(OutputSchema output) {
        return output.labels().stream().map(SerializedString::new).toList();
    }

    @Override
    public void write(JsonGenerator json, double[] scores, int offset, List<Warning> warnings) throws IOException {
        boolean bare = fields.size() == 1;
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
        for (AnswerField field : fields) {
            if (!classification && field.ofClassifications()) {
                continue;
            }
            if (!bare) {
                json.writeFieldName(field.key());
            }
            switch (field) {
                case PREDICTION -> prediction(json, scores[offset], best);
                case PROBABILITY -> json.writeNumber(scores[offset + best]);
                case PROBABILITIES -> probabilities(json, scores, offset);
                case WARNINGS -> warnings(json, warnings);
                case MODEL -> identity(json, name, version);
                case PIPELINE ->
                    identity(json, bundle.pipeline().name(), bundle.pipeline().version());
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
            json.writeNumber(scores[offset + k]);
        }
        json.writeEndObject();
    }

    private static void warnings(JsonGenerator json, List<Warning> warnings) throws IOException {
        json.writeStartArray();
        for (Warning warning : warnings) {
            json.writeStartObject();
            json.writeStringField("field", warning.column());
            json.writeStringField("code", warning.code().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void identity(JsonGenerator json, String name, String version) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("version", version);
        json.writeEndObject();
    }
}
