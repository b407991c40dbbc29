package io.github.predict4j.http.protocol;

import io.github.predict4j.Batch;
import io.github.predict4j.Predictor;

/** The memory that answering one request takes, reused for the next. Belongs to one thread at a time. */
final class Workspace {
    /** Doubles of features that rows wait in until they are scored together; bounds what a wide model can ask for. */
    private static final int CELLS = 1 << 16;

    private static final int MOST_ROWS_AT_ONCE = 256;

    private final Batch batch;
    private final double[] scores;
    private final int width;
    private final Utf8 utf8 = new Utf8();
    private final AnswerBuffer out = new AnswerBuffer();

    /** A workspace whose rows nobody counts. */
    Workspace(Predictor predictor, int features) {
        this(predictor, features, new RowCounts());
    }

    /** A workspace whose rows are counted. */
    Workspace(Predictor predictor, int features, RowCounts counts) {
        int rows = Math.min(MOST_ROWS_AT_ONCE, Math.max(1, CELLS / Math.max(1, features)));
        this.batch = counts.count(predictor.newBatch(rows));
        this.width = predictor.output().size();
        this.scores = new double[rows * width];
    }

    /** Rows that wait to be scored. */
    Batch batch() {
        return batch;
    }

    /** Room for the scores of a full batch. */
    double[] scores() {
        return scores;
    }

    /** Scores the batch; row i's scores begin at {@link #offset offset(i)}. */
    double[] score() {
        batch.score(scores);
        return scores;
    }

    /** Where a row's scores begin. */
    int offset(int row) {
        return row * width;
    }

    /** Whether a row's scores are all finite: a sum can overflow for values that are each in order. */
    boolean finite(int row) {
        for (int k = row * width; k < (row + 1) * width; k++) {
            if (!Double.isFinite(scores[k])) {
                return false;
            }
        }
        return true;
    }

    /** Looks at bodies. */
    Utf8 utf8() {
        return utf8;
    }

    /** Where the answer is written. */
    AnswerBuffer out() {
        return out;
    }

    void clear() {
        batch.clear();
        out.reset();
    }
}
