package io.github.predict4j.bench;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.Predictor;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How much less time does a row take if many rows, held as columns, are split over cores? From the columns through rows,
 * checks and kernel to the scores.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar BulkBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
// JMH sets the parameters and calls make() before the first measurement.
@SuppressWarnings("NullAway.Init")
public class BulkBenchmark {
    private static final int ROWS = 1 << 16;

    /** The ensemble. */
    @Param({"A", "B1", "C100"})
    public Shapes shape = Shapes.A;

    /** How many threads. */
    @Param({"1", "2"})
    public int parallelism = 1;

    private double[][] columns;
    private Predictor predictor;

    /** Makes the predictor, whose pipeline passes the fields on, and the columns. */
    @Setup
    public void make() {
        TreeEnsemble ensemble = shape.ensemble();
        int width = ensemble.inputSize();
        Schema schema = Schema.of(
                IntStream.range(0, width).mapToObj(c -> Field.number("x" + c)).toArray(Field[]::new));
        FeaturePipeline pipeline = FeaturePipeline.of("columns", "1.0.0", schema, List.of(), null);
        predictor = Predictor.of(pipeline, ensemble, output(ensemble.outputSize()));
        double[] features = shape.features(ROWS);
        columns = new double[width][ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (int c = 0; c < width; c++) {
                columns[c][i] = features[i * width + c];
            }
        }
    }

    private static OutputSchema output(int size) {
        return size == 1
                ? OutputSchema.regression("y", "")
                : OutputSchema.classification(
                        "y", IntStream.range(0, size).mapToObj(k -> "kind " + k).toList());
    }

    /** All rows at once. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] scoreAll() {
        return predictor.scoreAll(ROWS, parallelism, (row, i) -> {
            for (int c = 0; c < columns.length; c++) {
                row.set(c, columns[c][i]);
            }
        });
    }
}
