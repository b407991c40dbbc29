package io.github.predict4j.http.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.http.protocol.AnswerField;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The server's own description in OpenAPI 3.1: the paths that every server has, from {@code base.json} beside this class,
 * and those of its models with the schemas of their rows and answers. Not thread-safe; made for one document.
 */
public final class OpenApi {
    private static final String ANY_MODEL = "/v1/models/{model}/predict";

    private final ObjectNode document = base();
    private final ObjectNode paths = JsonNodeFactory.instance.objectNode();
    private final ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    private int mounts;

    /**
     * A document without models.
     *
     * @param version the version of the server's program
     */
    public OpenApi(String version) {
        object(document, "info").put("version", version);
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
        document.set("paths", paths.setAll(object(document, "paths")));
        document.set("tags", tags.addAll((ArrayNode) document.get("tags")));
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Operations operations(ModelDescription model) {
        return new Operations(model, object(object(object(document, "paths"), ANY_MODEL), "post"));
    }

    private void set(String method, String path, ObjectNode operation) {
        ObjectNode item = paths.has(path) ? object(paths, path) : paths.putObject(path);
        item.set(method, operation);
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
