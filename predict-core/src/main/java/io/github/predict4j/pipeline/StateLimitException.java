package io.github.predict4j.pipeline;

/** Bytes that would become a {@link State} of more than was allowed. Little of it was made. */
public final class StateLimitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What can be too much. */
    public enum Limit {
        /** The length of a text or key, in bytes of UTF-8. */
        TEXT,
        /** The number of entries, texts and states. */
        VALUES
    }

    private final Limit limit;
    private final long allowed;
    private final long found;

    StateLimitException(Limit limit, long allowed, long found) {
        super(limit + ": required at most " + allowed + ", found " + found);
        this.limit = limit;
        this.allowed = allowed;
        this.found = found;
    }

    /** What was too much. */
    public Limit limit() {
        return limit;
    }

    /** The most that was allowed. */
    public long allowed() {
        return allowed;
    }

    /** What was found; for {@link Limit#VALUES} a lower bound. */
    public long found() {
        return found;
    }
}
