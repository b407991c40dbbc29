package io.github.predict4j.http.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Distribution;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.bundle.Statistics;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bundle described for programs, as one JSON object; {@code docs/command-line.md} lists its keys, which stay. */
final class JsonDescription {
    private final JsonGenerator json;

    private JsonDescription(JsonGenerator json) {
        this.json = json;
    }

    /** ASCII only, so that neither an encoding nor a terminal can misread it. */
    static String of(Bundle bundle) throws IOException {
        StringWriter text = new StringWriter();
        JsonFactory factory = JsonFactory.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build();
        try (JsonGenerator json = factory.createGenerator(text).useDefaultPrettyPrinter()) {
            new JsonDescription(json).bundle(bundle);
        }
        return text.toString();
    }

    private void bundle(Bundle bundle) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", bundle.name());
        json.writeStringField("version", bundle.version());
        json.writeStringField("id", bundle.id());
        texts("writer", bundle.writer());
        json.writeObjectFieldStart("pipeline");
        json.writeStringField("name", bundle.pipeline().name());
        json.writeStringField("version", bundle.pipeline().version());
        json.writeStringField("fingerprint", bundle.pipeline().fingerprint());
        json.writeEndObject();
        schema(bundle.pipeline().schema());
        json.writeArrayFieldStart("steps");
        for (Transformer step : bundle.pipeline().steps()) {
            step(step);
        }
        json.writeEndArray();
        texts("features", bundle.pipeline().features());
        json.writeFieldName("output");
        output(bundle);
        json.writeFieldName("model");
        model(bundle);
        metrics(bundle);
        json.writeNumberField("golden_rows", bundle.goldenRows().size());
        texts("provenance", bundle.provenance().entries());
        texts("annotations", bundle.annotations());
        json.writeFieldName("statistics");
        statistics(bundle.statistics());
        json.writeEndObject();
    }

    private void statistics(@Nullable Statistics statistics) throws IOException {
        if (statistics == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("rows", statistics.rows());
        json.writeArrayFieldStart("fields");
        for (Statistics.FieldStatistics field : statistics.fields()) {
            distribution(field.name(), field.distribution());
        }
        json.writeEndArray();
        if (statistics.prediction() != null) {
            json.writeFieldName("prediction");
            distribution("", statistics.prediction());
        }
        json.writeEndObject();
    }

    private void distribution(String name, Distribution values) throws IOException {
        json.writeStartObject();
        if (!name.isEmpty()) {
            json.writeStringField("name", name);
        }
        json.writeNumberField("count", values.count());
        json.writeNumberField("missing", values.missing());
        if (values instanceof Distribution.Numbers numbers) {
            number("min", numbers.min());
            number("max", numbers.max());
            number("mean", numbers.mean());
            number("sd", numbers.sd());
            json.writeArrayFieldStart("edges");
            for (double edge : numbers.edges()) {
                json.writeNumber(edge);
            }
            json.writeEndArray();
        } else if (values instanceof Distribution.Categories categories) {
            texts("categories", categories.categories());
        }
        json.writeArrayFieldStart("counts");
        for (long count : values.counts()) {
            json.writeNumber(count);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void schema(Schema schema) throws IOException {
        json.writeObjectFieldStart("schema");
        json.writeStringField("extra", schema.extra().name());
        json.writeArrayFieldStart("fields");
        for (Field field : schema.fields()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeStringField("type", field.type().name());
            json.writeStringField("missing", field.missing().name());
            json.writeStringField("invalid", field.invalid().name());
            number("min", field.min());
            number("max", field.max());
            if (field.categories() != null) {
                texts("categories", field.categories());
            }
            if (field.zone() != null) {
                json.writeStringField("zone", field.zone().getId());
            }
            json.writeStringField("unit", field.unit());
            json.writeStringField("description", field.description());
            json.writeStringField("example", field.example());
            json.writeBooleanField("personal", field.isPersonal());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void step(Transformer step) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", step.type().id());
        json.writeNumberField("version", step.type().version());
        texts("inputs", step.inputs());
        texts("outputs", step.outputs());
        json.writeStringField("fitted", step.state().toString());
        texts("notes", step.notes());
        json.writeEndObject();
    }

    private void output(Bundle bundle) throws IOException {
        OutputSchema output = bundle.output();
        if (output == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("task", output.task().name());
        json.writeStringField("target", output.target());
        texts("labels", output.labels());
        json.writeStringField("unit", output.unit());
        json.writeStringField("probability", output.probability());
        json.writeEndObject();
    }

    private void model(Bundle bundle) throws IOException {
        Model model = bundle.model();
        if (model == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("description", Description.shape(model));
        json.writeNumberField("inputs", model.inputSize());
        json.writeNumberField("outputs", model.outputSize());
        json.writeBooleanField("accepts_missing", model.acceptsMissing());
        if (model instanceof TreeEnsemble ensemble) {
            json.writeStringField("kind", "tree_ensemble");
            json.writeNumberField("trees", ensemble.trees().treeCount());
            json.writeNumberField("nodes", ensemble.trees().nodeCount());
            json.writeNumberField("leaves", ensemble.trees().leafCount());
            json.writeNumberField("depth", ensemble.trees().maxDepth());
            json.writeStringField("aggregation", ensemble.aggregation().name());
            json.writeStringField("precision", ensemble.precision().name());
            json.writeStringField("post_transform", ensemble.postTransform().name());
        } else if (model instanceof LinearModel linear) {
            json.writeStringField("kind", "linear");
            json.writeStringField("post_transform", linear.postTransform().name());
        }
        json.writeEndObject();
    }

    private void metrics(Bundle bundle) throws IOException {
        json.writeArrayFieldStart("metrics");
        for (Metric metric : bundle.metrics()) {
            json.writeStartObject();
            json.writeStringField("name", metric.name());
            number("value", metric.value());
            json.writeStringField("split", metric.split());
            json.writeNumberField("rows", metric.rows());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** JSON has no infinity and no NaN: {@code null}. */
    private void number(String key, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(key, value);
        } else {
            json.writeNullField(key);
        }
    }

    private void texts(String key, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(key);
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private void texts(String key, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
