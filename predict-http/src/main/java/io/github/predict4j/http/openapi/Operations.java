package io.github.predict4j.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.protocol.JsonProtocol;
import io.github.predict4j.http.protocol.Protocol;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.util.List;
import java.util.Set;

/** The operations of one model, each made after the one that predicts with any model. */
final class Operations {
    private static final List<String> STREAMS = List.of("application/x-ndjson", "text/csv");

    private final ModelDescription model;
    private final ObjectNode anyModel;

    /**
     * @param anyModel the operation to copy refusals from
     */
    Operations(ModelDescription model, ObjectNode anyModel) {
        this.model = model;
        this.anyModel = anyModel;
    }

    /** Our own protocol with everything that it answers. */
    ObjectNode predict(String id) {
        ObjectNode operation = rows(id, new JsonProtocol(AnswerField.all()), reference("answer"));
        for (JsonNode content : operation.findValues("content")) {
            if (content.has("application/json")) {
                STREAMS.forEach(type -> ((ObjectNode) content).putObject(type).set("schema", text()));
            }
        }
        operation.set("parameters", anyModel.get("parameters"));
        return operation;
    }

    private static ObjectNode text() {
        return JsonNodeFactory.instance.objectNode().put("type", "string");
    }

    /** A mount's. */
    ObjectNode mount(String id, MountedPath mount) {
        ObjectNode answer = answer(mount.fields());
        if (mount.list() != null) {
            return list(id, mount, mount.list(), answer);
        }
        return mount.method().equals("GET") ? query(id, mount, answer) : rows(id, mount.protocol(), answer);
    }

    private ObjectNode answer(Set<AnswerField> fields) {
        if (fields.isEmpty()) {
            return JsonNodeFactory.instance.objectNode().put("description", "In a form of its own");
        }
        return fields.equals(AnswerField.all()) ? reference("answer") : model.answer(fields);
    }

    private ObjectNode rows(String id, Protocol protocol, ObjectNode answer) {
        ObjectNode operation = copy(id);
        ObjectNode row = model.example().values();
        ObjectNode asked = json(operation.putObject("requestBody").put("required", true), forms(reference("row")));
        examples(asked.putObject("examples"), row);
        ObjectNode success =
                success(operation, "As the request: for one row, for an array of rows, or for rows under keys");
        ObjectNode answered = json(success, forms(answer));
        JsonNode one = Trial.answer(model.model(), protocol, row, row);
        if (one != null) {
            examples(answered.putObject("examples"), one);
        }
        return operation;
    }

    private ObjectNode query(String id, MountedPath mount, ObjectNode answer) {
        ObjectNode operation = copy(id);
        operation.remove("requestBody");
        ((ObjectNode) operation.get("responses")).remove(List.of("413", "415"));
        ArrayNode parameters = operation.putArray("parameters");
        for (Field field : schema().fields()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", field.name()).put("in", "query");
            parameter.put("required", RowSchema.required(field));
            ObjectNode schema = RowSchema.field(field, model.example());
            if (schema.has("description")) {
                parameter.put("description", schema.get("description").asText());
            }
            if (model.example().values().has(field.name())) {
                parameter.set("example", model.example().values().get(field.name()));
            }
            parameter.set("schema", schema);
        }
        one(operation, mount, answer, model.example().values());
        return operation;
    }

    private ObjectNode list(String id, MountedPath mount, String key, ObjectNode answer) {
        ObjectNode operation = copy(id);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode list = body.putObject("properties").putObject(key).put("type", "array");
        ArrayNode fields = list.putArray("prefixItems");
        ObjectNode example = JsonNodeFactory.instance.objectNode();
        ArrayNode values = example.putArray(key);
        for (Field field : schema().fields()) {
            fields.add(RowSchema.field(field, model.example()).put("title", field.name()));
            values.add(
                    model.example().values().path(field.name()).isMissingNode()
                            ? JsonNodeFactory.instance.nullNode()
                            : model.example().values().get(field.name()));
        }
        list.put("items", false).put("minItems", schema().size());
        body.putArray("required").add(key);
        body.put("additionalProperties", false);
        json(operation.putObject("requestBody").put("required", true), body).set("example", example);
        one(operation, mount, answer, example);
        return operation;
    }

    private void one(ObjectNode operation, MountedPath mount, ObjectNode answer, JsonNode body) {
        ObjectNode answered = json(success(operation, "The prediction"), answer);
        JsonNode one = Trial.answer(
                model.model(), mount.protocol(), body, model.example().values());
        if (one != null) {
            answered.set("example", one);
        }
    }

    private Schema schema() {
        return model.model().bundle().pipeline().schema();
    }

    private ObjectNode copy(String id) {
        ObjectNode operation = anyModel.deepCopy();
        operation.remove("parameters");
        operation.putArray("tags").add(model.model().name());
        return operation
                .put("operationId", id)
                .put("summary", "Predicts " + model.output().target());
    }

    private static ObjectNode success(ObjectNode operation, String description) {
        ObjectNode responses = (ObjectNode) operation.get("responses");
        return responses.putObject("200").put("description", description);
    }

    /** One, an array of them, or an object of them. */
    private static ObjectNode forms(ObjectNode one) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode forms = schema.putArray("anyOf");
        forms.add(one);
        forms.addObject().put("type", "array").set("items", one);
        forms.addObject().put("type", "object").set("additionalProperties", one);
        return schema;
    }

    private static void examples(ObjectNode examples, JsonNode one) {
        examples.putObject("row").put("summary", "One row").set("value", one);
        examples.putObject("rows")
                .put("summary", "An array of rows")
                .putArray("value")
                .add(one);
        examples.putObject("keys")
                .put("summary", "Rows under keys")
                .putObject("value")
                .set("any key", one);
    }

    private static ObjectNode json(ObjectNode in, ObjectNode schema) {
        ObjectNode type = in.putObject("content").putObject("application/json");
        type.set("schema", schema);
        return type;
    }

    private ObjectNode reference(String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("$ref", "#/components/schemas/" + model.model().name() + "." + kind);
    }
}
