package io.github.predict4j.schema;

/**
 * One fault of one record.
 *
 * @param row the record's number in its batch, from 0; 0 for a single row
 * @param field the field's name, as the caller gave it
 * @param reason the kind of fault
 * @param required what was required, in words
 * @param found what was found; at most {@value #MAX_QUOTED} characters of the value, empty if there was none
 */
public record Violation(int row, String field, Reason reason, String required, String found) {

    /** How much of a value a violation quotes, in characters. */
    public static final int MAX_QUOTED = 64;

    /** The kinds of faults. */
    public enum Reason {
        /** The field is required and absent, {@code null} or NaN. */
        MISSING,
        /** Wrong type, unreadable, not finite, or outside the allowed range. */
        INVALID,
        /** A category the model was not trained with, and no step says what to do with it. */
        UNSEEN,
        /** Outside the range seen in training, and the step refuses that. */
        OUT_OF_RANGE,
        /** The schema has no such field. */
        UNKNOWN_FIELD,
        /** The record has the field twice. */
        DUPLICATE_FIELD
    }

    /** Cuts and stores what was found, so that a hostile value cannot fill a log or an answer. */
    public Violation {
        field = cut(field);
        found = cut(found);
    }

    /** The same fault in the record number {@code row}. */
    public Violation inRow(int row) {
        return new Violation(row, field, reason, required, found);
    }

    /** The fault in one sentence: where, what was required, what was found. */
    public String message() {
        String what = found.isEmpty() ? "nothing" : found;
        return "field \"" + field + "\": required " + required + ", found " + what;
    }

    private static String cut(String text) {
        if (text.length() <= MAX_QUOTED) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_QUOTED - 2)) ? MAX_QUOTED - 2 : MAX_QUOTED - 1;
        return text.substring(0, end) + "…";
    }
}
