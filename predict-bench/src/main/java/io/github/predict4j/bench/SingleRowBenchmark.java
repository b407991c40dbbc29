package io.github.predict4j.bench;

import io.github.predict4j.model.Scratch;
import io.github.predict4j.model.TreeEnsemble;
import java.util.Arrays;
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
 * How long does one row of features take, from a {@code double[]} to the scores, against plain branches over arrays?
 * 4,096 rows in turn, and each call waits for the one before: this is latency.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar SingleRowBenchmark -prof gc -p shape=B1</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
// JMH sets the parameter and calls make() before the first measurement.
@SuppressWarnings("NullAway.Init")
public class SingleRowBenchmark {
    private static final int ROWS = 4096;

    /** The ensemble. */
    @Param
    public Shapes shape = Shapes.A;

    private final double[][] rows = new double[ROWS][];
    private TreeEnsemble ensemble;
    private PlainTrees plain;
    private Scratch scratch;
    private double[] out;
    private int next;

    /** Makes the ensemble and the rows. */
    @Setup
    public void make() {
        ensemble = shape.ensemble();
        plain = new PlainTrees(ensemble);
        scratch = ensemble.newScratch(1);
        out = new double[ensemble.outputSize()];
        double[] features = shape.features(ROWS);
        for (int i = 0; i < ROWS; i++) {
            rows[i] = Arrays.copyOfRange(features, i * ensemble.inputSize(), (i + 1) * ensemble.inputSize());
        }
    }

    /** The kernel that the ensemble has chosen. */
    @Benchmark
    public double chosen() {
        ensemble.score(rows[next], 1, out, scratch);
        return advance();
    }

    /** The measure: a branch for each node. */
    @Benchmark
    public double plain() {
        plain.score(rows[next], 0, out, 0);
        return advance();
    }

    /** The next row depends on this one's score, which is never negative here, so the calls cannot overlap. */
    private double advance() {
        next = (next + 1 + (int) (Double.doubleToRawLongBits(out[0]) >>> 63)) & (ROWS - 1);
        return out[0];
    }
}
