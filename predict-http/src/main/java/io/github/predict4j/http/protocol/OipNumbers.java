package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.schema.Row;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The elements of a tensor of numbers. NaN is a missing value. */
final class OipNumbers extends OipElements {
    private final OipType type;
    private final double[] values;
    private int read;

    OipNumbers(OipType type, int count) {
        this.type = type;
        this.values = new double[count];
    }

    @Override
    boolean read(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            values[read++] = Double.NaN;
            return true;
        }
        if (!token.isNumeric()) {
            return false;
        }
        double value = type.number(in);
        values[read++] = value;
        return !Double.isNaN(value);
    }

    @Override
    int read(ByteBuffer in) {
        for (int i = 0; i < values.length; i++) {
            values[i] = type.number(in);
            if (type.whole() && Double.isNaN(values[i])) {
                return i;
            }
        }
        return values.length;
    }

    @Override
    void put(int element, Row row, int field) {
        row.set(field, values[element]);
    }
}
