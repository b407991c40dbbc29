package io.github.predict4j.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Figures by name, read from the JSON that JMH writes. */
final class Figures {
    private static final String BYTES = "gc.alloc.rate.norm";

    private final Map<String, Figure> byName = new LinkedHashMap<>();

    private Figures() {}

    /** Reads what JMH has written. */
    static Figures read(Path json) throws IOException {
        return of(tree(json));
    }

    /** Returns what JMH has written as it is. */
    static JsonNode tree(Path json) throws IOException {
        return new ObjectMapper().readTree(json.toFile());
    }

    /** The figures of an array of JMH's runs. */
    static Figures of(JsonNode runs) {
        Figures figures = new Figures();
        for (JsonNode run : runs) {
            Figure figure = figure(run);
            figures.byName.put(figure.name(), figure);
        }
        return figures;
    }

    /** Returns all of them in the order of the file. */
    Collection<Figure> all() {
        return byName.values();
    }

    /** Returns that figure, if it was measured. */
    Optional<Figure> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns that figure.
     *
     * @throws IllegalArgumentException if it was not measured
     */
    Figure require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "required the benchmark " + name + ", found only " + byName.keySet()));
    }

    private static Figure figure(JsonNode run) {
        JsonNode metric = run.required("primaryMetric");
        return new Figure(
                name(run),
                number(metric.required("score")),
                number(metric.required("scoreError")),
                metric.required("scoreUnit").asText(),
                least(run, CpuProfiler.METRIC),
                least(run, BYTES));
    }

    /** The least of all iterations, NaN without any. */
    private static double least(JsonNode run, String metric) {
        List<Double> iterations = new ArrayList<>();
        run.path("secondaryMetrics")
                .path(metric)
                .path("rawData")
                .forEach(fork -> fork.forEach(value -> iterations.add(number(value))));
        return iterations.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    private static String name(JsonNode run) {
        String[] path = run.required("benchmark").asText().split("\\.", -1);
        String name = path[path.length - 2] + "." + path[path.length - 1];
        JsonNode parameters = run.path("params");
        return parameters.isEmpty()
                ? name
                : name
                        + StreamSupport.stream(parameters.spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(",", "[", "]"));
    }

    /** JMH writes what is no number as text, "NaN"; what is not there is none, too. */
    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }
}
