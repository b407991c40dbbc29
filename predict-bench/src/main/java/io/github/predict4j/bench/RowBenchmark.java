package io.github.predict4j.bench;

import io.github.predict4j.Prediction;
import io.github.predict4j.Predictor;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.features.Features;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.training.Training;
import io.github.predict4j.tribuo.TribuoLearner;
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
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;

/**
 * What does one prediction cost from a filled {@link Row} on, and what with filling it? A forest of 100 trees over four
 * scaled numbers, as in the iris example; 1,024 rows in turn, and each call waits for the one before.
 *
 * <pre>java -jar predict-bench/target/benchmarks.jar RowBenchmark -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowBenchmark {
    private static final int ROWS = 1024;
    static final String[] COLUMNS = {"sepal_length", "sepal_width", "petal_length", "petal_width"};

    private final double[] out = new double[3];
    private final Row[] filled = new Row[ROWS];
    private final double[][] values = new double[ROWS][COLUMNS.length];
    private final Predictor predictor = bundle().predictor();
    private final Row row = predictor.newRow();
    private int next;

    /** Trains the forest on 150 rows made from seed 1 with the structure of the iris data. */
    public RowBenchmark() {
        double[][] rows = ShapeRows.IRIS.rows(ROWS, 2);
        for (int i = 0; i < ROWS; i++) {
            filled[i] = predictor.newRow();
            System.arraycopy(rows[i], 0, values[i], 0, COLUMNS.length);
            fill(filled[i], values[i]);
        }
    }

    /** The kernel, the pipeline and the checks. */
    @Benchmark
    public double scoreFilledRow() {
        predictor.score(filled[next], out);
        return advance();
    }

    /** With setting the four fields by name. */
    @Benchmark
    public double scoreAfterSetByName() {
        fill(row.clear(), values[next]);
        predictor.score(row, out);
        return advance();
    }

    /** With the result object. */
    @Benchmark
    public Prediction predictFilledRow() {
        Prediction prediction = predictor.predict(filled[next]);
        next = (next + 1 + prediction.label().length() % 2) & (ROWS - 1);
        return prediction;
    }

    /** The next row depends on this one's score, so the calls cannot overlap. */
    private double advance() {
        next = (next + 1 + (int) out[0]) & (ROWS - 1);
        return out[0];
    }

    private static void fill(Row row, double[] values) {
        for (int c = 0; c < COLUMNS.length; c++) {
            row.set(COLUMNS[c], values[c]);
        }
    }

    /** Trains the forest on the rows of shape A. */
    static Bundle bundle() {
        Quiet.tribuo();
        Schema schema = Schema.of(
                Field.number(COLUMNS[0]),
                Field.number(COLUMNS[1]),
                Field.number(COLUMNS[2]),
                Field.number(COLUMNS[3]),
                Field.category("species"));
        Table.Builder table = Table.builder(schema);
        for (double[] flower : ShapeRows.IRIS.rows(150, 1)) {
            fill(table.row().clear(), flower);
            table.row().set("species", "kind " + (int) flower[COLUMNS.length]);
            table.add();
        }
        CARTClassificationTrainer tree = new CARTClassificationTrainer(Integer.MAX_VALUE, 0.5f, 1);
        return Training.classification("species")
                .pipeline("features", "1.0.0", Features.minMax(COLUMNS))
                .learner(TribuoLearner.of(new RandomForestTrainer<>(tree, new VotingCombiner(), 100, 1)))
                .fit(table.build());
    }
}
