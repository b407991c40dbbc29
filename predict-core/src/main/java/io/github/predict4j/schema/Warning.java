package io.github.predict4j.schema;

/**
 * Something that was done to a value of an accepted row, returned with its prediction.
 *
 * @param column the field, or the column a step made, that the value belongs to
 * @param code what was done
 */
public record Warning(String column, Code code) {

    /** The kinds of warnings; {@code (1 << ordinal())} is the bit kept in the row, never anything stored. */
    public enum Code {
        /** A value outside the range seen in training went on as it is, was clipped, or became missing. */
        OUT_OF_RANGE,
        /** A missing value was replaced. */
        MISSING_IMPUTED,
        /** An invalid value was taken as missing, as its field says. */
        INVALID_AS_MISSING,
        /** A category not seen in training was treated as its step says. */
        UNSEEN_CATEGORY;

        byte bit() {
            return (byte) (1 << ordinal());
        }
    }
}
