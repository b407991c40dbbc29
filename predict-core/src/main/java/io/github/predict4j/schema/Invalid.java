package io.github.predict4j.schema;

/**
 * What happens to a value that is invalid: of the wrong type, unreadable, not finite, or outside the <em>allowed</em>
 * range of its field. A value outside the range seen in <em>training</em> is another event, owned by the steps.
 */
public enum Invalid {
    /** The row is refused. */
    REJECT,
    /** The value counts as missing, with the warning {@link Warning.Code#INVALID_AS_MISSING}. */
    AS_MISSING
}
