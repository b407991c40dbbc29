package io.github.predict4j.http.protocol;

import org.jspecify.annotations.Nullable;

/** One wire protocol: what a whole body means, and how predictions are written. Immutable and thread-safe. */
public interface Protocol {
    /** How its clients are told that a request is refused. */
    Wording wording();

    /** Why the protocol cannot answer such a request, or {@code null}; asked before the body is taken in. */
    default @Nullable Problem fault(RequestHead head) {
        return null;
    }

    /** Whether a body of that length is so little work that the connection's own thread may do it. */
    default boolean brief(ServedModel model, int length) {
        return model.brief(length);
    }

    /**
     * Answers one request.
     *
     * @param model the model asked for
     * @throws RefusedException if the body is not one of this protocol, or a row cannot be predicted
     */
    Answer answer(ServedModel model, Request request) throws RefusedException;
}
