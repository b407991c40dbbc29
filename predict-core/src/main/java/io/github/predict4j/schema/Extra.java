package io.github.predict4j.schema;

/** What happens to a field that the schema does not know. */
public enum Extra {
    /** The row is refused: a misspelt name must not become a missing value. */
    REJECT,
    /** The field is passed over. */
    IGNORE
}
