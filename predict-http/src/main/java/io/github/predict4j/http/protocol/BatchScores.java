package io.github.predict4j.http.protocol;

import io.github.predict4j.Batch;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * All rows of a request whose answer can only begin when every row has its scores. All or nothing: if any row is at fault
 * there are no scores, but all faults of all rows.
 */
final class BatchScores {
    /** Puts a row's values into an empty row. */
    interface Filler {
        void fill(Row row, int number);
    }

    /** The most scores of one request: 128 MiB of them. */
    static final int MAX_SCORES = 1 << 24;

    /** The most warnings that are kept as text; all are counted. */
    static final int MAX_WARNINGS = 10;

    private final Workspace workspace;
    private final Batch batch;
    private final double[] chunk;
    private final int width;
    private final LongSupplier clock;
    private final Faults faults = new Faults();
    private final List<String> warnings = new ArrayList<>(0);
    private final double[] scores;
    private int warningCount;
    private int scored;
    private long nanos;

    private BatchScores(Workspace workspace, int rows, int width, LongSupplier clock) {
        this.workspace = workspace;
        this.batch = workspace.batch();
        this.chunk = workspace.scores();
        this.width = width;
        this.clock = clock;
        this.scores = new double[rows * width];
    }

    /**
     * Scores rows.
     *
     * @param rows how many
     * @param filler fills each, in order
     * @param clock in nanoseconds
     * @throws RefusedException if there are too many, or with the faults of all rows
     */
    static BatchScores of(ServedModel model, Workspace workspace, int rows, Filler filler, LongSupplier clock)
            throws RefusedException {
        int width = model.predictor().output().size();
        int most = Math.min(model.maxRows(), MAX_SCORES / width);
        if (rows > most) {
            throw new RefusedException(
                    Problem.of(413, "too_many_rows", "a request must have at most " + most + " rows, found " + rows));
        }
        BatchScores all = new BatchScores(workspace, rows, width, clock);
        all.score(rows, filler);
        return all;
    }

    /** A score each label for each row, row-major; or one a row. */
    double[] scores() {
        return scores;
    }

    /** The first warnings in words, and how many there are; empty for none. */
    String warnings() {
        String more = warningCount > warnings.size() ? "; … (" + warningCount + " in all)" : "";
        return String.join("; ", warnings) + more;
    }

    /** How long the model took. */
    long nanos() {
        return nanos;
    }

    private void score(int rows, Filler filler) throws RefusedException {
        for (int i = 0; i < rows; i++) {
            filler.fill(batch.row().clear(), i);
            try {
                batch.add();
            } catch (InvalidRowException e) {
                faults.add("", i, e);
            }
            if (batch.size() == batch.capacity()) {
                flush();
            }
            workspace.rowDone();
        }
        flush();
        if (!faults.none()) {
            throw faults.refuse(rows);
        }
    }

    private void flush() {
        if (faults.none() && batch.size() > 0) {
            long begin = clock.getAsLong();
            batch.score(chunk);
            nanos += clock.getAsLong() - begin;
            for (int i = 0; i < batch.size(); i++) {
                keep(i);
            }
        }
        batch.clear();
    }

    private void keep(int i) {
        for (int k = i * width; k < (i + 1) * width; k++) {
            if (!Double.isFinite(chunk[k])) {
                faults.add(Fault.notFinite("", scored));
                break;
            }
        }
        System.arraycopy(chunk, i * width, scores, scored * width, width);
        for (Warning warning : batch.warnings(i)) {
            if (warningCount++ < MAX_WARNINGS) {
                warnings.add("row " + scored + ": " + warning.column() + " "
                        + warning.code().name().toLowerCase(Locale.ROOT));
            }
        }
        scored++;
    }
}
