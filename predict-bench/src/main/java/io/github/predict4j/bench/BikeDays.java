package io.github.predict4j.bench;

import static io.github.predict4j.features.Features.dayOfYear;
import static io.github.predict4j.features.Features.minMax;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.training.Training;
import io.github.predict4j.tribuo.TribuoLearner;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.tribuo.common.tree.AbstractCARTTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** Made-up days in the form of the bike sharing data: 13 fields with a date; and forests trained on them. */
public final class BikeDays {
    /** The days of 2011 and 2012. */
    public static final int DAYS = 731;

    private BikeDays() {}

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

    /** The day with that number, from 0, and random weather. */
    public static Day day(int number, SplittableRandom random) {
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

    /** Sets the 13 fields of a row by name. */
    public static Row fill(Row row, Day day) {
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

    /** Trains that many trees on all days, from seed 1: the day of the year and the scaled columns. */
    public static Bundle bundle(int trees) {
        Quiet.tribuo();
        CARTRegressionTrainer tree = new CARTRegressionTrainer(
                Integer.MAX_VALUE, AbstractCARTTrainer.MIN_EXAMPLES, 0f, 0.5f, false, new MeanSquaredError(), 1);
        return Training.regression("cnt")
                .named("bike", "1.0.0")
                .pipeline(
                        "features",
                        "1.0.0",
                        dayOfYear("dteday").zeroBased(),
                        minMax("dteday_day_of_year", "instant", "season", "yr", "mnth", "holiday", "weekday"),
                        minMax("workingday", "weathersit", "temp", "atemp", "hum", "windspeed"))
                .learner(TribuoLearner.of(new RandomForestTrainer<>(tree, new AveragingCombiner(), trees, 1)))
                .fit(table());
    }

    private static Table table() {
        SplittableRandom random = new SplittableRandom(1);
        Table.Builder table = Table.builder(schema());
        for (int i = 0; i < DAYS; i++) {
            Day day = day(i, random);
            double count = 1000 * day.mnth + 2000 * day.temp + random.nextInt(500);
            fill(table.row().clear(), day).set("cnt", count);
            table.add();
        }
        return table.build();
    }

    private static Schema schema() {
        return Schema.of(
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
    }
}
