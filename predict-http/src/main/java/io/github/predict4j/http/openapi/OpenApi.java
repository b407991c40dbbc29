package io.github.predict4j.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.http.protocol.AnswerField;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The server's own description in OpenAPI 3.1: the paths that are about any model or none, from {@code base.json} beside
 * this class as far as the server has them, and those of its models with the schemas of their rows and answers. Not thread-safe; made for one document.
 */
public final class OpenApi {
    private static final String ANY_MODEL = "/v1/models/{model}/predict";

    /** What a path in {@code base.json} may have or not, as a route may. */
    private static final String OPTIONAL = "[/versions/{version}]";

    private final ObjectNode document = base();
    private final ObjectNode common = common(object(document, "paths"));
    private final ObjectNode paths = JsonNodeFactory.instance.objectNode();
    private final ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    private int mounts;

    /**
     * A document without models.
     *
     * @param version the version of the server's program
     * @param routes what the server has, each as method and path: {@code POST /v1/predict}
     */
    public OpenApi(String version, Collection<String> routes) {
        object(document, "info").put("version", version);
        for (Map.Entry<String, JsonNode> path : common.properties()) {
            for (String method : List.of("get", "post")) {
                if (!routes.contains(method.toUpperCase(Locale.ROOT) + " " + path.getKey())) {
                    ((ObjectNode) path.getValue()).remove(method);
                }
            }
        }
    }

    /** Both paths of those with an optional part, and the parameters in them. */
    private static ObjectNode common(ObjectNode written) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> path : written.properties()) {
            String text = path.getKey();
            all.set(text.replace(OPTIONAL, ""), parameters(text.replace(OPTIONAL, ""), path.getValue()));
            if (text.contains(OPTIONAL)) {
                String version = text.replace("[", "").replace("]", "");
                ObjectNode item = parameters(version, path.getValue());
                item.findParents("operationId").forEach(OpenApi::ofVersion);
                all.set(version, item);
            }
        }
        return all;
    }

    private static ObjectNode parameters(String path, JsonNode written) {
        ObjectNode item = written.deepCopy();
        ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
        for (String name : List.of("model", "version")) {
            if (path.contains("{" + name + "}")) {
                parameters.addObject().put("$ref", "#/components/parameters/" + name);
            }
        }
        return parameters.isEmpty() ? item : item.set("parameters", parameters);
    }

    private static void ofVersion(JsonNode operation) {
        String id = operation.get("operationId").asText() + "OfVersion";
        ((ObjectNode) operation)
                .put("operationId", id)
                .put("summary", operation.get("summary").asText() + " (one version)");
    }

    /** Adds the path of a model's newest version. */
    public OpenApi model(ModelDescription model) {
        String name = model.model().name();
        ObjectNode schemas = object(object(document, "components"), "schemas");
        schemas.set(name + ".row", model.row());
        schemas.set(name + ".answer", model.answer(AnswerField.all()));
        String description = "Predicts " + model.output().target() + ". Version "
                + model.model().version();
        tags.addObject().put("name", name).put("description", description);
        set("post", "/v1/models/" + name + "/predict", operations(model).predict("predict-" + name));
        return this;
    }

    /** Adds the path that means a model, which was added, without naming it. */
    public OpenApi byDefault(ModelDescription model) {
        set("post", "/v1/predict", operations(model).predict("predict"));
        return this;
    }

    /** Adds a path of the owner's choice that means a model, which was added. */
    public OpenApi mount(ModelDescription model, MountedPath mount) {
        mounts++;
        set(
                mount.method().equals("GET") ? "get" : "post",
                mount.path(),
                operations(model).mount("mount-" + mounts, mount));
        return this;
    }

    /** The document, in UTF-8; once. */
    public byte[] toJson() {
        common.properties().stream()
                .filter(path -> path.getValue().has("get") || path.getValue().has("post"))
                .forEach(path -> item(path.getKey()).setAll((ObjectNode) path.getValue()));
        document.set("paths", paths);
        List<String> used = paths.findValues("tags").stream()
                .map(tag -> tag.path(0).asText())
                .toList();
        for (JsonNode tag : document.get("tags")) {
            if (used.contains(tag.get("name").asText())) {
                tags.add(tag);
            }
        }
        document.set("tags", tags);
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Operations operations(ModelDescription model) {
        return new Operations(model, object(object(common, ANY_MODEL), "post"));
    }

    private void set(String method, String path, ObjectNode operation) {
        item(path).set(method, operation);
    }

    private ObjectNode item(String path) {
        return paths.has(path) ? object(paths, path) : paths.putObject(path);
    }

    private static ObjectNode object(ObjectNode in, String key) {
        return (ObjectNode) in.get(key);
    }

    private static ObjectNode base() {
        try (InputStream in = Objects.requireNonNull(OpenApi.class.getResourceAsStream("base.json"))) {
            return (ObjectNode) new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
