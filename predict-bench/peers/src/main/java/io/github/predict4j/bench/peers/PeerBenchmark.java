package io.github.predict4j.bench.peers;

import io.github.predict4j.bench.Shapes;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does the same forest take in each engine: one row of 4,096 in turn, each call waiting for the one before, and a
 * row of a batch of 1,000? One thread; rows are in the form that the engine takes.
 *
 * <pre>predict-bench/peers/run</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
// JMH sets the parameters and calls open() before the first measurement.
@SuppressWarnings("NullAway.Init")
public class PeerBenchmark {
    static final int ROWS = 4096;

    /** The engine. */
    @Param
    public Engine engine = Engine.PREDICT4J;

    /** The ensemble. */
    @Param
    public Shapes shape = Shapes.A;

    private Peer peer;
    private int next;

    /** Makes the ensemble and gives it to the engine. */
    @Setup
    public void open() throws Exception {
        peer = engine.open(Forest.of(shape, ROWS));
    }

    /** Closes the engine. */
    @TearDown
    public void close() throws Exception {
        peer.close();
    }

    /** One row. */
    @Benchmark
    public double one() throws Exception {
        double score = peer.one(next);
        next = (next + 1 + (int) (Double.doubleToRawLongBits(score) >>> 63)) & (ROWS - 1);
        return score;
    }

    /** A batch. */
    @Benchmark
    @OperationsPerInvocation(Peer.BATCH)
    public double batch() throws Exception {
        return peer.batch();
    }
}
