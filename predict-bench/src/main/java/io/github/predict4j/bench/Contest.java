package io.github.predict4j.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One question that several engines answer for each shape, measured in one run; ours is one of them.
 *
 * @param title the question
 * @param times for each engine, by its name, its figure for each shape it can evaluate
 */
record Contest(String title, Map<String, Map<Shapes, Figure>> times) {
    static final String OURS = "predict4j";

    /** An engine that was faster than ours on a shape, with both times in nanoseconds. */
    record Loss(String title, String engine, Shapes shape, double theirs, double ours) {}

    /** A contest of what benchmarks with one parameter, the shape, measured: for each engine the name of a benchmark. */
    static Contest of(String title, Figures figures, Map<String, String> benchmarks) {
        Map<String, Map<Shapes, Figure>> times = new LinkedHashMap<>();
        benchmarks.forEach((engine, benchmark) -> {
            Map<Shapes, Figure> row = new LinkedHashMap<>();
            for (Shapes shape : Shapes.values()) {
                figures.find(String.format(benchmark, shape)).ifPresent(figure -> row.put(shape, figure));
            }
            if (!row.isEmpty()) {
                times.put(engine, row);
            }
        });
        return new Contest(title, times);
    }

    /** Every shape on which an engine was faster than ours. */
    List<Loss> losses() {
        Map<Shapes, Figure> ours = times.getOrDefault(OURS, Map.of());
        List<Loss> losses = new ArrayList<>();
        times.forEach((engine, row) -> row.forEach((shape, figure) -> {
            Figure own = ours.get(shape);
            if (own != null && figure.score() < own.score()) {
                losses.add(new Loss(title, engine, shape, figure.score(), own.score()));
            }
        }));
        return losses;
    }
}
