package io.github.predict4j.http.protocol;

import io.github.predict4j.Batch;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.schema.InvalidRowException;
import java.io.Flushable;
import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Rows of a stream on their way to predictions. A few dozen wait to be scored together; nothing else is kept, so memory
 * does not depend on the number of rows. Predictions and bad rows come out in the order of the rows. Belongs to one
 * thread.
 */
public final class RowStream implements Flushable {
    private final Workspace workspace;
    private final Batch batch;
    private final PredictionSink predictions;
    private final FaultSink bad;
    private final LongConsumer progress;
    private final long[] lines;
    private long rows;
    private long flushed;

    /**
     * @param bundle a bundle with a model
     * @param progress told now and then how many rows are done
     */
    public RowStream(Bundle bundle, PredictionSink predictions, FaultSink bad, LongConsumer progress) {
        this(new Workspace(bundle.predictor(), bundle.pipeline().features().size()), predictions, bad, progress);
    }

    RowStream(Workspace workspace, PredictionSink predictions, FaultSink bad, LongConsumer progress) {
        this.workspace = workspace;
        this.batch = workspace.batch();
        this.predictions = predictions;
        this.bad = bad;
        this.progress = progress;
        this.lines = new long[batch.capacity()];
    }

    /**
     * Predicts all rows.
     *
     * @return how many there were
     * @throws BrokenStreamException if they cannot be read beyond some place; what came before is written
     * @throws IOException if they cannot be read or written
     */
    public long run(RowSource source) throws IOException {
        try {
            while (next(source)) {
                if (batch.size() == batch.capacity()) {
                    score();
                }
            }
        } catch (BrokenStreamException e) {
            score();
            throw e;
        }
        score();
        return rows;
    }

    /** How many rows there were so far. */
    public long rows() {
        return rows;
    }

    /** Writes what is known so far, if there is something new, for a source that has to wait. */
    @Override
    public void flush() throws IOException {
        if (rows > flushed) {
            score();
            predictions.flush();
            flushed = rows;
        }
    }

    private boolean next(RowSource source) throws IOException {
        try {
            if (!source.next(batch.row())) {
                return false;
            }
            batch.add();
            lines[batch.size() - 1] = source.line();
        } catch (RefusedException e) {
            Problem problem = e.problem();
            reject(source, List.of(Fault.ofRow("", rows, problem.code(), problem.detail())));
        } catch (InvalidRowException e) {
            reject(
                    source,
                    e.violations().stream().map(v -> Fault.of("", rows, v)).toList());
        }
        rows++;
        workspace.rowDone();
        return true;
    }

    /** The rows before it come first. */
    private void reject(RowSource source, List<Fault> faults) throws IOException {
        score();
        bad.add(rows, source.line(), faults);
    }

    private void score() throws IOException {
        if (batch.size() == 0) {
            return;
        }
        double[] scores = workspace.score();
        long first = rows - batch.size();
        for (int i = 0; i < batch.size(); i++) {
            if (workspace.finite(i)) {
                predictions.write(first + i, scores, workspace.offset(i), batch.warnings(i));
            } else {
                bad.add(first + i, lines[i], List.of(Fault.notFinite("", first + i)));
            }
        }
        batch.clear();
        progress.accept(rows);
    }
}
