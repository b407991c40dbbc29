package io.github.predict4j;

import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Violation;
import java.util.ArrayList;
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
     * @throws InvalidRowException if any is faulty, with the faults of all, each naming its number
     */
    public List<Prediction> predictAll(Collection<? extends T> items) {
        Batch batch = predictor.newBatch(Math.max(1, items.size()));
        List<Violation> violations = new ArrayList<>();
        int number = 0;
        for (T item : items) {
            fill.accept(item, batch.row().clear());
            add(batch, number++, violations);
        }
        if (!violations.isEmpty()) {
            throw new InvalidRowException(violations);
        }
        int width = predictor.output().size();
        double[] scores = new double[Math.multiplyExact(batch.size(), width)];
        batch.score(scores);
        List<Prediction> predictions = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            predictions.add(Prediction.of(predictor.output(), scores, i * width, batch.warnings(i)));
        }
        return predictions;
    }

    private static void add(Batch batch, int number, List<Violation> violations) {
        try {
            batch.add();
        } catch (InvalidRowException e) {
            e.violations().forEach(v -> violations.add(v.inRow(number)));
        }
    }
}
