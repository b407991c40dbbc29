package io.github.predict4j.features;

/** What a step does with a category it did not see in training. A missing value is another event. */
public enum Unseen {
    /** The row is refused. The default, as in scikit-learn. */
    REJECT,
    /** The value is treated as a missing one is; the row gets a warning. */
    AS_MISSING,
    /** The value joins the infrequent categories, or gets the code set aside for it; the row gets a warning. */
    OTHER,
    /** Every output is 0; the row gets a warning. */
    ZEROS
}
