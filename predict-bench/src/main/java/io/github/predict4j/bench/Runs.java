package io.github.predict4j.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks by the names that {@link Figure} has, one process each, with their allocations and processor time. */
final class Runs {
    private static final Pattern NAME = Pattern.compile("(\\w+\\.\\w+)(?:\\[(\\w+)])?");

    /**
     * How long to measure each.
     *
     * @param warmups iterations that do not count
     * @param iterations iterations that do
     * @param time of an iteration
     */
    record Effort(int warmups, int iterations, TimeValue time) {}

    private final Effort effort;
    private final List<String> jvmArguments;
    private final Path json;

    /** Runs with that effort and JVM arguments, and writes JMH's JSON to that file. */
    Runs(Effort effort, List<String> jvmArguments, Path json) {
        this.effort = effort;
        this.jvmArguments = List.copyOf(jvmArguments);
        this.json = json;
    }

    /**
     * Runs benchmarks; says on {@code out} which one is running.
     *
     * @param names each with one parameter, the shape, or none
     * @throws RunnerException if one fails, or there is none of a name
     */
    Figures run(Collection<String> names, PrintStream out) throws RunnerException, IOException {
        List<RunResult> results = new ArrayList<>();
        for (Map.Entry<String, Set<String>> method : methods(names).entrySet()) {
            out.println("running " + method.getKey() + " " + method.getValue());
            results.addAll(run(method.getKey(), method.getValue()));
        }
        try (PrintStream stream =
                new PrintStream(new BufferedOutputStream(Files.newOutputStream(json)), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results);
        }
        return Figures.read(json);
    }

    /** The shapes wanted of each method. */
    private static Map<String, Set<String>> methods(Collection<String> names) {
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        for (String name : names) {
            var matcher = NAME.matcher(name);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "benchmark must be named as Class.method or Class.method[shape], found " + name);
            }
            Set<String> shapes = methods.computeIfAbsent(matcher.group(1), key -> new LinkedHashSet<>());
            if (matcher.group(2) != null) {
                shapes.add(matcher.group(2));
            }
        }
        return methods;
    }

    private Collection<RunResult> run(String method, Set<String> shapes) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + Pattern.quote(method) + "$")
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .forks(1)
                .jvmArgsAppend(jvmArguments.toArray(String[]::new))
                .warmupIterations(effort.warmups)
                .warmupTime(effort.time)
                .measurementIterations(effort.iterations)
                .measurementTime(effort.time)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (!shapes.isEmpty()) {
            options.param("shape", shapes.toArray(String[]::new));
        }
        return new Runner(options.build()).run();
    }
}
