package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.predict4j.Predictor;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The workspaces of one model, a slot for each of a few threads.
 *
 * <p>A thread looks into the slot that its number falls on. It takes what is there with one atomic exchange, so two
 * threads never share a workspace: the second finds the slot empty and makes its own. Unlike a thread-local this holds
 * nothing for threads that are gone, and it goes with the model.
 */
final class Workspaces {
    /** A power of two, above the number of threads that answer at once. */
    private static final int SLOTS = 64;

    private final Predictor predictor;
    private final int features;
    private final RowCounts counts;
    private final JsonFactory json;
    private final AtomicReferenceArray<@Nullable Workspace> slots = new AtomicReferenceArray<>(SLOTS);

    Workspaces(Predictor predictor, int features, RowCounts counts, JsonFactory json) {
        this.predictor = predictor;
        this.features = features;
        this.counts = counts;
        this.json = json;
    }

    /** For one row. */
    Workspace take() {
        Workspace workspace = slots.getAndSet(slot(), null);
        return workspace == null ? new Workspace(predictor, features, counts, json) : workspace;
    }

    /** For a request that may have many. */
    Workspace take(RequestHead head) {
        Workspace workspace = take();
        workspace.begin(head);
        return workspace;
    }

    void giveBack(Workspace workspace) {
        workspace.clear();
        slots.set(slot(), workspace);
    }

    private static int slot() {
        return (int) Thread.currentThread().getId() & (SLOTS - 1);
    }
}
