package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.predict4j.Batch;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Answers a request of exactly one row, however it is put. */
final class OneRow {
    /** Puts a request into a row. */
    interface Filling {
        void fill(Row row) throws RefusedException;
    }

    private OneRow() {}

    /**
     * Fills the row, predicts it, and writes the answer.
     *
     * @param pointer where a field is in the request, as a JSON pointer
     */
    static Answer answer(ServedModel model, RowForm form, Filling filling, Function<String, String> pointer)
            throws RefusedException {
        Workspace workspace = model.workspaces().take();
        try {
            Batch batch = workspace.batch();
            filling.fill(batch.row().clear());
            RowWriter writer = form.writer(model);
            add(batch, pointer);
            writer.accepted(batch.row());
            batch.score(workspace.scores());
            requireFinite(model, workspace.scores());
            try {
                JsonGenerator out = workspace.json();
                writer.write(out, workspace.scores(), 0, batch.warnings(0));
                out.flush();
            } catch (IOException inMemory) {
                throw new UncheckedIOException(inMemory);
            }
            return Answer.json(workspace.out().take());
        } finally {
            model.workspaces().giveBack(workspace);
        }
    }

    private static void add(Batch batch, Function<String, String> pointer) throws RefusedException {
        try {
            batch.add();
        } catch (InvalidRowException e) {
            Faults faults = new Faults();
            for (Violation violation : e.violations()) {
                faults.add(Fault.at(pointer.apply(violation.field()), 0, violation));
            }
            throw faults.refuse(1);
        }
    }

    private static void requireFinite(ServedModel model, double[] scores) throws RefusedException {
        for (int k = 0; k < model.predictor().output().size(); k++) {
            if (!Double.isFinite(scores[k])) {
                Faults faults = new Faults();
                faults.add(Fault.notFinite("", 0));
                throw faults.refuse(1);
            }
        }
    }
}
