package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads a tensor's {@code data} from JSON: flat, or nested as its shape is. */
final class OipData {
    private final JsonParser in;
    private final String input;
    private final OipType type;
    private final OipShape shape;
    private final OipElements elements;
    private int read;

    private OipData(JsonParser in, String input, OipType type, OipShape shape, OipElements elements) {
        this.in = in;
        this.input = input;
        this.type = type;
        this.shape = shape;
        this.elements = elements;
    }

    /**
     * Reads an array.
     *
     * @param in at the array's begin; at its end afterwards
     * @param input the input in words
     * @param most more elements than this cannot be there, so no memory is taken for them
     */
    static OipElements read(JsonParser in, String input, OipType type, OipShape shape, int most)
            throws IOException, RefusedException {
        if (type == OipType.FP16) {
            throw Oip.refused(input + ": FP16 must come as binary data, found \"data\"");
        }
        int count = shape.elements(most);
        if (count < 0) {
            throw wrongCount(input, shape);
        }
        OipElements elements = OipElements.of(type, count);
        JsonToken first = in.nextToken();
        new OipData(in, input, type, shape, elements)
                .level(first == JsonToken.START_ARRAY ? shape : new OipShape(count), 0, first);
        return elements;
    }

    /** The elements of an array that was begun: tensors of one dimension less, or scalars. */
    private void level(OipShape form, int level, JsonToken first) throws IOException, RefusedException {
        long found = 0;
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = in.nextToken()) {
            if (level >= form.rank() || found++ == form.dimension(level)) {
                throw wrongCount(input, shape);
            }
            if (level + 1 < form.rank() && token == JsonToken.START_ARRAY) {
                level(form, level + 1, in.nextToken());
            } else if (level + 1 < form.rank() || !elements.read(in)) {
                throw Oip.refused(input + ", " + place() + ": required " + type.required() + " (" + type + "), found "
                        + found(token));
            } else {
                read++;
            }
        }
        if (level >= form.rank() || found < form.dimension(level)) {
            throw wrongCount(input, shape);
        }
    }

    private static RefusedException wrongCount(String input, OipShape shape) {
        return Oip.refused(input + ": data must have the elements that shape " + shape
                + " says, flat or nested like it, found another number");
    }

    private String place() {
        boolean matrix = shape.rank() == 2 && shape.dimension(1) > 1;
        return matrix ? "row " + read / shape.dimension(1) + ", column " + read % shape.dimension(1) : "row " + read;
    }

    private String found(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> Oip.quote(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Oip.cut(in.getText());
            default -> JsonRow.describe(token);
        };
    }
}
