package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import io.github.predict4j.schema.Row;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The elements of a tensor of booleans. */
final class OipFlags extends OipElements {
    private static final byte MISSING = 2;

    private final byte[] values;
    private int read;

    OipFlags(int count) {
        this.values = new byte[count];
    }

    @Override
    boolean read(JsonParser in) throws IOException {
        switch (in.currentToken()) {
            case VALUE_TRUE -> values[read++] = 1;
            case VALUE_FALSE -> values[read++] = 0;
            case VALUE_NULL -> values[read++] = MISSING;
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    int read(ByteBuffer in) {
        in.get(values);
        int i = 0;
        while (i < values.length && (values[i] & ~1) == 0) {
            i++;
        }
        return i;
    }

    @Override
    void put(int element, Row row, int field) {
        if (values[element] == MISSING) {
            row.missing(field);
        } else {
            row.set(field, values[element] == 1);
        }
    }
}
