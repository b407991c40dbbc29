package io.github.predict4j.bench;

import io.github.predict4j.bench.Runs.Effort;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Fails when a promise of {@code guard.json} is broken: that a prediction allocates nothing, and that it is faster than
 * something else by so much. Times of themselves depend on the machine and are not asserted, only ratios of two in one
 * run, each limit far from what was measured; and of processor time, because a machine of CI does other things, too.
 *
 * <p>Nothing at all reads as some hundredths of a byte: the profiler divides what the whole JVM allocated by the
 * operations.
 */
final class Guard {
    private static final Effort EFFORT = new Effort(4, 4, TimeValue.milliseconds(500));
    private static final String ROW = "%-62s %10s %10s %10s %s%n";

    private Guard() {}

    /** Measures, prints the table, and returns whether every line holds. */
    static boolean run(Path path, PrintStream out) throws RunnerException, IOException {
        GuardFile file = GuardFile.read(path);
        return holds(file, measure(file, out), out);
    }

    /** Measures, prints the table, and writes what was measured to the file as last recorded; limits stay. */
    static void record(Path path, PrintStream out) throws RunnerException, IOException {
        GuardFile file = GuardFile.read(path);
        Figures figures = measure(file, out);
        holds(file, figures, out);
        recorded(file, figures).write(path);
    }

    private static Figures measure(GuardFile file, PrintStream out) throws RunnerException, IOException {
        List<String> names = file.lines().stream()
                .flatMap(line -> line.benchmarks().stream())
                .distinct()
                .toList();
        Path work = Files.createTempDirectory("guard");
        try {
            return new Runs(EFFORT, List.of(ShapeFiles.argument(work)), work.resolve("guard.json")).run(names, out);
        } finally {
            Directories.delete(work);
        }
    }

    private static GuardFile recorded(GuardFile file, Figures figures) throws IOException {
        List<GuardLine> lines = file.lines().stream()
                .map(line -> line.withLast(line.figure(figures)))
                .toList();
        return new GuardFile(
                LocalDate.now(ZoneOffset.UTC) + ", " + Machine.here().summary(), lines);
    }

    /** Prints the table, and below it every line that does not hold. */
    static boolean holds(GuardFile file, Figures figures, PrintStream out) {
        List<String> broken = new ArrayList<>();
        out.printf(ROW, "benchmark", "figure", "limit", "last", "");
        for (GuardLine line : file.lines()) {
            double figure = line.figure(figures);
            boolean holds = line.holds(figure);
            out.printf(ROW, line.what(), text(figure), line.limit(), last(line), holds ? "ok" : "FAILED");
            if (!holds) {
                broken.add(String.format(
                        Locale.ROOT,
                        "FAILED: %s (%s): required %s, found %s, last recorded %s",
                        line.what(),
                        String.join(" / ", line.benchmarks()),
                        line.limit(),
                        text(figure),
                        last(line)));
            }
        }
        broken.forEach(out::println);
        return broken.isEmpty();
    }

    private static String last(GuardLine line) {
        return line.last() == null ? "-" : text(line.last());
    }

    private static String text(double figure) {
        return String.format(Locale.ROOT, Math.abs(figure) < 10 ? "%.3f" : "%.1f", figure);
    }
}
