package io.github.predict4j.http.cli;

import io.github.predict4j.Batch;
import io.github.predict4j.Predictor;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.schema.InvalidRowException;
import java.io.IOException;
import java.util.List;

/**
 * Rows of a file on their way to predictions. A few hundred wait to be scored together; nothing else is kept, so memory does
 * not depend on the number of rows. Predictions and bad rows come out in the order of the rows.
 */
final class Scoring {
    private static final int ROWS_AT_ONCE = 256;

    private final RowSource source;
    private final PredictionSink sink;
    private final BadRows bad;
    private final Progress progress;
    private final Batch batch;
    private final int width;
    private final double[] scores;
    private final long[] lines = new long[ROWS_AT_ONCE];
    private long rows;

    Scoring(Predictor predictor, RowSource source, PredictionSink sink, BadRows bad, Progress progress) {
        this.source = source;
        this.sink = sink;
        this.bad = bad;
        this.progress = progress;
        this.batch = predictor.newBatch(ROWS_AT_ONCE);
        this.width = predictor.output().size();
        this.scores = new double[ROWS_AT_ONCE * width];
    }

    /** Scores all rows. */
    void run() throws IOException {
        while (next()) {
            if (batch.size() == ROWS_AT_ONCE) {
                flush();
            }
        }
        flush();
        progress.end(rows, bad.count());
    }

    private boolean next() throws IOException {
        try {
            if (!source.next(batch.row())) {
                return false;
            }
            batch.add();
            lines[batch.size() - 1] = source.line();
        } catch (RefusedException e) {
            reject(List.of(BadRows.Reason.of(e.problem())));
        } catch (InvalidRowException e) {
            reject(e.violations().stream().map(BadRows.Reason::of).toList());
        }
        rows++;
        return true;
    }

    /** The rows before it come first. */
    private void reject(List<BadRows.Reason> reasons) throws IOException {
        flush();
        bad.add(rows, source.line(), reasons);
    }

    private void flush() throws IOException {
        batch.score(scores);
        long first = rows - batch.size();
        for (int i = 0; i < batch.size(); i++) {
            if (finite(i)) {
                sink.write(first + i, scores, i * width, batch.warnings(i));
            } else {
                String detail = "required values with a finite prediction, found none";
                bad.add(first + i, lines[i], List.of(new BadRows.Reason("", "not_finite", detail)));
            }
        }
        batch.clear();
        progress.at(rows);
    }

    /** A sum can overflow for values that are each in order. */
    private boolean finite(int i) {
        for (int k = i * width; k < (i + 1) * width; k++) {
            if (!Double.isFinite(scores[k])) {
                return false;
            }
        }
        return true;
    }
}
