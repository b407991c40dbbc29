package io.github.predict4j.examples.bike;

import static io.github.predict4j.features.Features.dayOfYear;
import static io.github.predict4j.features.Features.minMax;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.training.Training;
import io.github.predict4j.tribuo.TribuoLearner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.tribuo.common.tree.AbstractCARTTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** The schema and the training of the bike example. */
public final class Bike {
    private static final long SEED = 42;

    private Bike() {}

    /** A row of day.csv without {@code casual} and {@code registered}, which add up to the target. */
    static Schema schema() {
        return Schema.of(
                        Field.integer("instant")
                                .describedAs("Number of the record")
                                .example("1"),
                        Field.date("dteday").zone(ZoneOffset.UTC).example("2011-01-01"),
                        Field.integer("season")
                                .range(1, 4)
                                .describedAs("1 is January to March")
                                .example("1"),
                        Field.integer("yr").range(0, 1).describedAs("0 is 2011").example("0"),
                        Field.integer("mnth").range(1, 12).example("1"),
                        Field.integer("holiday").range(0, 1).example("0"),
                        Field.integer("weekday")
                                .range(0, 6)
                                .describedAs("0 is Sunday")
                                .example("6"),
                        Field.integer("workingday").range(0, 1).example("0"),
                        Field.integer("weathersit")
                                .range(1, 4)
                                .describedAs("1 is clear")
                                .example("2"),
                        Field.number("temp")
                                .describedAs("Temperature, scaled to [0, 1]")
                                .example("0.344167"),
                        Field.number("atemp")
                                .describedAs("Felt temperature, scaled")
                                .example("0.363625"),
                        Field.number("hum").describedAs("Humidity, scaled").example("0.805833"),
                        Field.number("windspeed")
                                .describedAs("Wind speed, scaled")
                                .example("0.160446"))
                .extra(Extra.REJECT);
    }

    /**
     * The records of UCI's day.csv.
     *
     * @param file the file; if {@code null} a copy kept from an earlier run, or a download
     * @throws IOException in one sentence that says what to do
     */
    public static Table days(@Nullable Path file) throws IOException {
        return days(new ByteArrayInputStream(new DayFile().bytes(file)));
    }

    /** The records of a file in the form of day.csv. */
    public static Table days(InputStream csv) throws IOException {
        Schema all = schema().with(Field.integer("cnt").unit("rentals")).extra(Extra.IGNORE);
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return Table.of(
                    all, records, (record, row) -> record.getFieldsAsMap().forEach(row::parse));
        }
    }

    /** A forest of 100 regression trees over the zero-based day of the year and the scaled columns. */
    public static Training training() {
        var tree = new CARTRegressionTrainer(
                Integer.MAX_VALUE, AbstractCARTTrainer.MIN_EXAMPLES, 0f, 0.5f, false, new MeanSquaredError(), SEED);
        var forest = new RandomForestTrainer<>(tree, new AveragingCombiner(), 100, SEED);
        return Training.regression("cnt")
                .named("bike", "1.0.0")
                .unit("rentals a day")
                .schema(schema())
                .pipeline(
                        "bike-features",
                        "1.0.0",
                        dayOfYear("dteday").zeroBased(),
                        minMax("dteday_day_of_year", "instant", "season", "yr", "mnth", "holiday", "weekday"),
                        minMax("workingday", "weathersit", "temp", "atemp", "hum", "windspeed"))
                .select(
                        "instant",
                        "dteday_day_of_year",
                        "season",
                        "yr",
                        "mnth",
                        "holiday",
                        "weekday",
                        "workingday",
                        "weathersit",
                        "temp",
                        "atemp",
                        "hum",
                        "windspeed")
                .learner(TribuoLearner.of(forest))
                .provenance("data", "UCI Bike Sharing, day.csv, doi:10.1007/s13748-013-0040-3");
    }
}
