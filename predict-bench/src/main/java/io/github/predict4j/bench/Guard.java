package io.github.predict4j.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Fails when a prediction allocates. Bytes an operation do not depend on the machine; times do, so none is asserted.
 *
 * <p>The limit is 1 byte: the profiler divides what the whole JVM allocated by the operations, so that nothing at all
 * reads as about 0.0001.
 */
final class Guard {
    private static final double LIMIT = 1.0;
    private static final String BYTES = "gc.alloc.rate.norm";

    private Guard() {}

    /** Runs what {@link RowBenchmark} and {@link BikeBenchmark} measure for scoring, prints a table, and says whether every line holds. */
    static boolean run(PrintStream out) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(RowBenchmark.class.getName() + "\\.score.*")
                        .include(BikeBenchmark.class.getName() + "\\.score.*")
                        .addProfiler(GCProfiler.class)
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.milliseconds(500))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        if (results.isEmpty()) {
            throw new IllegalStateException("the guard must have benchmarks to run, found none");
        }
        boolean holds = true;
        out.printf(Locale.ROOT, "%-48s %12s %8s%n", "benchmark", "bytes/op", "limit");
        for (RunResult result : results) {
            double bytes = bytes(result);
            boolean ok = bytes < LIMIT;
            holds &= ok;
            String name = result.getParams().getBenchmark().replace("io.github.predict4j.bench.", "");
            out.printf(Locale.ROOT, "%-48s %12.4f %8.1f %s%n", name, bytes, LIMIT, ok ? "ok" : "FAILED");
        }
        return holds;
    }

    private static double bytes(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(BYTES);
        if (bytes == null) {
            throw new IllegalStateException("required the figure " + BYTES + ", found "
                    + result.getSecondaryResults().keySet());
        }
        return bytes.getScore();
    }
}
