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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a row take in a batch of 1,000, one thread, against plain branches over arrays? Four batches
 * in turn.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar BatchBenchmark -prof gc -p shape=C100</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
// JMH sets the parameter and calls make() before the first measurement.
@SuppressWarnings("NullAway.Init")
public class BatchBenchmark {
    private static final int ROWS = 1000;
    private static final int BATCHES = 4;

    /** The ensemble. */
    @Param
    public Shapes shape = Shapes.A;

    private final double[][] batches = new double[BATCHES][];
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
        scratch = ensemble.newScratch(ROWS);
        out = new double[ROWS * ensemble.outputSize()];
        double[] features = shape.features(BATCHES * ROWS);
        int length = ROWS * ensemble.inputSize();
        for (int i = 0; i < BATCHES; i++) {
            batches[i] = Arrays.copyOfRange(features, i * length, (i + 1) * length);
        }
    }

    /** The kernel that the ensemble has chosen. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] chosen() {
        ensemble.score(advance(), ROWS, out, scratch);
        return out;
    }

    /** The measure: a branch for each node. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] plain() {
        double[] features = advance();
        for (int row = 0; row < ROWS; row++) {
            plain.score(features, row * ensemble.inputSize(), out, row * ensemble.outputSize());
        }
        return out;
    }

    private double[] advance() {
        next = (next + 1) % BATCHES;
        return batches[next];
    }
}
