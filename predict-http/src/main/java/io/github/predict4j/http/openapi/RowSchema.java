package io.github.predict4j.http.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Schema;

/** The row of a model as JSON Schema: an object with a member for each field. */
final class RowSchema {
    private RowSchema() {}

    static ObjectNode of(Schema schema, ExampleRow example) {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = row.putObject("properties");
        for (Field field : schema.fields()) {
            properties.set(field.name(), field(field, example));
        }
        ArrayNode required = row.putArray("required");
        schema.fields().stream().filter(RowSchema::required).map(Field::name).forEach(required::add);
        row.put("additionalProperties", schema.extra() == Extra.IGNORE);
        return row;
    }

    /** One field, with its value in the example. */
    static ObjectNode field(Field field, ExampleRow example) {
        ObjectNode schema = FieldSchema.of(field, example.closed(field));
        if (example.values().has(field.name())) {
            schema.putArray("examples").add(example.values().get(field.name()));
        }
        return schema;
    }

    static boolean required(Field field) {
        return field.missing() == Missing.REJECT;
    }
}
