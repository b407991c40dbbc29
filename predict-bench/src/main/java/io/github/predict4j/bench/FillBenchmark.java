package io.github.predict4j.bench;

import io.github.predict4j.BoundPredictor;
import io.github.predict4j.Predictor;
import io.github.predict4j.bench.BikeDays.Day;
import io.github.predict4j.schema.Row;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * Which door to a row costs what? The 13 fields of a bike row by {@code set} from typed values; by {@code parse} from text, as
 * CSV has it; and from a bound record. All of them are scored by a forest of one tree; {@code filled} is that alone. 1,024 rows in turn, and each call waits for the one before.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar FillBenchmark -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FillBenchmark {
    private static final int ROWS = 1024;

    private final Predictor predictor = BikeDays.bundle(1).predictor();
    private final BoundPredictor<Day> bound = predictor.bind(Day.class, MethodHandles.lookup());
    private final Row row = predictor.newRow();
    private final Day[] days = new Day[ROWS];
    private final Row[] filled = new Row[ROWS];
    private final String[][] texts = new String[ROWS][];
    private final double[] out = new double[1];
    private int next;

    /** Makes the rows from seed 2. */
    public FillBenchmark() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < ROWS; i++) {
            days[i] = BikeDays.day(random.nextInt(BikeDays.DAYS), random);
            filled[i] = BikeDays.fill(predictor.newRow(), days[i]);
            texts[i] = texts(days[i]);
        }
    }

    /** The measure: nothing is filled. */
    @Benchmark
    public double filled() {
        return score(filled[next]);
    }

    /** Typed values, each by the name of its field. */
    @Benchmark
    public double set() {
        return score(BikeDays.fill(row.clear(), days[next]));
    }

    /** Text, each by the place of its field. */
    @Benchmark
    public double parse() {
        String[] cells = texts[next];
        row.clear();
        for (int i = 0; i < cells.length; i++) {
            row.parse(i, cells[i]);
        }
        return score(row);
    }

    /** A record whose components are the fields. */
    @Benchmark
    public double bind() {
        bound.score(days[next], out);
        return advance();
    }

    private double score(Row scored) {
        predictor.score(scored, out);
        return advance();
    }

    /** The next row depends on this one's score, so the calls cannot overlap. */
    private double advance() {
        next = (next + 1 + ((int) out[0] & 1)) & (ROWS - 1);
        return out[0];
    }

    private static String[] texts(Day day) {
        List<Object> values = List.of(
                day.instant(),
                day.dteday(),
                day.season(),
                day.yr(),
                day.mnth(),
                day.holiday(),
                day.weekday(),
                day.workingday(),
                day.weathersit(),
                day.temp(),
                day.atemp(),
                day.hum(),
                day.windspeed());
        return IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i).toString())
                .toArray(String[]::new);
    }
}
