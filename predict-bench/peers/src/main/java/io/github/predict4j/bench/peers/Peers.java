package io.github.predict4j.bench.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.predict4j.bench.Parity;
import io.github.predict4j.bench.ShapeFiles;
import io.github.predict4j.bench.Shapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Compares and measures one engine; {@code predict-bench/peers/run} starts it for each. A process has one engine only:
 * their native libraries do not always get on with each other.
 */
public final class Peers {
    private final Path directory;
    private final List<Shapes> shapes;
    private final TimeValue time;

    private Peers(Path directory, List<Shapes> shapes, TimeValue time) {
        this.directory = directory;
        this.shapes = shapes;
        this.time = time;
    }

    /**
     * Writes {@code <engine>-jmh.json} and {@code <engine>-parity.json} into a directory, where the ensembles are kept,
     * too. Arguments: engine, directory, shapes ("all" or some with commas), milliseconds of an iteration.
     */
    public static void main(String[] args) throws Exception {
        Engine engine = Engine.valueOf(args[0]);
        Path directory = Path.of(args[1]);
        System.setProperty(ShapeFiles.PROPERTY, directory.toString());
        List<Shapes> shapes = engine.shapes().stream()
                .filter(shape ->
                        args[2].equals("all") || List.of(args[2].split(",", -1)).contains(shape.name()))
                .toList();
        if (!shapes.isEmpty()) {
            new Peers(directory, shapes, TimeValue.milliseconds(Long.parseLong(args[3]))).run(engine);
        }
    }

    private void run(Engine engine) throws Exception {
        List<Parity> parities = new ArrayList<>();
        for (Shapes shape : shapes) {
            System.out.println("comparing " + engine.title() + " on " + shape);
            parities.add(Comparison.of(engine, Forest.of(shape, PeerBenchmark.ROWS)));
        }
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve(engine + "-parity.json").toFile(), parities);
        System.out.println("measuring " + engine.title() + " on " + shapes);
        measure(engine);
    }

    private void measure(Engine engine) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(PeerBenchmark.class.getName())
                .param("engine", engine.name())
                .param("shape", shapes.stream().map(Shapes::name).toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(ShapeFiles.argument(directory))
                .warmupTime(time)
                .measurementTime(time)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .resultFormat(ResultFormatType.JSON)
                .result(directory.resolve(engine + "-jmh.json").toString());
        new Runner(options.build()).run();
    }
}
