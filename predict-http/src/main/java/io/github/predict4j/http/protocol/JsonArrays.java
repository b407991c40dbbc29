package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the rows of a JSON array. */
final class JsonArrays {
    private final Schema schema;
    private final JsonRow objects;
    private final BatchedRows rows;

    JsonArrays(ServedModel model, BatchedRows rows) {
        this.schema = model.predictor().schema();
        this.objects = model.objects();
        this.rows = rows;
    }

    /** Rows that are objects. */
    void objects(JsonParser in) throws IOException, RefusedException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            Row row = rows.next();
            if (in.currentToken() == JsonToken.START_OBJECT) {
                object(in, row);
            } else {
                reject("required an object, found " + JsonRow.describe(in.currentToken()));
                in.skipChildren();
            }
        }
    }

    /** Rows that are arrays of the values of those fields; -1 for a value that is passed over. */
    void values(JsonParser in, int[] fields) throws IOException, RefusedException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            Row row = rows.next();
            if (in.currentToken() == JsonToken.START_ARRAY) {
                array(in, row, fields);
            } else {
                reject("required an array, found " + JsonRow.describe(in.currentToken()));
                in.skipChildren();
            }
        }
    }

    /** Rows that are objects, arrays of values in the schema's order, or, if the schema has only one field, values. */
    void rows(JsonParser in) throws IOException, RefusedException {
        int[] fields = IntStream.range(0, schema.size()).toArray();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            Row row = rows.next();
            if (in.currentToken() == JsonToken.START_OBJECT) {
                object(in, row);
            } else if (in.currentToken() == JsonToken.START_ARRAY) {
                array(in, row, fields);
            } else if (fields.length == 1) {
                value(in, row, 0);
                rows.add();
            } else {
                reject("required an object or an array, found " + JsonRow.describe(in.currentToken()));
            }
        }
    }

    private void object(JsonParser in, Row row) throws IOException, RefusedException {
        objects.fill(in, row);
        rows.add();
    }

    private void array(JsonParser in, Row row, int[] fields) throws IOException, RefusedException {
        int count = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (count < fields.length && fields[count] >= 0) {
                value(in, row, fields[count]);
            } else {
                in.skipChildren();
            }
            count++;
        }
        if (count == fields.length) {
            rows.add();
        } else {
            reject("required " + fields.length + " values, found " + count);
        }
    }

    private void value(JsonParser in, Row row, int field) throws IOException, RefusedException {
        JsonRow.value(in, field, schema.fields().get(field).name(), row);
    }

    private void reject(String detail) throws IOException, RefusedException {
        rows.reject(List.of(Fault.ofRow("", rows.rows(), Fault.NOT_A_ROW, detail)));
    }
}
