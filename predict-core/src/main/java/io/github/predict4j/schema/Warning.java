package io.github.predict4j.schema;

/**
 * Something that was done to a value of an accepted row, returned with its prediction.
 *
 * @param column the field, or the column a step made, that the value belongs to
 * @param code what was done
 */
public record Warning(String column, Code code) {

    /** The kinds of warnings. */
    public enum Code {
        /** A value outside the range seen in training went on as it is, was clipped, or became missing. */
        OUT_OF_RANGE(1),
        /** A missing value was replaced. */
        MISSING_IMPUTED(2),
        /** An invalid value was taken as missing, as its field says. */
        INVALID_AS_MISSING(4),
        /** A category not seen in training was treated as its step says. */
        UNSEEN_CATEGORY(8);

        private final byte bit;

        Code(int bit) {
            this.bit = (byte) bit;
        }

        /** What a row keeps of it; never stored anywhere else. */
        byte bit() {
            return bit;
        }
    }
}
