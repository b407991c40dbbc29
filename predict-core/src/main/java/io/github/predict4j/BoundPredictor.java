package io.github.predict4j;

import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A predictor for objects of the caller's own type. It owns a row, so it belongs to one thread; making one is cheap.
 *
 * @param <T> what is put into the row
 */
public final class BoundPredictor<T> {
    private final Predictor predictor;
    private final BiConsumer<? super T, ? super Row> fill;
    private final Row row;

    BoundPredictor(Predictor predictor, BiConsumer<? super T, ? super Row> fill) {
        this.predictor = predictor;
        this.fill = fill;
        this.row = predictor.newRow();
    }

    /** The predictor it is bound to. */
    public Predictor predictor() {
        return predictor;
    }

    /**
     * {@link Predictor#predict} of the object.
     *
     * @throws InvalidRowException with all its faults
     */
    public Prediction predict(T item) {
        fill.accept(item, row.clear());
        return predictor.predict(row);
    }

    /**
     * {@link Predictor#score} of the object; 0 bytes beyond what filling the row takes.
     *
     * @throws InvalidRowException with all its faults
     */
    public void score(T item, double[] out) {
        fill.accept(item, row.clear());
        predictor.score(row, out);
    }

    /**
     * The predictions of all objects, in their order.
     *
     * @throws InvalidRowException if any is faulty, with the faults of the first {@value Row#MAX_VIOLATIONS} or more, each
     *     naming its number
     */
    public List<Prediction> predictAll(Collection<? extends T> items) {
        return predictAll(items, 1);
    }

    /**
     * {@link #predictAll(Collection)} with the objects split into parts that are worked on at the same time, in the common
     * pool. What fills the row is then called by several threads.
     *
     * @param parallelism how many parts; 1 is the calling thread alone
     * @throws IllegalArgumentException if {@code parallelism} is less than 1
     */
    public List<Prediction> predictAll(Collection<? extends T> items, int parallelism) {
        List<T> list = List.copyOf(items);
        Prediction[] predictions = new Prediction[list.size()];
        OutputSchema output = predictor.output();
        Bulk.Sink sink = (first, batch, scores) -> {
            for (int i = 0; i < batch.size(); i++) {
                predictions[first + i] = Prediction.of(output, scores, i * output.size(), batch.warnings(i));
            }
        };
        new Bulk(predictor, (row, i) -> fill.accept(list.get(i), row), sink).run(list.size(), parallelism);
        return List.of(predictions);
    }
}
