package io.github.predict4j.bench;

import io.github.predict4j.model.Scratch;
import io.github.predict4j.model.TreeEnsemble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does it take from an ensemble's trees to being ready for the first row? In a JVM that has just started and in
 * one that has done it before.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar CompileBenchmark -p shape=A,B2</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 5)
// JMH sets the parameter and calls the methods before each measurement.
@SuppressWarnings("NullAway.Init")
public class CompileBenchmark {

    /** The ensemble. */
    @Param
    public Shapes shape = Shapes.A;

    private TreeEnsemble trained;
    private TreeEnsemble fresh;

    /** Trains the ensemble. */
    @Setup
    public void train() {
        trained = shape.ensemble();
    }

    /** Makes an ensemble that has no kernels yet. */
    @Setup(Level.Iteration)
    public void build() {
        fresh = TreeEnsemble.builder(trained.trees(), trained.aggregation())
                .treeWeights(trained.treeWeights())
                .precision(trained.precision())
                .postTransform(trained.postTransform())
                .build();
    }

    /** What the first row of a predictor waits for. */
    @Benchmark
    public Scratch firstScratch() {
        return fresh.newScratch(1);
    }
}
