package io.github.predict4j.bench.http;

import static io.github.predict4j.features.Features.minMax;

import io.github.predict4j.bench.BikeDays;
import io.github.predict4j.bench.BikeDays.Day;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.training.Training;
import io.github.predict4j.tribuo.TribuoLearner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;

/** Writes what {@code predict-bench/http/run} serves: two bundles of 100 trees, and days that were not trained on. */
public final class HttpBundles {
    private static final int TREES = 100;
    private static final int DAYS = 10_000;
    private static final long SEED = 42;

    private HttpBundles() {}

    /** Arguments: iris.csv (four measures and a species a line, below a header), and the directory to write into. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[1]);
        iris(Files.readAllLines(Path.of(args[0]))).write(directory.resolve("iris.predict"));
        BikeDays.bundle(TREES).write(directory.resolve("bike.predict"));
        Files.write(directory.resolve("bike.csv"), days());
    }

    private static Bundle iris(List<String> lines) {
        String[] names = lines.get(0).split(",", -1);
        Schema schema = Schema.of(
                Field.number(names[0]),
                Field.number(names[1]),
                Field.number(names[2]),
                Field.number(names[3]),
                Field.category(names[4]));
        Table flowers = Table.of(schema, lines.subList(1, lines.size()), (line, row) -> {
            String[] cells = line.split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                row.parse(i, cells[i]);
            }
        });
        var tree = new CARTClassificationTrainer(Integer.MAX_VALUE, 0.5f, SEED);
        return Training.classification(names[4])
                .named("iris", "1.0.0")
                .pipeline("iris-features", "1.0.0", minMax(names[0], names[1], names[2], names[3]))
                .learner(TribuoLearner.of(new RandomForestTrainer<>(tree, new VotingCombiner(), TREES, SEED)))
                .fit(flowers);
    }

    private static List<String> days() {
        SplittableRandom random = new SplittableRandom(2);
        List<String> lines = new ArrayList<>();
        lines.add("instant,dteday,season,yr,mnth,holiday,weekday,workingday,weathersit,temp,atemp,hum,windspeed");
        for (int i = 0; i < DAYS; i++) {
            lines.add(line(BikeDays.day(random.nextInt(BikeDays.DAYS), random)));
        }
        return lines;
    }

    private static String line(Day day) {
        return day.instant() + "," + day.dteday() + "," + day.season() + "," + day.yr() + "," + day.mnth() + ","
                + day.holiday() + "," + day.weekday() + "," + day.workingday() + "," + day.weathersit() + ","
                + day.temp() + "," + day.atemp() + "," + day.hum() + "," + day.windspeed();
    }
}
