package io.github.predict4j.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.predict4j.bench.Runs.Effort;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures, and writes {@code docs/benchmarks/<date>-<cpu>} as Markdown, SVG and JSON, and what the README there shows of
 * it.
 */
final class Report {
    private static final String START = "<!-- The latest report, written by: benchmarks.jar report -->";
    private static final String END = "<!-- End of the latest report. -->";
    private static final List<String> OF_ALL_SHAPES = List.of(
            "SingleRowBenchmark.chosen", "SingleRowBenchmark.plain", "BatchBenchmark.chosen", "BatchBenchmark.plain");
    private static final List<String> OTHERS = List.of(
            "TribuoBenchmark.predict[A]",
            "TribuoBenchmark.predict[B1]",
            "TribuoBenchmark.predict[B2]",
            "BulkBenchmark.scoreAll[A]",
            "BulkBenchmark.scoreAll[B1]",
            "BulkBenchmark.scoreAll[C100]",
            "RowBenchmark.scoreFilledRow",
            "RowBenchmark.scoreAfterSetByName",
            "RowBenchmark.predictFilledRow",
            "BikeBenchmark.kernel",
            "BikeBenchmark.scoreFilledRow",
            "BikeBenchmark.scoreTypedValues",
            "BikeBenchmark.scoreBoundRecord",
            "PipelineBenchmark.transform",
            "PipelineBenchmark.copy",
            "FillBenchmark.filled",
            "FillBenchmark.set",
            "FillBenchmark.parse",
            "FillBenchmark.bind",
            "BundleReadBenchmark.read",
            "BundleReadBenchmark.hash",
            "HttpRoundTripBenchmark.ours",
            "HttpRoundTripBenchmark.bare");

    private final Path directory;

    /** Writes into that directory, which has a README with the two marks. */
    Report(Path directory) {
        this.directory = directory;
    }

    /** Measures everything but other engines, with that time for an iteration, and writes the report. */
    void measure(TimeValue time, PrintStream out) throws RunnerException, IOException {
        List<String> names = new ArrayList<>();
        for (String benchmark : OF_ALL_SHAPES) {
            Stream.of(Shapes.values()).forEach(shape -> names.add(benchmark + "[" + shape + "]"));
        }
        names.addAll(OTHERS);
        Path work = Files.createTempDirectory("report");
        long start = System.nanoTime();
        try {
            Path json = work.resolve("jmh.json");
            new Runs(new Effort(3, 5, time), List.of(ShapeFiles.argument(work)), json).run(names, out);
            write(new ReportFile(
                    LocalDate.now(ZoneOffset.UTC).toString(),
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                    Machine.here(),
                    Figures.tree(json),
                    JsonNodeFactory.instance.arrayNode(),
                    List.of()));
        } finally {
            Directories.delete(work);
        }
    }

    /** Adds what {@code predict-bench/peers/run} has left in a directory to the latest report. */
    void addPeers(Path results) throws IOException {
        write(ReportFile.read(latest()).withPeers(results));
    }

    private Path latest() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException("required a report, found none in " + directory));
        }
    }

    /** Writes the four files. */
    void write(ReportFile file) throws IOException {
        file.write(directory.resolve(file.name() + ".json"));
        Files.writeString(directory.resolve(file.name() + ".md"), ReportPage.markdown(file));
        Files.writeString(directory.resolve(file.name() + ".svg"), Chart.svg(ReportPage.chart(file)));
        Path readme = directory.resolve("README.md");
        String text = Files.readString(readme);
        int start = text.indexOf(START);
        int end = text.indexOf(END);
        if (start < 0 || end < start) {
            throw new IOException(readme + " must have the lines \"" + START + "\" and \"" + END + "\"");
        }
        Files.writeString(
                readme,
                text.substring(0, start) + START + "\n" + ReportPage.summary(file) + "\n" + text.substring(end));
    }
}
