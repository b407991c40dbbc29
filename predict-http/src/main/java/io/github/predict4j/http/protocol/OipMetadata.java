package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.schema.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What the Open Inference Protocol's metadata says of the server and of its models. */
public final class OipMetadata {
    private static final List<String> EXTENSIONS = List.of("binary_tensor_data", "statistics");

    private OipMetadata() {}

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Of the server: its name, its version, and the extensions that it has.
     *
     * @param version the version of this library
     */
    public static byte[] server(String version) {
        return object(json -> {
            json.writeStringField("name", "predict4j");
            json.writeStringField("version", version);
            strings(json, "extensions", EXTENSIONS);
        });
    }

    /**
     * Of a model: an input for each field, in the schema's order, and the outputs; -1 stands for any number of rows.
     *
     * @param model the version to describe
     * @param versions all versions that are ready
     */
    public static byte[] model(ServedModel model, List<String> versions) {
        OutputSchema output = model.predictor().output();
        return object(json -> {
            json.writeStringField("name", model.name());
            strings(json, "versions", versions);
            json.writeStringField("platform", Oip.PLATFORM);
            json.writeArrayFieldStart("inputs");
            for (Field field : model.predictor().schema().fields()) {
                tensor(json, field.name(), OipType.of(field.type()), 1);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("outputs");
            for (OipOutput one : OipOutput.of(output)) {
                tensor(json, one.key(), one.type(output), one.columns(output));
            }
            json.writeEndArray();
        });
    }

    /**
     * Whether a model can be asked: {@code {"name":…,"ready":…}}.
     *
     * @param name the model's name
     */
    public static byte[] ready(String name, boolean ready) {
        return object(json -> {
            json.writeStringField("name", name);
            json.writeBooleanField("ready", ready);
        });
    }

    private static void tensor(JsonGenerator json, String name, OipType type, int columns) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("datatype", type.name());
        json.writeArrayFieldStart("shape");
        json.writeNumber(-1);
        json.writeNumber(columns);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static byte[] object(Members members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }
}
