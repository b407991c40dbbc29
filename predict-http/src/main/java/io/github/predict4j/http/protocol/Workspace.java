package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.Batch;
import io.github.predict4j.Predictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The memory that answering one request takes, reused for the next. Belongs to one thread at a time. */
final class Workspace {
    /** Doubles of features that rows wait in until they are scored together; bounds what a wide model can ask for. */
    private static final int CELLS = 1 << 16;

    /** 256 were no faster for 10,000 rows of iris or bike, and long work can give way only between pieces. */
    private static final int MOST_ROWS_AT_ONCE = 64;

    private final Batch batch;
    private final double[] scores;
    private final int width;
    private final Utf8 utf8 = new Utf8();
    private final AnswerBuffer out = new AnswerBuffer();
    private final JsonFactory factory;
    private @Nullable JsonGenerator json;
    private @Nullable RequestHead head;
    private int rowsToPiece;

    /** A workspace whose rows nobody counts. */
    Workspace(Predictor predictor, int features) {
        this(predictor, features, new RowCounts(), Json.writer());
    }

    /**
     * A workspace whose rows are counted.
     *
     * @param factory makes what writes answers
     */
    Workspace(Predictor predictor, int features, RowCounts counts, JsonFactory factory) {
        this.factory = factory;
        int rows = Math.min(MOST_ROWS_AT_ONCE, Math.max(1, CELLS / Math.max(1, features)));
        this.batch = counts.count(predictor.newBatch(rows));
        this.width = predictor.output().size();
        this.scores = new double[rows * width];
    }

    /** Belongs to that request until {@link #clear}. */
    void begin(RequestHead request) {
        head = request;
        rowsToPiece = batch.capacity();
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

    /** A row was read, good or bad. After as many as fill a batch others may get their turn. */
    void rowDone() {
        if (head != null && --rowsToPiece == 0) {
            rowsToPiece = batch.capacity();
            head.betweenPieces();
        }
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

    /** Writes one answer into {@link #out}, which has it when that is flushed; kept for the next answer, not to be closed. */
    JsonGenerator json() throws IOException {
        JsonGenerator known = json;
        if (known == null) {
            known = factory.createGenerator(out);
            json = known;
        }
        return known;
    }

    void clear() {
        head = null;
        batch.clear();
        if (json != null && !(json.getOutputContext().inRoot() && json.getOutputBuffered() == 0)) {
            closeBrokenOff(json);
            json = null;
        }
        out.reset();
    }

    private static void closeBrokenOff(JsonGenerator json) {
        try {
            json.close();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
