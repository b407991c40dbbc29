package io.github.predict4j.http.protocol;

/** One wire protocol: what a body means, and how predictions are written. Immutable and thread-safe. */
public interface Protocol {
    /**
     * Answers one body.
     *
     * @param model the model asked for
     * @param body the whole body; not changed, not kept
     * @return the whole answer, which is the caller's
     * @throws RefusedException if the body is not one of this protocol, or a row cannot be predicted
     */
    byte[] answer(ServedModel model, byte[] body) throws RefusedException;
}
