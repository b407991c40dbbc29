package io.github.predict4j.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a report is written from, as it was measured.
 *
 * @param date the day of the measurement, in UTC
 * @param seconds how long our benchmarks took
 * @param machine what it was measured on
 * @param jmh the runs of our benchmarks, as JMH wrote them
 * @param peers the runs of other engines, as JMH wrote them; an empty array if there were none
 * @param parity how far the answers of other engines are from ours
 */
record ReportFile(String date, long seconds, Machine machine, JsonNode jmh, JsonNode peers, List<Parity> parity) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    ReportFile {
        parity = List.copyOf(parity);
    }

    static ReportFile read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), ReportFile.class);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }

    /** The name of the report's files without what is behind the dot. */
    String name() {
        return date + "-" + machine.slug();
    }

    /**
     * The same with what {@code predict-bench/peers/run} has left in a directory.
     *
     * @throws IOException if there is nothing in it
     */
    ReportFile withPeers(Path directory) throws IOException {
        var runs = JSON.createArrayNode();
        List<Parity> compared = new ArrayList<>();
        for (Path file : files(directory)) {
            JsonNode content = JSON.readTree(file.toFile());
            if (file.toString().endsWith("-jmh.json")) {
                content.forEach(runs::add);
            } else {
                for (JsonNode line : content) {
                    compared.add(JSON.treeToValue(line, Parity.class));
                }
            }
        }
        if (runs.isEmpty()) {
            throw new IOException("required the results of predict-bench/peers/run, found none in " + directory);
        }
        return new ReportFile(date, seconds, machine, jmh, runs, compared);
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith("-jmh.json")
                            || file.toString().endsWith("-parity.json"))
                    .sorted()
                    .toList();
        }
    }
}
