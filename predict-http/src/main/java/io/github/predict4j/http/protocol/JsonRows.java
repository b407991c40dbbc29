package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.Batch;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One body of rows on its way to predictions. Rows wait in the workspace's batch; a full batch is scored and written.
 * After the first fault nothing is scored or written any more, but every row is still read for its faults.
 */
final class JsonRows {
    private final ServedModel model;
    private final Batch batch;
    private final double[] scores;
    private final JsonParser in;
    private final JsonGenerator out;
    private final RowWriter writer;
    private final Faults faults = new Faults();
    private final List<String> keys = new ArrayList<>(0);
    private int rows;

    JsonRows(ServedModel model, Workspace workspace, JsonParser in, JsonGenerator out, RowWriter writer) {
        this.model = model;
        this.batch = workspace.batch();
        this.scores = workspace.scores();
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
            faults.add(notARow("", first));
            rows = 1;
        }
        JsonProtocol.TEXT.requireEnd(in);
        if (!faults.none()) {
            throw faults.refuse(rows);
        }
    }

    private void array() throws IOException, RefusedException {
        out.writeStartArray();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            element("/" + rows, token);
        }
        flush();
        if (faults.none()) {
            out.writeEndArray();
        }
    }

    /** One row, or rows under keys; the first member tells, because a row's members are no objects. */
    private void object() throws IOException, RefusedException {
        Row row = batch.row().clear();
        if (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            if (in.nextToken() == JsonToken.START_OBJECT) {
                keyed(name);
                return;
            }
            JsonRow.member(in, name, row);
            in.nextToken();
        }
        JsonRow.fill(in, row);
        add("");
        flush();
    }

    private void keyed(String first) throws IOException, RefusedException {
        Set<String> known = new HashSet<>();
        out.writeStartObject();
        String key = first;
        while (true) {
            String pointer = "/" + Fault.escape(JsonRow.requireText(key));
            if (known.add(key)) {
                keys.add(key);
                element(pointer, in.currentToken());
            } else {
                faults.add(Fault.ofRow(pointer, rows++, Fault.DUPLICATE_KEY, "required each key once, found it again"));
                in.skipChildren();
            }
            if (in.nextToken() == JsonToken.END_OBJECT) {
                break;
            }
            key = in.currentName();
            in.nextToken();
        }
        flush();
        if (faults.none()) {
            out.writeEndObject();
        }
    }

    private void element(String pointer, JsonToken token) throws IOException, RefusedException {
        if (rows == model.maxRows()) {
            throw new RefusedException(Problem.of(
                    413, "too_many_rows", "a request must have at most " + model.maxRows() + " rows, found more"));
        }
        if (token == JsonToken.START_OBJECT) {
            in.nextToken();
            JsonRow.fill(in, batch.row().clear());
            add(pointer);
        } else {
            faults.add(notARow(pointer, token));
            rows++;
            in.skipChildren();
        }
    }

    private Fault notARow(String pointer, JsonToken found) {
        return Fault.ofRow(pointer, rows, Fault.NOT_A_ROW, "required an object, found " + JsonRow.describe(found));
    }

    private void add(String pointer) throws IOException {
        try {
            batch.add();
            writer.accepted(batch.row());
        } catch (InvalidRowException e) {
            faults.add(pointer, rows, e);
        }
        rows++;
        if (batch.size() == batch.capacity()) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (faults.none() && batch.size() > 0) {
            batch.score(scores);
            write();
        }
        batch.clear();
        keys.clear();
    }

    private void write() throws IOException {
        int width = model.predictor().output().size();
        for (int i = 0; i < batch.size(); i++) {
            if (!finite(i, width) || !faults.none()) {
                continue;
            }
            if (!keys.isEmpty()) {
                out.writeFieldName(keys.get(i));
            }
            writer.write(out, scores, i * width, batch.warnings(i));
        }
    }

    private boolean finite(int i, int width) {
        for (int k = i * width; k < (i + 1) * width; k++) {
            if (!Double.isFinite(scores[k])) {
                int row = rows - batch.size() + i;
                faults.add(Fault.notFinite(pointer(row, i), row));
                return false;
            }
        }
        return true;
    }

    private String pointer(int row, int i) {
        if (!keys.isEmpty()) {
            return "/" + Fault.escape(keys.get(i));
        }
        return out.getOutputContext().inArray() ? "/" + row : "";
    }
}
