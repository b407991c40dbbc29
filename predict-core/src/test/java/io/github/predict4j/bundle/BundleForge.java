package io.github.predict4j.bundle;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.predict4j.pipeline.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes a bundle and repairs offsets, lengths and digests, so that what was changed is found by the check that is
 * about it, and not by a digest before.
 */
final class BundleForge {
    private final ObjectNode manifest;
    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    private BundleForge(ObjectNode manifest) {
        this.manifest = manifest;
    }

    static BundleForge of(Bundle bundle) {
        return of(bundle.toBytes());
    }

    static BundleForge of(byte[] file) {
        int length = Layout.littleEndian(file).getInt(12);
        try {
            BundleForge forge = new BundleForge((ObjectNode)
                    new JsonMapper().readTree(Arrays.copyOfRange(file, Layout.HEADER, Layout.HEADER + length)));
            for (var section : forge.manifest.withArray("sections")) {
                int offset = section.get("offset").asInt();
                byte[] content = Arrays.copyOfRange(
                        file, offset, offset + section.get("length").asInt());
                forge.contents.put(section.get("name").asText(), content);
            }
            return forge;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the manifest; offsets, lengths and digests are set afterwards. */
    BundleForge manifest(Consumer<ObjectNode> change) {
        change.accept(manifest);
        return this;
    }

    /** The manifest's entry of a section. */
    ObjectNode entry(String section) {
        for (var entry : manifest.withArray("sections")) {
            if (entry.get("name").asText().equals(section)) {
                return (ObjectNode) entry;
            }
        }
        throw new IllegalArgumentException("no section " + section);
    }

    BundleForge section(String name, UnaryOperator<byte[]> change) {
        contents.computeIfPresent(name, (n, bytes) -> change.apply(bytes));
        return this;
    }

    BundleForge state(String name, UnaryOperator<State> change) {
        return section(name, bytes -> change.apply(state(bytes)).toBytes());
    }

    /** One value of a section's state replaced by those of another state. */
    BundleForge put(String section, State replacement) {
        return state(section, state -> with(state, replacement));
    }

    static State with(State state, State replacement) {
        State rest = state;
        for (String key : replacement.keys()) {
            rest = rest.without(key);
        }
        return State.builder().putAll(rest).putAll(replacement).build();
    }

    State state(String section) {
        byte[] bytes = contents.get(section);
        if (bytes == null) {
            throw new IllegalArgumentException("no section " + section);
        }
        return state(bytes);
    }

    byte @Nullable [] content(String section) {
        return contents.get(section);
    }

    int length(String section) {
        return contents.getOrDefault(section, new byte[0]).length;
    }

    BundleForge add(String name, String kind, boolean mustUnderstand, byte[] content) {
        contents.put(name, content);
        manifest.withArray("sections")
                .addObject()
                .put("name", name)
                .put("kind", kind)
                .put("version", 1)
                .put("offset", 0)
                .put("length", 0)
                .put("sha256", "")
                .put("must_understand", mustUnderstand);
        return this;
    }

    BundleForge drop(String section) {
        contents.remove(section);
        for (var entries = manifest.withArray("sections").iterator(); entries.hasNext(); ) {
            if (entries.next().get("name").asText().equals(section)) {
                entries.remove();
            }
        }
        return this;
    }

    /** The file, with everything repaired. */
    byte[] build() {
        if (!manifest.path("sections").isArray()) {
            return build(json());
        }
        int start = 0;
        byte[] json = json();
        while (start != Layout.aligned(Layout.HEADER + json.length)) {
            start = Layout.aligned(Layout.HEADER + json.length);
            long offset = start;
            for (var content : contents.entrySet()) {
                int length = content.getValue().length;
                String digest = HexFormat.of().formatHex(Layout.sha256(ByteBuffer.wrap(content.getValue())));
                entry(content.getKey())
                        .put("offset", offset)
                        .put("length", length)
                        .put("sha256", digest);
                offset = Layout.aligned(offset + length);
            }
            json = json();
        }
        return build(json);
    }

    /** The file with these bytes as its manifest, right or wrong; only the digest at the end is repaired. */
    byte[] build(byte[] json) {
        int end = Layout.aligned(Layout.HEADER + json.length);
        for (byte[] content : contents.values()) {
            end = Layout.aligned(end + content.length);
        }
        byte[] file = new byte[end + Layout.TRAILER];
        ByteBuffer out = Layout.littleEndian(file);
        out.put(Layout.magic()).putShort((short) 1).putShort((short) 0).putInt(json.length);
        out.put(json).position(Layout.aligned(out.position()));
        for (byte[] content : contents.values()) {
            out.put(content).position(Layout.aligned(out.position()));
        }
        return sealed(file);
    }

    byte[] build(String json) {
        return build(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The manifest as it is now. */
    byte[] json() {
        try {
            return new JsonMapper().writeValueAsBytes(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the file with the right digest and end at its end. */
    static byte[] sealed(byte[] file) {
        byte[] sealed = file.clone();
        ByteBuffer out = Layout.littleEndian(sealed);
        int end = sealed.length - Layout.TRAILER;
        out.position(end);
        out.put(Layout.sha256(out.slice(0, end))).put(Layout.endMagic());
        return sealed;
    }

    private static State state(byte[] bytes) {
        return State.read(ByteBuffer.wrap(bytes), Integer.MAX_VALUE);
    }
}
