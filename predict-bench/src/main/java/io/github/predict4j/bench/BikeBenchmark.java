package io.github.predict4j.bench;

import static io.github.predict4j.features.Features.dayOfYear;
import static io.github.predict4j.features.Features.minMax;

import io.github.predict4j.BoundPredictor;
import io.github.predict4j.Predictor;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.Scratch;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.training.Training;
import io.github.predict4j.tribuo.TribuoLearner;
import java.lang.invoke.MethodHandles;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import org.tribuo.common.tree.AbstractCARTTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

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

    /** A raw record. */
    public record Day(
            int instant,
            LocalDate dteday,
            int season,
            int yr,
            int mnth,
            int holiday,
            int weekday,
            int workingday,
            int weathersit,
            double temp,
            double atemp,
            double hum,
            double windspeed) {}

    private final Bundle bundle = bundle();
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
            days[i] = day(random.nextInt(731), random);
            filled[i] = fill(predictor.newRow(), days[i]);
            pipeline.transform(fill(pipeline.newRow(null), days[i]), Missing.REJECT, features[i], 0);
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
        predictor.score(fill(row.clear(), days[next]), out);
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

    private static Row fill(Row row, Day day) {
        return row.set("instant", day.instant)
                .set("dteday", day.dteday)
                .set("season", day.season)
                .set("yr", day.yr)
                .set("mnth", day.mnth)
                .set("holiday", day.holiday)
                .set("weekday", day.weekday)
                .set("workingday", day.workingday)
                .set("weathersit", day.weathersit)
                .set("temp", day.temp)
                .set("atemp", day.atemp)
                .set("hum", day.hum)
                .set("windspeed", day.windspeed);
    }

    private static Day day(int number, SplittableRandom random) {
        LocalDate date = LocalDate.of(2011, 1, 1).plusDays(number);
        int weekday = date.getDayOfWeek().getValue() % 7;
        return new Day(
                number + 1,
                date,
                1 + (date.getMonthValue() - 1) / 3,
                date.getYear() - 2011,
                date.getMonthValue(),
                random.nextInt(30) == 0 ? 1 : 0,
                weekday,
                weekday == 0 || weekday == 6 ? 0 : 1,
                1 + random.nextInt(3),
                random.nextInt(1_000_000) / 1e6,
                random.nextInt(1_000_000) / 1e6,
                random.nextInt(1_000_000) / 1e6,
                random.nextInt(500_000) / 1e6);
    }

    private static Bundle bundle() {
        Quiet.tribuo();
        Schema schema = Schema.of(
                Field.integer("instant"),
                Field.date("dteday").zone(ZoneOffset.UTC),
                Field.integer("season").range(1, 4),
                Field.integer("yr"),
                Field.integer("mnth").range(1, 12),
                Field.integer("holiday").range(0, 1),
                Field.integer("weekday").range(0, 6),
                Field.integer("workingday").range(0, 1),
                Field.integer("weathersit").range(1, 4),
                Field.number("temp"),
                Field.number("atemp"),
                Field.number("hum"),
                Field.number("windspeed"),
                Field.number("cnt"));
        SplittableRandom random = new SplittableRandom(1);
        Table.Builder table = Table.builder(schema);
        for (int i = 0; i < 731; i++) {
            Day day = day(i, random);
            double count = 1000 * day.mnth + 2000 * day.temp + random.nextInt(500);
            fill(table.row().clear(), day).set("cnt", count);
            table.add();
        }
        CARTRegressionTrainer tree = new CARTRegressionTrainer(
                Integer.MAX_VALUE, AbstractCARTTrainer.MIN_EXAMPLES, 0f, 0.5f, false, new MeanSquaredError(), 1);
        return Training.regression("cnt")
                .pipeline(
                        "features",
                        "1.0.0",
                        dayOfYear("dteday").zeroBased(),
                        minMax("dteday_day_of_year", "instant", "season", "yr", "mnth", "holiday", "weekday"),
                        minMax("workingday", "weathersit", "temp", "atemp", "hum", "windspeed"))
                .learner(TribuoLearner.of(new RandomForestTrainer<>(tree, new AveragingCombiner(), 10, 1)))
                .fit(table.build());
    }
}
