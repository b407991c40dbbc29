package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one input. Its data goes straight from the parser into primitive arrays; only if it comes before what it is, it is
 * passed over and read when that is known.
 */
final class OipInputReader {
    private final JsonFactory json;
    private final byte[] body;
    private final int length;
    private final OipBinary binary;
    private final OipMembers members = new OipMembers("an input");
    private @Nullable String name;
    private @Nullable OipShape shape;
    private @Nullable OipType type;
    private @Nullable OipElements elements;
    private int dataStart;
    private int dataEnd;
    private long binarySize = -1;

    /**
     * @param body holds the JSON from index 0 on
     * @param length how many bytes the JSON has
     */
    OipInputReader(JsonFactory json, byte[] body, int length, OipBinary binary) {
        this.json = json;
        this.body = body;
        this.length = length;
        this.binary = binary;
    }

    /** Reads the members of an object that was begun, to its end. */
    OipInput read(JsonParser in) throws IOException, RefusedException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String member = in.currentName();
            if (in.nextToken() == JsonToken.VALUE_NULL) {
                continue; // some clients write out what they leave out
            }
            switch (member) {
                case "name" -> name = members.text(in, member);
                case "datatype" -> type = type(members.text(in, member));
                case "shape" -> {
                    members.once(member);
                    shape = OipShape.read(in, words());
                }
                case "parameters" -> parameters(in);
                case "data" -> data(in);
                default -> in.skipChildren();
            }
        }
        return input();
    }

    private OipType type(String datatype) throws RefusedException {
        OipType known = OipType.of(datatype);
        if (known == null) {
            throw Oip.refused(
                    words() + ": datatype must be one of " + OipType.names() + ", found " + Oip.quote(datatype));
        }
        return known;
    }

    private void parameters(JsonParser in) throws IOException, RefusedException {
        members.begin(in, "parameters");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String parameter = in.currentName();
            in.nextToken();
            if (parameter.equals("binary_data_size")) {
                binarySize = members.count(in, parameter);
            } else if (parameter.equals("shared_memory_region")) {
                throw Oip.refused(words() + ": data must come with the request, found shared memory");
            } else {
                in.skipChildren();
            }
        }
    }

    private void data(JsonParser in) throws IOException, RefusedException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw Oip.refused(words() + ": data must be an array, found " + JsonRow.describe(in.currentToken()));
        }
        members.once("data");
        if (name != null && shape != null && type != null) {
            elements = OipData.read(in, words(), type, shape, mostElements());
            return;
        }
        dataStart = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        dataEnd = (int) in.currentTokenLocation().getByteOffset() + 1;
    }

    private OipInput input() throws IOException, RefusedException {
        if (name == null || shape == null || type == null) {
            throw Oip.refused(words() + ": required a name, a shape and a datatype, found "
                    + (name == null ? "no name" : shape == null ? "no shape" : "no datatype"));
        }
        boolean data = members.has("data");
        if (data == binarySize >= 0) {
            throw Oip.refused(
                    words() + ": required either data or binary_data_size, found " + (data ? "both" : "neither"));
        }
        if (!data) {
            elements = binary.next(words(), type, shape, binarySize);
        } else if (elements == null) {
            elements = passedOver(type, shape);
        }
        return new OipInput(name, shape, type, elements);
    }

    private OipElements passedOver(OipType datatype, OipShape form) throws IOException, RefusedException {
        try (JsonParser again = json.createParser(body, dataStart, dataEnd - dataStart)) {
            again.nextToken();
            return OipData.read(again, words(), datatype, form, mostElements());
        }
    }

    /** Each is a character at least, and a comma. */
    private int mostElements() {
        return length / 2;
    }

    private String words() {
        return name == null ? "an input" : "input " + Oip.quote(name);
    }
}
