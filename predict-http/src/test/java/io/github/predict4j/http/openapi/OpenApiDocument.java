package io.github.predict4j.http.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** An OpenAPI document under test: whether it is one, and whether values are what its schemas say. */
public final class OpenApiDocument {
    private static final String OPENAPI = "https://spec.openapis.org/oas/3.1/schema/2026-08-03";
    private static final String JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema";
    private static final String DOCUMENT = "https://predict4j.test/openapi.json";

    private final JsonNode tree;
    private final SchemaRegistry registry;

    public OpenApiDocument(byte[] json) throws IOException {
        String text = new String(json, StandardCharsets.UTF_8);
        this.tree = new ObjectMapper().readTree(json);
        try (InputStream in =
                Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("openapi-3.1-schema.json"))) {
            String openApi = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            this.registry = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemas(Map.of(OPENAPI, openApi, DOCUMENT, text)));
        }
    }

    public JsonNode tree() {
        return tree;
    }

    /** What is wrong with the document, by the OpenAPI project's schema and, for schemas in it, by JSON Schema's own. */
    public List<String> faults() {
        List<JsonNode> schemas = new ArrayList<>(tree.findValues("schema"));
        tree.at("/components/schemas").forEach(schemas::add);
        return Stream.concat(faultsBy(OPENAPI, tree), schemas.stream().flatMap(schema -> faultsBy(JSON_SCHEMA, schema)))
                .toList();
    }

    private Stream<String> faultsBy(String schema, JsonNode value) {
        return registry.getSchema(SchemaLocation.of(schema)).validate(value).stream()
                .map(Error::toString);
    }

    /** References that lead nowhere. */
    public List<String> brokenReferences() {
        return tree.findValuesAsText("$ref").stream()
                .filter(reference -> !reference.startsWith("#")
                        || tree.at(JsonPointer.compile(reference.substring(1))).isMissingNode())
                .toList();
    }

    /** What is wrong with a value by the schema at that place of the document. */
    public List<String> faults(String pointer, JsonNode value) {
        return faultsBy(DOCUMENT + "#" + pointer, value).toList();
    }
}
