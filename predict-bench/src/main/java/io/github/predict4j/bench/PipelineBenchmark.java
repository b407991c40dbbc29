package io.github.predict4j.bench;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the pipeline alone cost, from a filled row to the features, against copying as many doubles? The bike row: a
 * date of which the day of the year is taken, and 13 scaled columns. 1,024 rows in turn, and each call waits for the one
 * before.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar PipelineBenchmark -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PipelineBenchmark {
    private static final int ROWS = 1024;

    private final FeaturePipeline pipeline;
    private final Row[] filled = new Row[ROWS];
    private final double[][] features;
    private final double[] out;
    private int next;

    /** Makes the rows from seed 2, and what comes out of the pipeline for them. */
    public PipelineBenchmark() {
        Bundle bundle = BikeDays.bundle(1);
        pipeline = bundle.pipeline();
        features = new double[ROWS][pipeline.features().size()];
        out = new double[pipeline.features().size()];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < ROWS; i++) {
            filled[i] = BikeDays.fill(pipeline.newRow(null), BikeDays.day(random.nextInt(BikeDays.DAYS), random));
            pipeline.transform(filled[i], Missing.REJECT, features[i], 0);
        }
    }

    /** The checks and all steps. */
    @Benchmark
    public double transform() {
        pipeline.transform(filled[next], Missing.REJECT, out, 0);
        return advance();
    }

    /** The measure: the features are there already. */
    @Benchmark
    public double copy() {
        System.arraycopy(features[next], 0, out, 0, out.length);
        return advance();
    }

    /** The next row depends on this one's features, so the calls cannot overlap. */
    private double advance() {
        next = (next + 1 + ((int) out[0] & 1)) & (ROWS - 1);
        return out[0];
    }
}
