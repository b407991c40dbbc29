package io.github.predict4j.tribuo;

import io.github.predict4j.training.Target;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/** Generated records of a shape, as we give them to a learner and as Tribuo has them. */
final class Sample {

    /** What the features look like; no names are in alphabetical order, as Tribuo's are. */
    enum Shape {
        /** Values on a grid of 0.1, as in iris: many equal values, thresholds half-way. */
        GRID {
            @Override
            List<String> names() {
                return List.of("sepal_length", "sepal_width", "petal_length", "petal_width");
            }

            @Override
            double feature(int column, SplittableRandom random) {
                return random.nextInt(1, 80) / 10.0;
            }
        },
        /** Any doubles of either sign, of very different sizes. */
        CONTINUOUS {
            @Override
            List<String> names() {
                return List.of("z", "y", "x10", "x9", "x1", "a", "b");
            }

            @Override
            double feature(int column, SplittableRandom random) {
                return random.nextGaussian() * Math.pow(10, 2 * column - 6);
            }
        },
        /** Small integers, flags, fractions and a constant, as in bike sharing. */
        MIXED {
            @Override
            List<String> names() {
                return List.of("season", "holiday", "hr", "constant", "atemp", "hum");
            }

            @Override
            double feature(int column, SplittableRandom random) {
                return switch (column) {
                    case 0 -> random.nextInt(1, 5);
                    case 1 -> random.nextInt(2);
                    case 2 -> random.nextInt(24);
                    case 3 -> 7;
                    default -> random.nextDouble();
                };
            }
        };

        abstract List<String> names();

        abstract double feature(int column, SplittableRandom random);
    }

    private static final List<String> LABELS = List.of("virginica", "setosa", "versicolor", "other");

    final Shape shape;
    final int records;
    final double[] features;

    /** A noisy function of the features, from which both targets are made. */
    private final double[] signal;

    private Sample(Shape shape, int records, double[] features, double[] signal) {
        this.shape = shape;
        this.records = records;
        this.features = features;
        this.signal = signal;
    }

    static Sample of(Shape shape, int records, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = shape.names().size();
        double[] features = new double[records * width];
        double[] signal = new double[records];
        for (int i = 0; i < features.length; i++) {
            features[i] = shape.feature(i % width, random);
            signal[i / width] += Math.atan(features[i] * (i % width - 1.5)) + 0.2 * random.nextDouble();
        }
        return new Sample(shape, records, features, signal);
    }

    List<String> names() {
        return shape.names();
    }

    double[] row(int record) {
        int width = names().size();
        return Arrays.copyOfRange(features, record * width, (record + 1) * width);
    }

    /** Three of four labels occur. */
    Target classes() {
        int[] classes = new int[records];
        for (int i = 0; i < records; i++) {
            classes[i] = Math.floorMod((int) Math.floor(signal[i]), 3);
        }
        return Target.classes("species", LABELS, classes);
    }

    /** Positive numbers. */
    Target values() {
        return Target.values("cnt", Arrays.stream(signal).map(s -> 100 + 10 * s).toArray());
    }

    /** Numbers of either sign whose mean is near 0. */
    Target centered() {
        double mean = Arrays.stream(signal).average().orElseThrow();
        return Target.values("delta", Arrays.stream(signal).map(s -> s - mean).toArray());
    }

    Dataset<Label> labelled() {
        MutableDataset<Label> dataset = dataset(new LabelFactory());
        Target target = classes();
        for (int i = 0; i < records; i++) {
            dataset.add(example(new Label(target.label(i)), row(i)));
        }
        return dataset;
    }

    Dataset<Regressor> valued(Target target) {
        MutableDataset<Regressor> dataset = dataset(new RegressionFactory());
        for (int i = 0; i < records; i++) {
            dataset.add(example(new Regressor(target.name(), target.value(i)), row(i)));
        }
        return dataset;
    }

    /** A regression of two outputs. */
    Dataset<Regressor> twice() {
        MutableDataset<Regressor> dataset = dataset(new RegressionFactory());
        for (int i = 0; i < records; i++) {
            double[] values = {values().value(i), centered().value(i)};
            dataset.add(example(new Regressor(new String[] {"cnt", "delta"}, values), row(i)));
        }
        return dataset;
    }

    <T extends Output<T>> Example<T> example(T output, double[] row) {
        return new ArrayExample<>(output, names().toArray(String[]::new), row);
    }

    private static <T extends Output<T>> MutableDataset<T> dataset(OutputFactory<T> outputs) {
        return new MutableDataset<>(new SimpleDataSourceProvenance("test", outputs), outputs);
    }
}
