package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.ModelState;

/** Whether requests should be sent here: models are loaded, and the server is not about to stop. */
record Readiness(Lifecycle lifecycle, Models models, ModelFiles files) {
    /** The state in which they should. */
    static final String READY = "ready";

    boolean ready() {
        return state().equals(READY);
    }

    /**
     * The state in one word: {@code ready}; {@code draining} before the end; {@code loading} as long as models that were
     * there at the start are; {@code unavailable} if one of those could not be loaded, or no model is left, or not the one
     * that was named as the default.
     */
    String state() {
        if (!lifecycle.ready()) {
            return "draining";
        }
        if (files.complete() && models.ready()) {
            return READY;
        }
        boolean loading = models.all().stream().anyMatch(model -> model.state() == ModelState.LOADING);
        return loading ? "loading" : "unavailable";
    }
}
