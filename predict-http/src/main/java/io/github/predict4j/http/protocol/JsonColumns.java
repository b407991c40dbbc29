package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.schema.Row;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns of a body read side by side, so that they come as rows and their values need not be kept: each column has a
 * parser of its own on the same bytes. A column is an array of values, or of arrays of one value.
 */
final class JsonColumns implements Closeable {
    private final JsonFactory json;
    private final byte[] body;
    private final int length;
    private final List<Column> columns = new ArrayList<>();
    private int rows;

    /** A column; its parser is at the value of the row that {@link #more} went on to. */
    private record Column(String name, int field, JsonParser in) {}

    JsonColumns(JsonFactory json, byte[] body, int length) {
        this.json = json;
        this.body = body;
        this.length = length;
    }

    /**
     * Adds a column.
     *
     * @param offset where in the body its array begins
     */
    void add(String name, int field, int offset) throws IOException {
        JsonParser in = json.createParser(body, offset, length - offset);
        columns.add(new Column(name, field, in));
        in.nextToken();
    }

    /**
     * Goes on to the next row.
     *
     * @return whether there is one
     * @throws RefusedException if only some of the columns have it
     */
    boolean more() throws IOException, RefusedException {
        int have = 0;
        Column without = null;
        for (Column column : columns) {
            boolean has = column.in.nextToken() != JsonToken.END_ARRAY;
            have += has ? 1 : 0;
            without = has ? without : column;
        }
        if (without != null && have > 0) {
            throw JsonText.malformed(
                    "not_a_row",
                    "the columns must have the same length, found only " + rows + " values in \"" + without.name
                            + "\"");
        }
        rows++;
        return have > 0;
    }

    /** Fills a row with the values it went on to. */
    void fill(Row row) throws IOException, RefusedException {
        for (Column column : columns) {
            JsonParser in = column.in;
            boolean wrapped = in.currentToken() == JsonToken.START_ARRAY && in.nextToken() != JsonToken.END_ARRAY;
            if (in.currentToken() == JsonToken.END_ARRAY) {
                row.invalid(column.name, "an empty array");
                continue;
            }
            JsonRow.value(in, column.field, column.name, row);
            if (wrapped && in.nextToken() != JsonToken.END_ARRAY) {
                row.invalid(column.name, "an array of more than one value");
                skipToEnd(in);
            }
        }
    }

    private static void skipToEnd(JsonParser in) throws IOException {
        while (in.currentToken() != JsonToken.END_ARRAY) {
            in.skipChildren();
            in.nextToken();
        }
    }

    @Override
    public void close() throws IOException {
        for (Column column : columns) {
            column.in.close();
        }
    }
}
