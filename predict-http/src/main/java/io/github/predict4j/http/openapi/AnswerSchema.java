package io.github.predict4j.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.schema.Warning;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The answer to one row as JSON Schema. */
final class AnswerSchema {
    private final OutputSchema output;

    private AnswerSchema(OutputSchema output) {
        this.output = output;
    }

    /** An object of the fields; the bare value if it is one. */
    static ObjectNode of(OutputSchema output, Set<AnswerField> fields) {
        AnswerSchema schema = new AnswerSchema(output);
        if (fields.size() == 1) {
            return schema.field(fields.iterator().next());
        }
        ObjectNode answer = object();
        ObjectNode properties = answer.putObject("properties");
        ArrayNode required = answer.putArray("required");
        for (AnswerField field : fields) {
            if (output.task() == Task.CLASSIFICATION || !field.ofClassifications()) {
                properties.set(field.key(), schema.field(field));
                required.add(field.key());
            }
        }
        return answer;
    }

    private ObjectNode field(AnswerField field) {
        return switch (field) {
            case PREDICTION -> prediction();
            case PROBABILITY -> probability().put("description", "The probability of the label" + meaning());
            case PROBABILITIES -> probabilities();
            case WARNINGS -> warnings();
            case MODEL -> identity("The model that has answered");
            case PIPELINE -> identity("Its feature pipeline");
        };
    }

    private ObjectNode prediction() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (output.task() == Task.CLASSIFICATION) {
            labels(schema.put("type", "string"));
        } else {
            schema.put("type", "number").put("format", "double");
        }
        schema.put("description", output.target() + (output.unit().isEmpty() ? "" : " (" + output.unit() + ")"));
        if (!output.unit().isEmpty()) {
            schema.put("x-unit", output.unit());
        }
        return schema;
    }

    private ObjectNode probabilities() {
        ObjectNode schema =
                object().put("description", "The probability of every label, in the model's order" + meaning());
        labels(schema.putObject("propertyNames"));
        schema.set("additionalProperties", probability());
        return schema;
    }

    private String meaning() {
        return output.probability().isEmpty() ? "" : ": " + output.probability();
    }

    private void labels(ObjectNode schema) {
        if (output.labels().size() <= FieldSchema.MOST_LISTED) {
            output.labels().forEach(schema.putArray("enum")::add);
        }
    }

    private static ObjectNode probability() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "number")
                .put("format", "double")
                .put("minimum", 0)
                .put("maximum", 1);
    }

    private static ObjectNode warnings() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "array");
        ObjectNode warning = schema.putObject("items").put("type", "object");
        ObjectNode properties = warning.putObject("properties");
        properties.putObject("field").put("type", "string");
        ArrayNode codes = properties.putObject("code").put("type", "string").putArray("enum");
        Arrays.stream(Warning.Code.values())
                .map(code -> code.name().toLowerCase(Locale.ROOT))
                .forEach(codes::add);
        warning.putArray("required").add("field").add("code");
        return schema.put("description", "What was done to values of the row");
    }

    private static ObjectNode identity(String description) {
        ObjectNode schema = object().put("description", description);
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("name").put("type", "string");
        properties.putObject("version").put("type", "string");
        schema.putArray("required").add("name").add("version");
        return schema;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode().put("type", "object");
    }
}
