package io.github.predict4j.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The content of {@code guard.json}.
 *
 * @param recorded when and on what the last figures were recorded
 * @param lines the promises
 */
record GuardFile(String recorded, List<GuardLine> lines) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    GuardFile {
        lines = List.copyOf(lines);
    }

    /** Reads the file; says which one if there is none. */
    static GuardFile read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("guard needs the file " + file + ", found none in "
                    + Path.of("").toAbsolutePath() + "; start it where the repository is");
        }
        return JSON.readValue(file.toFile(), GuardFile.class);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }
}
