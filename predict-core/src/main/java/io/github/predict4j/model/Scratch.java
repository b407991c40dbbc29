package io.github.predict4j.model;

/**
 * Working memory of a {@link Model}, opaque to the caller that owns it.
 *
 * <p>A model is shared by all threads, so it has nowhere of its own to write while it scores. The caller asks
 * {@link Model#newScratch} for a scratch once, and hands it to every call. A scratch is used by one thread at a time; its
 * content between calls means nothing.
 *
 * @since 0.1.0
 */
public interface Scratch {

    /**
     * Returns the scratch of models that need no working memory. It has no state, so all threads may share it.
     *
     * @return always the same object
     */
    static Scratch none() {
        return NoScratch.INSTANCE;
    }
}
