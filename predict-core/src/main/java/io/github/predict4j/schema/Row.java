package io.github.predict4j.schema;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One raw record on its way to a prediction: the caller fills it, a predictor scores it, and it can be filled again.
 *
 * <p>There are two doors. {@code set} is typed and strict: the text "5" is not the number 5. {@link #parse} is for
 * carriers that have only text (CSV, query strings). Neither throws for bad content: faults are collected, and scoring
 * the row reports them all in one {@link InvalidRowException}. Setting a field again replaces its value and its faults.
 *
 * <pre>{@code
 * Row row = predictor.newRow();
 * for (Flower f : flowers) {
 *     row.clear().set("sepal_length", f.length()).set("colour", f.colour());
 *     Prediction p = predictor.predict(row);
 * }
 * }</pre>
 *
 * <p>Setting valid values and scoring allocate nothing. Finding a field by name is one hash look-up; a field's place in
 * the schema ({@link Schema#indexOf}) spares it.
 *
 * <p><b>Threads:</b> a row belongs to one caller; it is not thread-safe. <b>Owner:</b> a row is scored only by the
 * predictor that made it.
 *
 * <p>A row also carries the columns that a pipeline's steps make, as further cells behind the fields, so that scoring
 * needs no memory of its own; the methods that begin with "For steps" or "For pipelines" are theirs.
 */
public final class Row extends Cells {
    /** How many faults a row reports; a record that has more is no better described by them. */
    public static final int MAX_VIOLATIONS = 100;

    private final @Nullable Dictionary[] dictionaries;
    private final boolean learning;

    /**
     * A row for a pipeline; users ask their predictor for one.
     *
     * @param schema the fields; every category has its dictionary
     * @param stepColumns the names of the columns that steps make, which become the cells from {@code schema.size()} on
     * @param attachment what the owner keeps with the row (scratch memory), or {@code null}
     * @throws IllegalArgumentException if a category has no dictionary
     */
    public Row(Schema schema, List<String> stepColumns, @Nullable Object attachment) {
        this(schema, stepColumns, attachment, schema.dictionaries(), false);
        if (!schema.complete()) {
            throw new IllegalArgumentException("every category must have its dictionary before a row can be made");
        }
    }

    private Row(
            Schema schema,
            List<String> stepColumns,
            @Nullable Object attachment,
            @Nullable Dictionary[] dictionaries,
            boolean learning) {
        super(schema, stepColumns, attachment);
        this.dictionaries = dictionaries;
        this.learning = learning;
    }

    /** A row that adds unknown categories to the given dictionaries instead of calling them unseen. */
    static Row learning(Schema schema, @Nullable Dictionary[] dictionaries) {
        return new Row(schema, List.of(), null, dictionaries, true);
    }

    /** Empties the row: every field is unset, every fault and warning forgotten. */
    public Row clear() {
        empty();
        return this;
    }

    /** Sets a number; for a field that is no NUMBER or INTEGER a fault. NaN is a missing value. */
    public Row set(String field, double value) {
        int i = find(field);
        return i < 0 ? this : set(i, value);
    }

    /**
     * Sets a whole number; for a field that is no NUMBER or INTEGER a fault, as is what a NUMBER's double does not hold
     * exactly, and what is beyond 2^53 in magnitude for an INTEGER.
     */
    public Row set(String field, long value) {
        int i = find(field);
        return i < 0 ? this : set(i, value);
    }

    /** Sets a BOOLEAN; for any other field a fault. */
    public Row set(String field, boolean value) {
        int i = find(field);
        return i < 0 ? this : set(i, value);
    }

    /**
     * Sets a CATEGORY, or a date or time in the form that {@link FieldType} names; for any other field a fault.
     * {@code null} is missing.
     */
    public Row set(String field, @Nullable CharSequence value) {
        int i = find(field);
        return i < 0 ? this : set(i, value);
    }

    /** Sets a DATE; for any other field, or outside the years 1 to 9999, a fault. {@code null} is missing. */
    public Row set(String field, @Nullable LocalDate value) {
        int i = find(field);
        return i < 0 ? this : set(i, value);
    }

    /** Sets a LOCAL_DATETIME; for any other field, or outside the years 1 to 9999, a fault. {@code null} is missing. */
    public Row set(String field, @Nullable LocalDateTime value) {
        int i = find(field);
        return i < 0 ? this : set(i, value);
    }

    /**
     * Sets an INSTANT, or a DATE that has a zone to the day it then is there; for any other field, or outside the years
     * 1 to 9999, a fault. {@code null} is missing.
     */
    public Row set(String field, @Nullable Instant value) {
        int i = find(field);
        return i < 0 ? this : set(i, value);
    }

    /** Says that a field has no value, as leaving it unset does. */
    public Row missing(String field) {
        int i = find(field);
        return i < 0 ? this : missing(i);
    }

    /**
     * Reads a field from text, as its type says: decimal numbers of at most 128 characters (no NaN, Infinity,
     * hexadecimal or padding), {@code true} and {@code false}, categories as they are, dates and times as
     * {@link FieldType} names it. A NUMBER is rounded to the nearest double; an INTEGER must be whole as it stands. The empty text is missing.
     */
    public Row parse(String field, CharSequence text) {
        int i = find(field);
        return i < 0 ? this : parse(i, text);
    }

    /** {@link #set(String, double)} for the field at that place of the schema. */
    public Row set(int field, double value) {
        FieldType type = fields[field].type();
        if (type != FieldType.NUMBER && type != FieldType.INTEGER) {
            return invalid(field, number(value));
        }
        if (Double.isNaN(value)) {
            return missing(field);
        }
        boolean whole = type == FieldType.NUMBER || Decimals.whole(value);
        return whole ? accept(field, value) : invalid(field, number(value));
    }

    /** {@link #set(String, long)} for the field at that place of the schema. */
    public Row set(int field, long value) {
        // Long.MAX_VALUE rounds to 2^63 and back to itself, so the bound is needed beside the round trip.
        boolean exact = (long) (double) value == value && value != Long.MAX_VALUE;
        boolean fits = switch (fields[field].type()) {
            case NUMBER -> exact;
            case INTEGER -> Math.abs((double) value) <= Decimals.MAX_EXACT && exact;
            default -> false;
        };
        return fits ? accept(field, (double) value) : invalid(field, Long.toString(value));
    }

    /** {@link #set(String, boolean)} for the field at that place of the schema. */
    public Row set(int field, boolean value) {
        if (fields[field].type() != FieldType.BOOLEAN) {
            return invalid(field, Boolean.toString(value));
        }
        return put(field, SET, value ? 1 : 0);
    }

    /** {@link #set(String, CharSequence)} for the field at that place of the schema. */
    public Row set(int field, @Nullable CharSequence value) {
        if (value == null) {
            return missing(field);
        }
        return switch (fields[field].type()) {
            case CATEGORY -> category(field, value);
            case DATE, LOCAL_DATETIME, INSTANT -> time(field, time(fields[field], value), value);
            default -> invalid(field, quote(value));
        };
    }

    /** {@link #set(String, LocalDate)} for the field at that place of the schema. */
    public Row set(int field, @Nullable LocalDate value) {
        if (value == null) {
            return missing(field);
        }
        return time(field, fields[field].type() == FieldType.DATE ? Dates.epochDay(value) : Double.NaN, value);
    }

    /** {@link #set(String, LocalDateTime)} for the field at that place of the schema. */
    public Row set(int field, @Nullable LocalDateTime value) {
        if (value == null) {
            return missing(field);
        }
        boolean fits = fields[field].type() == FieldType.LOCAL_DATETIME;
        return time(field, fits ? Dates.localSecond(value) : Double.NaN, value);
    }

    /** {@link #set(String, Instant)} for the field at that place of the schema. */
    public Row set(int field, @Nullable Instant value) {
        if (value == null) {
            return missing(field);
        }
        double second = Dates.epochSecond(value);
        return switch (fields[field].type()) {
            case INSTANT -> time(field, second, value);
            case DATE -> time(field, fields[field].day(second), value);
            default -> invalid(field, quote(value.toString()));
        };
    }

    /** {@link #missing(String)} for the field at that place of the schema. */
    public Row missing(int field) {
        return put(field, MISSING, Double.NaN);
    }

    /** {@link #parse(String, CharSequence)} for the field at that place of the schema. */
    public Row parse(int field, CharSequence text) {
        if (text.isEmpty()) {
            return missing(field);
        }
        return switch (fields[field].type()) {
            case NUMBER, INTEGER -> parseNumber(field, text);
            case BOOLEAN -> parseBoolean(field, text);
            default -> set(field, text);
        };
    }

    /** Records that the field's value was unreadable for a reason the caller knows; the policy for invalid applies. */
    public Row invalid(String field, String found) {
        int i = find(field);
        return i < 0 ? this : invalid(i, found);
    }

    /** Records that the carrier holds the field twice: a fault, whatever the policies, and until the row is cleared. */
    public Row duplicate(String field) {
        int i = schema.indexOf(field);
        if (i < 0) {
            return unknown(field, Violation.Reason.DUPLICATE_FIELD, "one value", "two");
        }
        put(i, FAULTY, Double.NaN);
        return faults.atDoor(i) ? this : fault(i, Violation.Reason.DUPLICATE_FIELD, "one value", "two");
    }

    private int find(String field) {
        int i = schema.indexOf(field);
        if (i < 0 && schema.extra() == Extra.REJECT && !faults.full()) {
            String required = "a field of the schema" + schema.hint(field);
            unknown(field, Violation.Reason.UNKNOWN_FIELD, required, "an unknown field");
        }
        return i;
    }

    private Row accept(int field, double value) {
        Field f = fields[field];
        boolean allowed = value >= f.min() && value <= f.max() && Math.abs(value) <= Double.MAX_VALUE;
        return allowed ? put(field, SET, value) : invalid(field, number(value));
    }

    private Row put(int field, byte newState, double value) {
        store(field, newState, value);
        return this;
    }

    /** Sets a category that is unseen and whose text is not known. */
    void unseen(String field) {
        int i = find(field);
        if (i >= 0 && fields[i].type() == FieldType.CATEGORY) {
            storeUnseen(i, "an unseen category");
        } else if (i >= 0) {
            invalid(i, "an unseen category");
        }
    }

    private Row category(int field, CharSequence value) {
        Dictionary dictionary = dictionaries[field];
        if (dictionary == null) {
            throw new IllegalStateException("field \"" + fields[field].name() + "\" has no dictionary");
        }
        boolean grows = learning && fields[field].categories() == null;
        int index = grows ? dictionary.add(value.toString()) : dictionary.indexOf(value);
        if (index >= 0) {
            return put(field, SET, index);
        }
        storeUnseen(field, quote(value));
        return this;
    }

    /** Sets a date or time that was read from what is found; NaN if that is none. */
    private Row time(int field, double value, Object found) {
        Field f = fields[field];
        boolean allowed = value >= f.min() && value <= f.max();
        return allowed ? put(field, SET, value) : invalid(field, quote(found.toString()));
    }

    /** The value of a text for a field of dates or times, or NaN. */
    private double time(Field field, CharSequence text) {
        return switch (field.type()) {
            case DATE -> {
                double day = Dates.epochDay(text);
                yield Double.isNaN(day) ? field.day(Dates.epochSecond(text)) : day;
            }
            case LOCAL_DATETIME -> Dates.localSecond(text);
            case INSTANT -> Dates.epochSecond(text);
            default -> Double.NaN;
        };
    }

    private Row parseNumber(int field, CharSequence text) {
        double value = fields[field].type() == FieldType.INTEGER ? Decimals.integer(text) : Decimals.number(text);
        return Double.isNaN(value) ? invalid(field, quote(text)) : accept(field, value);
    }

    private Row parseBoolean(int field, CharSequence text) {
        boolean yes = "true".contentEquals(text);
        return yes || "false".contentEquals(text) ? set(field, yes) : invalid(field, quote(text));
    }

    private Row invalid(int field, String found) {
        Field f = fields[field];
        if (f.invalid() == Invalid.AS_MISSING) {
            put(field, MISSING, Double.NaN);
            warn(field, Warning.Code.INVALID_AS_MISSING);
            return this;
        }
        put(field, FAULTY, Double.NaN);
        return fault(field, Violation.Reason.INVALID, f.required(), found);
    }

    private Row fault(int field, Violation.Reason reason, String required, String found) {
        faults.addAtDoor(field, new Violation(0, fields[field].name(), reason, required, found));
        return this;
    }

    private Row unknown(String field, Violation.Reason reason, String required, String found) {
        faults.addUnknown(new Violation(0, field, reason, required, found));
        return this;
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private static String quote(CharSequence text) {
        // Cut first: a Violation cuts again, but the text may be megabytes long.
        int end = Math.min(text.length(), 2 * Violation.MAX_QUOTED);
        return '"' + text.subSequence(0, end).toString() + '"';
    }
}
