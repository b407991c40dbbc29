package io.github.predict4j.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A JSON object of a hostile file: every member is asked for by name and type, and none may be left over. */
final class StrictJson {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER = 20; // digits of a long
    static final int MAX_STRING = 16 << 10;
    static final int MAX_NAME = 256;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_NAME)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String path;
    private final JsonNode node;
    private final Set<String> left;

    private StrictJson(String path, JsonNode node) throws BundleException {
        this.path = path;
        this.node = node;
        this.left = new LinkedHashSet<>();
        if (!node.isObject()) {
            throw problem("", "an object", node);
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            left.add(requireUnicode("", names.next()));
        }
    }

    /**
     * Checks a text before it is written, so that it can be read.
     *
     * @throws IllegalArgumentException if it cannot
     */
    static void requireStorable(String what, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(
                    what + " must have at most " + most + " characters, found " + text.length());
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(what + " must not hold an unpaired surrogate");
        }
    }

    static StrictJson parse(byte[] utf8) throws BundleException {
        String text;
        try {
            // Strict: Jackson alone would take UTF-16, a byte order mark and broken UTF-8.
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw BundleException.corrupt("manifest: required UTF-8, found other bytes");
        }
        if (text.startsWith("\uFEFF")) {
            throw BundleException.corrupt("manifest: required JSON, found a byte order mark");
        }
        return new StrictJson("", tree(text));
    }

    private static JsonNode tree(String text) throws BundleException {
        String path = "";
        try (JsonParser parser = FACTORY.createParser(text)) {
            try {
                JsonNode tree = parser.nextToken() == null ? null : value(parser);
                if (tree == null || parser.nextToken() != null) {
                    throw BundleException.corrupt("manifest: required one JSON value, found none or more");
                }
                return tree;
            } catch (JsonProcessingException e) {
                path = parser.getParsingContext().pathAsPointer().toString();
                throw e;
            }
        } catch (BundleException e) {
            throw e;
        } catch (IOException e) {
            String found = e instanceof JsonProcessingException j ? j.getOriginalMessage() : String.valueOf(e);
            throw new BundleException(
                    BundleException.Reason.CORRUPT, "manifest " + path + ": required strict JSON, found " + found, e);
        }
    }

    /** The value that begins here. A mapper would make the same tree, but takes longer to load than a bundle. */
    private static JsonNode value(JsonParser parser) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, nodes.objectNode());
            case START_ARRAY -> elements(parser, nodes.arrayNode());
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
            default -> nodes.nullNode();
        };
    }

    private static JsonNode members(JsonParser parser, ObjectNode object) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.set(name, value(parser));
        }
        return object;
    }

    private static JsonNode elements(JsonParser parser, ArrayNode array) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    boolean has(String name) {
        return node.has(name);
    }

    String text(String name) throws BundleException {
        return text(name, take(name));
    }

    String text(String name, Pattern pattern) throws BundleException {
        String text = text(name);
        if (!pattern.matcher(text).matches()) {
            throw problem(name, "a text that matches " + pattern, node.get(name));
        }
        return text;
    }

    /** A text that is the name of one of the constants. */
    <E extends Enum<E>> E choice(String name, Class<E> type) throws BundleException {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw problem(name, "one of " + Arrays.toString(type.getEnumConstants()), node.get(name));
    }

    long integer(String name, long min, long max) throws BundleException {
        JsonNode value = take(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < min || value.asLong() > max) {
            throw problem(name, "an integer in [" + min + ", " + max + "]", value);
        }
        return value.asLong();
    }

    boolean flag(String name) throws BundleException {
        JsonNode value = take(name);
        if (!value.isBoolean()) {
            throw problem(name, "true or false", value);
        }
        return value.asBoolean();
    }

    StrictJson object(String name) throws BundleException {
        return new StrictJson(pointer(name), take(name));
    }

    List<StrictJson> array(String name) throws BundleException {
        List<StrictJson> items = new ArrayList<>();
        for (JsonNode item : takeArray(name)) {
            items.add(new StrictJson(pointer(name) + "/" + items.size(), item));
        }
        return items;
    }

    List<String> textList(String name) throws BundleException {
        List<String> items = new ArrayList<>();
        for (JsonNode item : takeArray(name)) {
            items.add(text(name + "/" + items.size(), item));
        }
        return items;
    }

    /** An object of texts. */
    Map<String, String> texts(String name) throws BundleException {
        StrictJson object = object(name);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : List.copyOf(object.left)) {
            texts.put(key, object.text(key));
        }
        return texts;
    }

    /** Refuses members that nobody asked for. */
    void noMore() throws BundleException {
        if (!left.isEmpty()) {
            String name = left.iterator().next();
            throw BundleException.corrupt("manifest " + pointer(name) + ": required no member of that name, found one");
        }
    }

    /** The member's place, as RFC 6901 writes it. */
    private String pointer(String name) {
        return path + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private JsonNode take(String name) throws BundleException {
        left.remove(name);
        JsonNode value = node.get(name);
        if (value == null) {
            throw BundleException.corrupt("manifest " + pointer(name) + ": required, found nothing");
        }
        return value;
    }

    private JsonNode takeArray(String name) throws BundleException {
        JsonNode value = take(name);
        if (!value.isArray()) {
            throw problem(name, "an array", value);
        }
        return value;
    }

    private String text(String name, JsonNode value) throws BundleException {
        if (!value.isTextual()) {
            throw problem(name, "a text", value);
        }
        return requireUnicode("/" + name, value.asText());
    }

    private String requireUnicode(String below, String text) throws BundleException {
        // "\ud800" is legal JSON, but no text.
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw BundleException.corrupt("manifest " + path + below + ": required text, found an unpaired surrogate");
        }
        return text;
    }

    private BundleException problem(String name, String required, JsonNode found) {
        String text = found.toString();
        String cut = text.length() > 64 ? text.substring(0, 63) + "…" : text;
        return BundleException.corrupt(
                "manifest " + path + (name.isEmpty() ? "" : "/" + name) + ": required " + required + ", found " + cut);
    }
}
