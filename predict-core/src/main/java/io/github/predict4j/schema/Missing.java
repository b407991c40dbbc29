package io.github.predict4j.schema;

/** What happens to a value that is missing: absent, JSON {@code null}, an empty CSV cell, or NaN. */
public enum Missing {
    /** The row is refused. */
    REJECT,
    /** NaN goes on, for a step or a model that treats it. */
    AS_IS
}
