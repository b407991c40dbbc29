package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import io.github.predict4j.schema.Row;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The elements of one tensor, row-major, in primitive arrays. Belongs to one request. */
abstract class OipElements {
    /**
     * Room for that many elements.
     *
     * @param type any but {@link OipType#FP16}, if they come as JSON
     */
    static OipElements of(OipType type, int count) {
        return switch (type) {
            case BOOL -> new OipFlags(count);
            case BYTES -> new OipTexts(count);
            default -> new OipNumbers(type, count);
        };
    }

    /**
     * Takes the JSON value that the parser is at as the next element.
     *
     * @return whether it is one of the datatype, or {@code null}, which is missing
     */
    abstract boolean read(JsonParser in) throws IOException, RefusedException;

    /**
     * Takes what the buffer holds, little-endian, as all elements.
     *
     * @return the number of the first element that is none of the datatype, or the count; the count is returned with
     *     bytes left over if there are too many
     */
    abstract int read(ByteBuffer in);

    /** Sets a row's field to an element. */
    abstract void put(int element, Row row, int field);
}
