package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One body of our own protocol: an object is one row, an array holds rows, an object of objects rows under keys. */
final class JsonRows extends BatchedRows {
    private static final String[] NO_KEYS = {};

    private final JsonRow objects;
    private final JsonParser in;
    private final JsonGenerator out;
    private final RowWriter writer;
    private String[] keys = NO_KEYS; // of the rows that wait

    JsonRows(
            ServedModel model,
            Workspace workspace,
            JsonParser in,
            JsonGenerator out,
            RowWriter writer,
            OnError onError) {
        super(model, workspace, onError);
        this.objects = model.objects();
        this.in = in;
        this.out = out;
        this.writer = writer;
    }

    /** Reads the body, writes the answer. */
    void answer() throws IOException, RefusedException {
        JsonToken first = in.nextToken();
        if (first == JsonToken.START_OBJECT) {
            object();
        } else if (first == JsonToken.START_ARRAY) {
            array();
        } else if (first == null) {
            throw JsonText.malformed("empty_body", "the body must be a JSON object or array, found only space");
        } else {
            refuse(notARow("", first));
        }
        JsonProtocol.TEXT.requireEnd(in);
        requireNoFaults();
    }

    private void array() throws IOException, RefusedException {
        out.writeStartArray();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            element(token);
        }
        flush();
        if (answering()) {
            out.writeEndArray();
        }
    }

    /** One row, or rows under keys; the first member tells, because a row's members are no objects. */
    private void object() throws IOException, RefusedException {
        Row row = row();
        if (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            if (in.nextToken() == JsonToken.START_OBJECT) {
                keyed(name);
                return;
            }
            objects.fill(in, row, objects.member(in, name, row));
        }
        add();
        flush();
    }

    private void keyed(String first) throws IOException, RefusedException {
        keys = new String[room()];
        Set<String> known = new HashSet<>();
        out.writeStartObject();
        String key = first;
        while (true) {
            if (known.add(JsonRow.requireText(key))) {
                keys[waiting()] = key;
                element(in.currentToken());
            } else {
                String pointer = "/" + Fault.escape(key);
                refuse(Fault.ofRow(pointer, rows(), Fault.DUPLICATE_KEY, "required each key once, found it again"));
                in.skipChildren();
            }
            if (in.nextToken() == JsonToken.END_OBJECT) {
                break;
            }
            key = in.currentName();
            in.nextToken();
        }
        flush();
        if (answering()) {
            out.writeEndObject();
        }
    }

    private void element(JsonToken token) throws IOException, RefusedException {
        Row row = next();
        if (token == JsonToken.START_OBJECT) {
            objects.fill(in, row);
            add();
        } else {
            reject(List.of(notARow(pointer(rows(), waiting()), token)));
            in.skipChildren();
        }
    }

    private Fault notARow(String pointer, JsonToken found) {
        return Fault.ofRow(pointer, rows(), Fault.NOT_A_ROW, "required an object, found " + JsonRow.describe(found));
    }

    @Override
    void accepted(Row row) {
        writer.accepted(row);
    }

    @Override
    void write(int place, double[] scores, int offset, List<Warning> warnings) throws IOException {
        writeKey(place);
        writer.write(out, scores, offset, warnings);
    }

    @Override
    void writeFaults(int place, List<Fault> of) throws IOException {
        writeKey(place);
        out.writeStartObject();
        Fault.writeAll(out, of);
        out.writeEndObject();
    }

    private void writeKey(int place) throws IOException {
        if (keys.length > 0) {
            out.writeFieldName(keys[place]);
        }
    }

    @Override
    String pointer(int row, int place) {
        if (keys.length > 0) {
            return "/" + Fault.escape(keys[place]);
        }
        return out.getOutputContext().inArray() ? "/" + row : "";
    }
}
