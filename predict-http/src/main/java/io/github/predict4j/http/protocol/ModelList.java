package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which models there are and how they are, for those who ask: KServe V1 and TensorFlow Serving, and people. */
public final class ModelList {
    private ModelList() {}

    /** Writes one JSON text. */
    private interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    /** The names: {@code {"models":["iris"]}}. */
    public static Answer names(List<ModelStatus> all) {
        return answer(200, json -> {
            json.writeArrayFieldStart("models");
            for (String name : all.stream().map(ModelStatus::name).distinct().toList()) {
                json.writeString(name);
            }
            json.writeEndArray();
        });
    }

    /**
     * One model, as clients of KServe ({@code name}, {@code ready}) and of TensorFlow Serving
     * ({@code model_version_status}) read it; 503 if no version is ready.
     *
     * @param versions its versions; at least one
     */
    public static Answer model(List<ModelStatus> versions) {
        boolean ready = versions.stream().anyMatch(version -> version.state() == ModelState.READY);
        return answer(ready ? 200 : 503, json -> {
            json.writeStringField("name", versions.get(0).name());
            json.writeBooleanField("ready", ready);
            json.writeArrayFieldStart("model_version_status");
            for (ModelStatus version : versions) {
                version(json, version);
            }
            json.writeEndArray();
        });
    }

    private static void version(JsonGenerator json, ModelStatus version) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", version.version());
        json.writeStringField(
                "state",
                switch (version.state()) {
                    case LOADING -> "LOADING";
                    case READY -> "AVAILABLE";
                    case UNAVAILABLE -> "END";
                });
        json.writeObjectFieldStart("status");
        json.writeStringField("error_code", version.state() == ModelState.UNAVAILABLE ? "UNKNOWN" : "OK");
        json.writeStringField("error_message", version.reason());
        json.writeEndObject();
        json.writeEndObject();
    }

    /**
     * Whether the server is ready, and every model: {@code {"status":"ready","models":[…]}}.
     *
     * @param status in one word; anything but {@code ready} is 503
     */
    public static Answer health(String status, List<ModelStatus> all) {
        return answer(status.equals("ready") ? 200 : 503, json -> {
            json.writeStringField("status", status);
            json.writeArrayFieldStart("models");
            for (ModelStatus model : all) {
                json.writeStartObject();
                json.writeStringField("name", model.name());
                json.writeStringField("version", model.version());
                json.writeStringField("state", model.state().name().toLowerCase(Locale.ROOT));
                json.writeStringField("reason", model.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static Answer answer(int status, Writing members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return new Answer(status, Answer.JSON, out.toByteArray(), Map.of());
    }
}
