package io.github.predict4j.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does Tribuo's own {@code predict} take for a row of the forests that it has trained? The rows are examples
 * already, 4,096 in turn, and each call waits for the one before: what {@link SingleRowBenchmark} asks.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar TribuoBenchmark -prof gc -p shape=B1</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
// JMH sets the parameter and calls make() before the first measurement.
@SuppressWarnings("NullAway.Init")
public class TribuoBenchmark {
    private static final int ROWS = 4096;

    /** The forest. */
    @Param({"A", "B1", "B2"})
    public Shapes shape = Shapes.A;

    private TribuoForest<?> forest;
    private int next;

    /** Trains the forest and makes the rows. */
    @Setup
    public void make() {
        forest = TribuoForest.of(shape, ROWS);
    }

    /** The score of the most probable label, or the number. */
    @Benchmark
    public double predict() {
        double score = forest.predict(next);
        next = (next + 1 + (int) (Double.doubleToRawLongBits(score) >>> 63)) & (ROWS - 1);
        return score;
    }
}
