package io.github.predict4j.bench;

import io.github.predict4j.BoundPredictor;
import io.github.predict4j.Predictor;
import io.github.predict4j.bench.BikeDays.Day;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.Scratch;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
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
 * What does everything around the kernel cost for a row of 13 fields with a date and 13 scaled columns? The kernel alone,
 * the row from filled on, from typed values on, and from a record on; 1,024 rows in turn, each call waits for the one
 * before. The forest is small (10 trees), so that what is around it shows.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar BikeBenchmark -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BikeBenchmark {
    private static final int ROWS = 1024;
    private static final int FEATURES = 13;

    private final Bundle bundle = BikeDays.bundle(10);
    private final Predictor predictor = bundle.predictor();
    private final Model model = Objects.requireNonNull(bundle.model());
    private final Scratch scratch = model.newScratch(1);
    private final BoundPredictor<Day> bound = predictor.bind(Day.class, MethodHandles.lookup());
    private final Row row = predictor.newRow();
    private final Day[] days = new Day[ROWS];
    private final Row[] filled = new Row[ROWS];
    private final double[][] features = new double[ROWS][FEATURES];
    private final double[] out = new double[1];
    private int next;

    /** Makes the rows from seed 2. */
    public BikeBenchmark() {
        SplittableRandom random = new SplittableRandom(2);
        FeaturePipeline pipeline = bundle.pipeline();
        for (int i = 0; i < ROWS; i++) {
            days[i] = BikeDays.day(random.nextInt(BikeDays.DAYS), random);
            filled[i] = BikeDays.fill(predictor.newRow(), days[i]);
            pipeline.transform(BikeDays.fill(pipeline.newRow(null), days[i]), Missing.REJECT, features[i], 0);
        }
    }

    /** The model alone, from the features on. */
    @Benchmark
    public double kernel() {
        model.score(features[next], 1, out, scratch);
        return advance();
    }

    /** With the checks and the pipeline. */
    @Benchmark
    public double scoreFilledRow() {
        predictor.score(filled[next], out);
        return advance();
    }

    /** With setting the 13 fields by name from typed values. */
    @Benchmark
    public double scoreTypedValues() {
        predictor.score(BikeDays.fill(row.clear(), days[next]), out);
        return advance();
    }

    /** With a bound record instead. */
    @Benchmark
    public double scoreBoundRecord() {
        bound.score(days[next], out);
        return advance();
    }

    /** The next row depends on this one's score, so the calls cannot overlap. */
    private double advance() {
        next = (next + 1 + ((int) out[0] & 1)) & (ROWS - 1);
        return out[0];
    }
}
