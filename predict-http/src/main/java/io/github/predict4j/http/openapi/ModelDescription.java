package io.github.predict4j.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.protocol.JsonProtocol;
import io.github.predict4j.http.protocol.ServedModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One served model as JSON: what a row has to be, what an answer is, and an example of both. Immutable.
 *
 * <p>The example is a row made of the fields' examples, ranges and means, never a record that somebody trained on; its
 * answer is the model's own.
 */
public final class ModelDescription {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final ServedModel model;
    private final Bundle bundle;
    private final OutputSchema output;
    private final ExampleRow example;

    /**
     * @param model the model to describe
     */
    public ModelDescription(ServedModel model) {
        this.model = model;
        this.bundle = model.bundle();
        this.output = bundle.predictor().output();
        this.example = new ExampleRow(bundle);
    }

    /**
     * All of it as one JSON object, whose members {@code docs/http-api.md} lists. {@code row} and {@code answer} are JSON
     * Schemas (2020-12) for any validator.
     */
    public byte[] toJson() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("name", model.name()).put("version", model.version()).put("id", bundle.id());
        all.put("task", output.task().name().toLowerCase(Locale.ROOT)).put("target", output.target());
        if (output.task() == Task.CLASSIFICATION) {
            list(all, "labels", output.labels());
        }
        list(all, "columns", bundle.pipeline().schema().names());
        all.set("row", standalone(row()));
        all.set("answer", standalone(answer(AnswerField.all())));
        ObjectNode pair = all.putObject("example");
        pair.set("row", example.values());
        pair.set(
                "answer", Trial.answer(model, new JsonProtocol(AnswerField.all()), example.values(), example.values()));
        ObjectNode pipeline = all.putObject("pipeline");
        pipeline.put("name", bundle.pipeline().name())
                .put("version", bundle.pipeline().version());
        pipeline.put("fingerprint", bundle.pipeline().fingerprint());
        list(pipeline, "features", bundle.pipeline().features());
        ArrayNode metrics = all.putArray("metrics");
        for (Metric metric : bundle.metrics()) {
            ObjectNode entry = metrics.addObject().put("name", metric.name());
            if (Double.isFinite(metric.value())) {
                entry.put("value", metric.value());
            }
            entry.put("split", metric.split()).put("rows", metric.rows());
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The model. */
    public ServedModel model() {
        return model;
    }

    /** The example's row, in JSON. */
    public String exampleRow() {
        return example.values().toString();
    }

    OutputSchema output() {
        return output;
    }

    ExampleRow example() {
        return example;
    }

    ObjectNode row() {
        return RowSchema.of(bundle.pipeline().schema(), example);
    }

    ObjectNode answer(Set<AnswerField> fields) {
        return AnswerSchema.of(output, fields);
    }

    private static ObjectNode standalone(ObjectNode schema) {
        ObjectNode marked = JsonNodeFactory.instance.objectNode().put("$schema", DIALECT);
        return marked.setAll(schema);
    }

    private static void list(ObjectNode in, String key, List<String> texts) {
        ArrayNode list = in.putArray(key);
        texts.forEach(list::add);
    }
}
