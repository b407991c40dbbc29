package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.predict4j.Classification;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes the prediction of one row: an object of the fields asked for, or a bare value if it is only one. What is the same
 * for every row is turned into bytes once: an answer is a few such texts with values between them.
 */
final class PredictionWriter implements RowWriter {
    private static final SerializableString NOTHING = new SerializedString("");

    /* Values: the probability of a label is the label's number, the others are these. */
    private static final int LABEL = -1;
    private static final int NUMBER = -2;
    private static final int BEST = -3;
    private static final int WARNINGS = -4;

    private final int outputs;
    private final boolean classification;
    private final boolean bare;
    private final SerializableString[] labels;
    private final NumberTexts probabilities = new NumberTexts();

    // The text before each value; the last one, without a value, ends the answer.
    private final SerializableString[] texts;
    private final int[] values;

    PredictionWriter(ServedModel model, Set<AnswerField> fields) {
        this(model.name(), model.version(), model.bundle(), fields);
    }

    PredictionWriter(Bundle bundle, Set<AnswerField> fields) {
        this(bundle.name(), bundle.version(), bundle, fields);
    }

    private PredictionWriter(String name, String version, Bundle bundle, Set<AnswerField> fields) {
        OutputSchema output = bundle.predictor().output();
        this.outputs = output.size();
        this.classification = output.task() == Task.CLASSIFICATION;
        this.bare = fields.size() == 1;
        this.labels = output.labels().stream()
                .map(label -> new SerializedString(quoted(label)))
                .toArray(SerializableString[]::new);
        Layout layout = new Layout();
        for (AnswerField field : fields) {
            if (!classification && field.ofClassifications()) {
                continue;
            }
            if (!bare) {
                layout.name(field.key());
            }
            switch (field) {
                case PREDICTION -> layout.value(classification ? LABEL : NUMBER);
                case PROBABILITY -> layout.value(BEST);
                case PROBABILITIES -> layout.probabilities(output.labels());
                case WARNINGS -> layout.value(WARNINGS);
                case MODEL -> layout.identity(name, version);
                case PIPELINE ->
                    layout.identity(bundle.pipeline().name(), bundle.pipeline().version());
            }
        }
        this.texts = layout.texts();
        this.values = layout.values();
    }

    /** The labels of a classification, ready to be written. */
    static List<SerializedString> labels(OutputSchema output) {
        return output.labels().stream().map(SerializedString::new).toList();
    }

    @Override
    public void write(JsonGenerator json, double[] scores, int offset, List<Warning> warnings) throws IOException {
        if (bare) {
            json.writeRawValue(NOTHING);
            members(json, scores, offset, warnings);
        } else {
            json.writeStartObject();
            members(json, scores, offset, warnings);
            json.writeEndObject();
        }
    }

    /** Writes the fields as the members of an object that was begun. */
    void members(JsonGenerator json, double[] scores, int offset, List<Warning> warnings) throws IOException {
        int best = classification ? Classification.argMax(scores, offset, outputs) : 0;
        for (int i = 0; i < values.length; i++) {
            json.writeRaw(texts[i]);
            switch (values[i]) {
                case LABEL -> json.writeRaw(labels[best]);
                case NUMBER -> json.writeRaw(NumberTexts.text(scores[offset]));
                case BEST -> json.writeRaw(probabilities.of(scores[offset + best]));
                case WARNINGS -> warnings(json, warnings);
                default -> json.writeRaw(probabilities.of(scores[offset + values[i]]));
            }
        }
        json.writeRaw(texts[values.length]);
    }

    private static void warnings(JsonGenerator json, List<Warning> warnings) throws IOException {
        json.writeRaw('[');
        for (int i = 0; i < warnings.size(); i++) {
            Warning warning = warnings.get(i);
            json.writeRaw((i == 0 ? "{\"field\":" : ",{\"field\":") + quoted(warning.column()) + ",\"code\":"
                    + quoted(warning.code().name().toLowerCase(Locale.ROOT)) + "}");
        }
        json.writeRaw(']');
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** Puts an answer together. */
    private static final class Layout {
        private final List<SerializableString> texts = new ArrayList<>();
        private final List<Integer> values = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        void name(String name) {
            text.append(text.isEmpty() && values.isEmpty() ? "" : ",")
                    .append(quoted(name))
                    .append(':');
        }

        void value(int value) {
            texts.add(new SerializedString(text.toString()));
            text.setLength(0);
            values.add(value);
        }

        void probabilities(List<String> labels) {
            for (int k = 0; k < labels.size(); k++) {
                text.append(k == 0 ? '{' : ',').append(quoted(labels.get(k))).append(':');
                value(k);
            }
            text.append('}');
        }

        void identity(String name, String version) {
            text.append("{\"name\":")
                    .append(quoted(name))
                    .append(",\"version\":")
                    .append(quoted(version))
                    .append('}');
        }

        SerializableString[] texts() {
            texts.add(new SerializedString(text.toString()));
            return texts.toArray(SerializableString[]::new);
        }

        int[] values() {
            return values.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
