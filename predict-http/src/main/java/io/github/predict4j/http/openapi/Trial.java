package io.github.predict4j.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.http.protocol.Protocol;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.http.protocol.Request;
import io.github.predict4j.http.protocol.ServedModel;
import io.github.predict4j.http.protocol.UnsentHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that nobody sent, to see what its answer looks like. */
final class Trial {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Trial() {}

    /**
     * The answer, or {@code null} if the request is refused or the owner's form of the answer fails.
     *
     * @param body the body
     * @param query the query's parameters
     */
    static @Nullable JsonNode answer(ServedModel model, Protocol protocol, JsonNode body, ObjectNode query) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        try {
            Request request = new Request(new UnsentHead(queries(query)), bytes, bytes.length);
            return JSON.readTree(protocol.answer(model, request).body());
        } catch (RefusedException | RuntimeException noExample) {
            return null; // a description without an example is better than none; who asks is told, and the log
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static Map<String, List<String>> queries(ObjectNode parameters) {
        Map<String, List<String>> queries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
            queries.put(parameter.getKey(), List.of(parameter.getValue().asText()));
        }
        return queries;
    }
}
