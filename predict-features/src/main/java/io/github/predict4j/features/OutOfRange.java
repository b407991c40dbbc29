package io.github.predict4j.features;

/**
 * What a step does with a value outside the range it saw in training. That range is not the <em>allowed</em> one, which
 * the field owns.
 */
public enum OutOfRange {
    /** The formula is applied as to any value; the row gets a warning. The default, as in scikit-learn and PMML. */
    AS_IS,
    /** The result is moved to the nearest end of the output range; the row gets a warning. */
    CLIP,
    /** The result is missing (NaN), for a later step or the model to treat; the row gets a warning. */
    AS_MISSING,
    /** The row is refused. */
    REJECT
}
