package io.github.predict4j;

import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/** Many rows through batches, in parts that may be worked on at the same time. */
final class Bulk {
    /** Rows that are scored together: enough for every kernel, and little memory whatever the number of rows. */
    private static final int MOST_ROWS = 1024;

    private static final int MOST_VALUES = 1 << 18;

    private final Predictor predictor;
    private final ObjIntConsumer<? super Row> fill;
    private final Sink sink;

    /** Takes what was scored. Parts call it at the same time, each for rows of its own. */
    interface Sink {
        /**
         * Takes the scores of a batch.
         *
         * @param first the number of the batch's first row
         * @param scores those of all rows of the batch, reused afterwards
         */
        void accept(int first, Batch batch, double[] scores);
    }

    Bulk(Predictor predictor, ObjIntConsumer<? super Row> fill, Sink sink) {
        this.predictor = predictor;
        this.fill = fill;
        this.sink = sink;
    }

    /**
     * Fills and scores rows.
     *
     * @throws InvalidRowException if rows are faulty, with the faults of the first ones of each part
     */
    void run(int rows, int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, found " + parallelism);
        }
        int parts = Math.min(parallelism, rows);
        IntStream numbers = IntStream.range(0, parts);
        List<Violation> violations = (parts > 1 ? numbers.parallel() : numbers)
                .mapToObj(part -> score(start(part, parts, rows), start(part + 1, parts, rows)))
                .flatMap(List::stream)
                .toList();
        if (!violations.isEmpty()) {
            throw new InvalidRowException(violations);
        }
    }

    static int requireRows(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must not be negative, found " + rows);
        }
        return rows;
    }

    private static int start(int part, int parts, int rows) {
        return (int) ((long) rows * part / parts);
    }

    private List<Violation> score(int from, int to) {
        int most = Math.max(1, MOST_VALUES / Math.max(1, predictor.schema().size()));
        Batch batch = predictor.newBatch(Math.min(to - from, Math.min(MOST_ROWS, most)));
        double[] scores = new double
                [Math.multiplyExact(batch.capacity(), predictor.output().size())];
        List<Violation> violations = new ArrayList<>();
        for (int number = from; number < to && violations.size() < Row.MAX_VIOLATIONS; number++) {
            fill.accept(batch.row().clear(), number);
            try {
                batch.add();
            } catch (InvalidRowException e) {
                for (Violation violation : e.violations()) {
                    violations.add(violation.inRow(number));
                }
            }
            if (batch.size() == batch.capacity() || number == to - 1) {
                if (violations.isEmpty()) {
                    batch.score(scores);
                    sink.accept(number + 1 - batch.size(), batch, scores);
                }
                batch.clear();
            }
        }
        return violations;
    }
}
