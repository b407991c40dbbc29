package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads rows that are JSON objects, one a line (NDJSON), as bodies of requests are read. Belongs to one thread. */
public final class JsonLineReader {
    private static final JsonText TEXT = new JsonText("the line");

    private final JsonFactory json;
    private final JsonRow object;
    private final Utf8 utf8 = new Utf8();

    /**
     * @param schema the fields of a row
     * @param maxBytes the longest line
     */
    public JsonLineReader(Schema schema, int maxBytes) {
        this.json = Json.factory(schema, 1, maxBytes);
        this.object = new JsonRow(schema);
    }

    /**
     * Clears a row and fills it. Values that do not fit become faults of the row, which scoring it reports.
     *
     * @param line holds the line, without its end
     * @param length how many bytes it has
     * @throws RefusedException if the line is not one JSON object: {@code malformed_json}, {@code not_a_row},
     *     {@code trailing_text}, {@code over_limit}
     */
    public void read(byte[] line, int length, Row row) throws RefusedException {
        row.clear();
        TEXT.requireUtf8(utf8, line, length);
        try (JsonParser in = json.createParser(line, 0, length)) {
            TEXT.read(in, () -> {
                JsonToken first = in.nextToken();
                if (first != JsonToken.START_OBJECT) {
                    String found = first == null ? "only space" : JsonRow.describe(first);
                    throw JsonText.malformed(Fault.NOT_A_ROW, "the line must be a JSON object, found " + found);
                }
                object.fill(in, row);
                TEXT.requireEnd(in);
            });
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
