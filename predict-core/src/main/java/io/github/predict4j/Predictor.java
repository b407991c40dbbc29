package io.github.predict4j;

import io.github.predict4j.model.Model;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.lang.invoke.MethodHandles;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;

/**
 * Turns a raw row into a prediction. Immutable and thread-safe; a {@link Row} belongs to one thread.
 *
 * <pre>{@code
 * Predictor predictor = Bundle.read(Path.of("iris.predict")).predictor();
 * Row row = predictor.newRow()
 *         .set("sepal_length", 5.1).set("sepal_width", 3.5)
 *         .set("petal_length", 1.4).set("petal_width", 0.2);
 * String species = predictor.predict(row).label();
 * }</pre>
 *
 * <p>May be implemented by others, for example to add a look-up in front; four methods are enough.
 */
public interface Predictor {
    /**
     * A predictor of a pipeline and the model trained on its features.
     *
     * <p>A model with one output may be a classification of two labels: its output is then the probability of the second.
     *
     * @throws IllegalArgumentException if the model reads another number of features than the pipeline makes, or has
     *     another number of outputs than {@code output} says
     */
    static Predictor of(FeaturePipeline pipeline, Model model, OutputSchema output) {
        return new PipelinePredictor(pipeline, model, output);
    }

    /** The raw input. */
    Schema schema();

    /** What a prediction means. */
    OutputSchema output();

    /**
     * A new, empty row of this predictor. Costs some allocation: make one a thread and reuse it. The first one of a large
     * forest takes longer, because it prepares the model.
     */
    Row newRow();

    /**
     * Scores a row without allocating: a probability a label, in the order of the labels, or one value.
     *
     * @param row a row of this predictor; it keeps its values
     * @param out receives {@code output().size()} scores
     * @throws InvalidRowException with all faults of the row; {@code out} is then unchanged
     * @throws IllegalArgumentException if the row is of another predictor or {@code out} is too short
     */
    void score(Row row, double[] out);

    /**
     * Predicts one row; allocates the result only: a small object, for a classification with the array of its
     * probabilities.
     *
     * @throws InvalidRowException with all faults of the row
     * @throws IllegalArgumentException if the row is of another predictor
     */
    default Prediction predict(Row row) {
        double[] scores = new double[output().size()];
        score(row, scores);
        return Prediction.of(output(), scores, 0, row.warnings());
    }

    /**
     * An empty batch: rows one after the other through one {@link Row}, scored together, which costs less a row.
     *
     * @param capacity how many rows it can hold, at least 1
     */
    default Batch newBatch(int capacity) {
        return new LoopBatch(this, capacity);
    }

    /**
     * Scores many rows whose values the caller holds as columns, or in any other form that has numbers: nothing of them is
     * copied but into the row. Bit for bit what one at a time gives.
     *
     * <pre>{@code
     * int temp = predictor.schema().indexOf("temp");
     * double[] counts = predictor.scoreAll(temps.length, 2, (row, i) -> row.set(temp, temps[i]).set("season", seasons[i]));
     * }</pre>
     *
     * @param rows how many rows
     * @param parallelism in how many parts of about the same size they are split, to be worked on at the same time in the
     *     common pool; 1 is the calling thread alone
     * @param fill puts the values of the row with that number, from 0 on, into an empty row; called by several threads if
     *     there are several parts
     * @return {@code rows * output().size()} scores, row-major
     * @throws InvalidRowException if rows are faulty, with the faults of the first {@value Row#MAX_VIOLATIONS} or more
     *     rows of each part, each naming its number
     * @throws IllegalArgumentException if {@code rows} is negative, {@code parallelism} less than 1
     */
    default double[] scoreAll(int rows, int parallelism, ObjIntConsumer<? super Row> fill) {
        int width = output().size();
        double[] out = new double[Math.multiplyExact(Bulk.requireRows(rows), width)];
        Bulk.Sink sink =
                (first, batch, scores) -> System.arraycopy(scores, 0, out, first * width, batch.size() * width);
        new Bulk(this, fill, sink).run(rows, parallelism);
        return out;
    }

    /**
     * This predictor for objects of the caller's own type.
     *
     * <pre>{@code
     * var days = predictor.bind((Day day, Row row) -> row.set("dteday", day.date()).set("temp", day.temp()));
     * double count = days.predict(new Day(date, 0.34)).value();
     * }</pre>
     *
     * @param fill puts an object into an empty row
     */
    default <T> BoundPredictor<T> bind(BiConsumer<? super T, ? super Row> fill) {
        return new BoundPredictor<>(this, fill);
    }

    /**
     * This predictor for records whose components are the fields: {@code petalLength} or {@code petal_length} is the
     * field "petal_length". Names and types are checked here, once. A component may be a primitive, its box
     * ({@code null} is missing), a {@code CharSequence} or an enum (by its name) for a category, a {@code LocalDate}, a {@code LocalDateTime}, an
     * {@code Instant}.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that may call the record's accessors
     * @throws IllegalArgumentException if a required field has no component, a component no field, a type does not fit,
     *     or the lookup may not call an accessor; all such problems at once
     */
    default <T extends Record> BoundPredictor<T> bind(Class<T> type, MethodHandles.Lookup lookup) {
        return new BoundPredictor<>(this, RecordBinding.of(schema(), type, lookup));
    }
}
