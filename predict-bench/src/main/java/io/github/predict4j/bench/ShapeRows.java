package io.github.predict4j.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Random rows with the structure of public data sets: their features, the grids the values lie on, and what depends on
 * what. Grids matter: they decide how many different thresholds trees have.
 */
enum ShapeRows {
    /** As the iris data: four lengths in tenths of a centimetre, by kind. */
    IRIS {
        @Override
        List<String> names() {
            return List.of("sepal_length", "sepal_width", "petal_length", "petal_width");
        }

        @Override
        double[] row(RandomGenerator random) {
            int kind = random.nextInt(3);
            double size = random.nextGaussian();
            double[] row = new double[5];
            for (int j = 0; j < 4; j++) {
                double deviation = 0.6 * size + 0.8 * random.nextGaussian();
                double length = IRIS_MEANS[kind][j] + IRIS_DEVIATIONS[kind][j] * deviation;
                row[j] = Math.round(10 * Math.max(0.1, length)) / 10.0;
            }
            row[4] = kind;
            return row;
        }
    },

    /** As the bike sharing data by day: weather is continuous. */
    BIKE_DAILY {
        @Override
        List<String> names() {
            return Bike.NAMES;
        }

        @Override
        double[] row(RandomGenerator random) {
            return Bike.row(random, false);
        }
    },

    /** As the bike sharing data by hour: temperatures, humidity and wind lie on coarse grids. */
    BIKE_HOURLY {
        @Override
        List<String> names() {
            return Bike.NAMES;
        }

        @Override
        double[] row(RandomGenerator random) {
            return Bike.row(random, true);
        }
    },

    /**
     * As data of particle physics: 21 measured numbers, some skewed, and 7 made of them; all are floats. The class (0 or 1)
     * depends on some of either kind, alone and in pairs, and on chance.
     */
    PHYSICS {
        @Override
        List<String> names() {
            return IntStream.range(0, 28).mapToObj(j -> "x" + j).toList();
        }

        @Override
        double[] row(RandomGenerator random) {
            double[] row = new double[29];
            for (int j = 0; j < 21; j++) {
                double value = random.nextGaussian();
                row[j] = (float) (j % 5 == 2 ? Math.exp(value / 2) : value);
            }
            for (int j = 21; j < 28; j++) {
                double sum = 0.4 * random.nextGaussian();
                for (int k = 0; k < 4; k++) {
                    sum += row[(5 * j + 3 * k) % 21] * (k % 2 == 0 ? 1 : -0.7);
                }
                row[j] = (float) Math.abs(sum);
            }
            row[28] = random.nextDouble() < 1 / (1 + Math.exp(-logit(row))) ? 1 : 0;
            return row;
        }

        private static double logit(double[] x) {
            double made = 0.9 * x[21] - 0.8 * x[22] + 0.6 * Math.sin(2 * x[24]) - 0.4 * x[25];
            double pairs = 0.7 * x[23] * (x[0] > 0.2 ? 1 : -0.5) + 0.5 * x[1] * x[3] + 0.3 * x[26] * x[5];
            return made + pairs + (x[7] > 1 ? 0.8 : -0.2) - 0.3;
        }
    };

    private static final double[][] IRIS_MEANS = {
        {5.01, 3.43, 1.46, 0.25}, {5.94, 2.77, 4.26, 1.33}, {6.59, 2.97, 5.55, 2.03}
    };
    private static final double[][] IRIS_DEVIATIONS = {
        {0.35, 0.38, 0.17, 0.11}, {0.52, 0.31, 0.47, 0.20}, {0.64, 0.32, 0.55, 0.27}
    };

    /** Returns the names of the features. */
    abstract List<String> names();

    int width() {
        return names().size();
    }

    /** Returns one row of features, and the target behind them. */
    abstract double[] row(RandomGenerator random);

    /** Returns rows, each with its target. */
    double[][] rows(int count, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return IntStream.range(0, count).mapToObj(i -> row(random)).toArray(double[][]::new);
    }

    /** Returns rows without targets, one behind the other. */
    double[] features(int count, long seed) {
        double[] features = new double[count * width()];
        double[][] rows = rows(count, seed);
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows[i], 0, features, i * width(), width());
        }
        return features;
    }

    /** The rows of both bike sharing sets. */
    private static final class Bike {

        static final List<String> NAMES = List.of(
                "season",
                "yr",
                "mnth",
                "hr",
                "holiday",
                "weekday",
                "workingday",
                "weathersit",
                "temp",
                "atemp",
                "hum",
                "windspeed");

        private Bike() {}

        static double[] row(RandomGenerator random, boolean onGrids) {
            double[] row = new double[13];
            int month = 1 + random.nextInt(12);
            int hour = random.nextInt(24);
            int weekday = random.nextInt(7);
            boolean holiday = random.nextInt(35) == 0;
            boolean works = weekday >= 1 && weekday <= 5 && !holiday;
            row[0] = 1 + month % 12 / 3;
            row[1] = random.nextInt(2);
            row[2] = month;
            row[3] = hour;
            row[4] = holiday ? 1 : 0;
            row[5] = weekday;
            row[6] = works ? 1 : 0;
            double cloud = random.nextDouble();
            row[7] = cloud < 0.65 ? 1 : cloud < 0.91 ? 2 : cloud < 0.999 ? 3 : 4;
            weather(row, random, onGrids);
            double rush = works ? bump(hour, 8, 1.3) + 1.3 * bump(hour, 17.5, 1.8) : 0.9 * bump(hour, 14, 4);
            double mean = (25 + 300 * rush + 60 * bump(hour, 13, 5)) * (0.4 + 1.1 * row[8]) * (1 + 0.45 * row[1]);
            mean *= (1 - 0.35 * Math.max(0, row[10] - 0.6)) * (1 - 0.4 * row[11]) * (1.15 - 0.25 * row[7]);
            row[12] = Math.max(1, Math.round(mean * (1 + 0.25 * random.nextGaussian())));
            return row;
        }

        private static void weather(double[] row, RandomGenerator random, boolean onGrids) {
            double season = Math.cos((row[2] - 1) / 6 * Math.PI);
            double night = Math.cos(row[3] / 12 * Math.PI);
            double temperature = share(0.5 - 0.25 * season - 0.06 * night + 0.08 * random.nextGaussian());
            row[8] = onGrid(temperature, onGrids, 50);
            row[9] = onGrid(share(0.93 * temperature + 0.01 + 0.03 * random.nextGaussian()), onGrids, 66);
            row[10] = onGrid(share(0.63 + 0.1 * night + 0.15 * random.nextGaussian()), onGrids, 100);
            row[11] = onGrid(share(0.19 + 0.12 * Math.abs(random.nextGaussian())), onGrids, 30);
        }

        private static double onGrid(double value, boolean onGrids, int steps) {
            return onGrids ? Math.round(value * steps) / (double) steps : value;
        }

        private static double share(double value) {
            return Math.max(0, Math.min(value, 1));
        }

        private static double bump(double x, double centre, double width) {
            double distance = (x - centre) / width;
            return Math.exp(-0.5 * distance * distance);
        }
    }
}
