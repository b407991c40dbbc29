package io.github.predict4j.http.protocol;

import io.github.predict4j.Batch;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Warning;
import java.io.IOException;
import java.util.List;

/**
 * The rows of one body on their way to predictions. They wait in the workspace's batch; a full batch is scored and
 * written. If faults are not to be reported, nothing is scored or written after the first one, but every row is still read
 * for its faults.
 */
abstract class BatchedRows {
    private final ServedModel model;
    private final Workspace workspace;
    private final Batch batch;
    private final OnError onError;
    private final Faults faults = new Faults();
    private int rows;

    BatchedRows(ServedModel model, Workspace workspace, OnError onError) {
        this.model = model;
        this.workspace = workspace;
        this.batch = workspace.batch();
        this.onError = onError;
    }

    /** Writes the prediction of the row at a place of the batch. */
    abstract void write(int place, double[] scores, int offset, List<Warning> warnings)
            throws IOException, RefusedException;

    /** Writes the faults of the row that is, or would have been, at a place of the batch. */
    abstract void writeFaults(int place, List<Fault> of) throws IOException;

    /** Told of each row that the batch took, while the row has its values. */
    void accepted(Row row) {}

    /** Where in the body a row of the batch is, as a JSON pointer. */
    abstract String pointer(int row, int place);

    /** How many rows there were so far. */
    final int rows() {
        return rows;
    }

    /** How many rows wait. */
    final int waiting() {
        return batch.size();
    }

    /** How many rows can wait. */
    final int room() {
        return batch.capacity();
    }

    /** Whether there is still an answer to be written. */
    final boolean answering() {
        return faults.none();
    }

    /** The empty row. */
    final Row row() {
        return batch.row().clear();
    }

    /** {@link #row}, of which there may be only so many. */
    final Row next() throws RefusedException {
        requireRoom();
        return row();
    }

    /** There may be one more row. */
    final void requireRoom() throws RefusedException {
        if (rows >= model.maxRows()) {
            throw new RefusedException(Problem.of(
                    413, "too_many_rows", "a request must have at most " + model.maxRows() + " rows, found more"));
        }
    }

    /** Takes the row as it was filled. */
    final void add() throws IOException, RefusedException {
        try {
            batch.add();
            accepted(batch.row());
        } catch (InvalidRowException e) {
            int row = rows;
            String pointer = pointer(row, batch.size());
            reject(e.violations().stream()
                    .map(violation -> Fault.of(pointer, row, violation))
                    .toList());
            return;
        }
        countRow();
        if (batch.size() == batch.capacity()) {
            flush();
        }
    }

    /** What came is no row. */
    final void reject(List<Fault> of) throws IOException, RefusedException {
        if (onError == OnError.REPORT && faults.none()) {
            int place = batch.size();
            flush();
            writeFaults(place, of);
        } else {
            of.forEach(faults::add);
        }
        countRow();
    }

    /** Counts a row that no answer can have a place for. */
    final void refuse(Fault fault) {
        faults.add(fault);
        countRow();
    }

    private void countRow() {
        rows++;
        workspace.rowDone();
    }

    /** Scores and writes the rows that wait. */
    final void flush() throws IOException, RefusedException {
        if (faults.none() && batch.size() > 0) {
            double[] scores = workspace.score();
            int first = rows - batch.size();
            for (int i = 0; i < batch.size(); i++) {
                if (!workspace.finite(i)) {
                    notFinite(first + i, i);
                } else if (faults.none()) {
                    write(i, scores, workspace.offset(i), batch.warnings(i));
                }
            }
        }
        batch.clear();
    }

    private void notFinite(int row, int place) throws IOException {
        Fault fault = Fault.notFinite(pointer(row, place), row);
        if (onError == OnError.REPORT) {
            writeFaults(place, List.of(fault));
        } else {
            faults.add(fault);
        }
    }

    /** Refuses the body if a row was at fault. */
    final void requireNoFaults() throws RefusedException {
        if (!faults.none()) {
            throw faults.refuse(rows);
        }
    }
}
