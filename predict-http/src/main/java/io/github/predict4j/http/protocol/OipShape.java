package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/** The shape of a tensor: its dimensions, outermost first. */
final class OipShape {
    static final int MAX_RANK = 8;

    private final long[] dimensions;

    OipShape(long... dimensions) {
        this.dimensions = dimensions.clone();
    }

    /**
     * Reads a shape.
     *
     * @param in at the value's first token; at its last one afterwards
     */
    static OipShape read(JsonParser in, String input) throws IOException, RefusedException {
        long[] dimensions = new long[MAX_RANK];
        int rank = 0;
        boolean valid = in.currentToken() == JsonToken.START_ARRAY;
        while (valid && in.nextToken() != JsonToken.END_ARRAY) {
            valid = rank < MAX_RANK
                    && in.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && in.getLongValue() >= 0;
            if (valid) {
                dimensions[rank++] = in.getLongValue();
            }
        }
        if (!valid) {
            throw Oip.refused(input + ": shape must be an array of at most " + MAX_RANK
                    + " whole numbers of at least 0, found another");
        }
        return new OipShape(Arrays.copyOf(dimensions, rank));
    }

    int rank() {
        return dimensions.length;
    }

    long dimension(int i) {
        return dimensions[i];
    }

    /** The product of the dimensions, or -1 if it is more than {@code most}. */
    int elements(int most) {
        long product = 1;
        for (long dimension : dimensions) {
            if (dimension == 0) {
                return 0;
            }
            product = dimension > most / product ? most + 1L : product * dimension;
        }
        return product > most ? -1 : (int) product;
    }

    /** The form of the specification: {@code [2, 4]}. */
    @Override
    public String toString() {
        return Arrays.toString(dimensions);
    }
}
