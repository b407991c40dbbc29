package io.github.predict4j.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.Task;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of contents of a bundle, as JSON: what is in it, for which library, and where its sections are. No number in
 * it is a fraction, because decimal text of doubles differs between JVMs.
 */
record Manifest(
        String name,
        String version,
        Map<String, String> writer,
        PipelineId pipeline,
        @Nullable OutputSchema output,
        @Nullable String trainedOn,
        List<Section> sections,
        Map<String, String> annotations) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern SECTION_NAME = Pattern.compile("[a-z0-9_]{1,32}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Which pipeline the bundle carries. */
    record PipelineId(String name, String version, String fingerprint) {}

    /** Where a section is and what it holds. */
    record Section(
            String name, String kind, int version, long offset, long length, String sha256, boolean mustUnderstand) {
        byte[] digest() {
            return HexFormat.of().parseHex(sha256);
        }
    }

    static String requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " must match " + NAME + ", found \"" + name + "\"");
        }
        return name;
    }

    byte[] write() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("name", name).put("version", version);
        ObjectNode by = root.putObject("writer");
        writer.forEach(by::put);
        root.putObject("pipeline")
                .put("name", pipeline.name())
                .put("version", pipeline.version())
                .put("fingerprint", pipeline.fingerprint());
        if (output != null) {
            ObjectNode out = root.putObject("output");
            out.put("task", output.task().name()).put("target", output.target()).put("unit", output.unit());
            ArrayNode labels = out.putArray("labels");
            output.labels().forEach(labels::add);
            if (!output.probability().isEmpty()) {
                out.put("probability", output.probability());
            }
        }
        if (trainedOn != null) {
            root.put("trained_on", trainedOn);
        }
        ArrayNode list = root.putArray("sections");
        for (Section s : sections) {
            list.addObject()
                    .put("name", s.name)
                    .put("kind", s.kind)
                    .put("version", s.version)
                    .put("offset", s.offset)
                    .put("length", s.length)
                    .put("sha256", s.sha256)
                    .put("must_understand", s.mustUnderstand);
        }
        if (!annotations.isEmpty()) {
            ObjectNode notes = root.putObject("annotations");
            annotations.forEach(notes::put);
        }
        try {
            return new JsonMapper().writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Manifest read(byte[] utf8) throws BundleException {
        StrictJson root = StrictJson.parse(utf8);
        StrictJson pipeline = root.object("pipeline");
        PipelineId id =
                new PipelineId(pipeline.text("name"), pipeline.text("version"), pipeline.text("fingerprint", HASH));
        pipeline.noMore();
        OutputSchema output = root.has("output") ? output(root.object("output")) : null;
        List<Section> sections = new ArrayList<>();
        for (StrictJson section : root.array("sections")) {
            sections.add(section(section));
        }
        Manifest manifest = new Manifest(
                root.text("name", NAME),
                root.text("version", NAME),
                root.texts("writer"),
                id,
                output,
                root.has("trained_on") ? root.text("trained_on", HASH) : null,
                List.copyOf(sections),
                root.has("annotations") ? root.texts("annotations") : Map.of());
        root.noMore();
        return manifest;
    }

    private static OutputSchema output(StrictJson output) throws BundleException {
        OutputSchema schema;
        Task task = output.choice("task", Task.class);
        try {
            schema = new OutputSchema(
                    task,
                    output.text("target"),
                    output.textList("labels"),
                    output.text("unit"),
                    output.has("probability") ? output.text("probability") : "");
        } catch (IllegalArgumentException e) {
            throw BundleException.corrupt("manifest /output: " + e.getMessage());
        }
        output.noMore();
        return schema;
    }

    private static Section section(StrictJson json) throws BundleException {
        Section section = new Section(
                json.text("name", SECTION_NAME),
                json.text("kind", SECTION_NAME),
                (int) json.integer("version", 1, 1_000_000),
                json.integer("offset", 0, Integer.MAX_VALUE),
                json.integer("length", 0, Integer.MAX_VALUE),
                json.text("sha256", HASH),
                json.flag("must_understand"));
        json.noMore();
        return section;
    }
}
