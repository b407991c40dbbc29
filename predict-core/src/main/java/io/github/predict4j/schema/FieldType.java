package io.github.predict4j.schema;

/** The type of a field: what a caller may put in, and the {@code double} it becomes behind the door of a {@link Row}. */
public enum FieldType {
    /** A finite number; itself. A {@code long} is accepted if a double holds it exactly. */
    NUMBER("a finite number"),
    /** A whole number of at most 2^53 in magnitude; itself. The integral double 1.0 is accepted, 1.5 is not. */
    INTEGER("a whole number of at most 2^53 in magnitude"),
    /** True or false; 1.0 or 0.0. The number 1 is not {@code true}. */
    BOOLEAN("true or false"),
    /** A text out of a dictionary; its index, or -1 if the dictionary lacks it. Compared exactly, case included. */
    CATEGORY("a text"),
    /** A calendar day of the years 0001 to 9999; its epoch day (1970-01-01 is 0). As text: {@code uuuu-MM-dd}.
     * With a {@linkplain Field#zone zone} an instant is taken, too: the day of that zone. */
    DATE("a date as yyyy-mm-dd (years 0001 to 9999)"),
    /**
     * A date and time of day on the clock of some place; its seconds from 1970-01-01T00:00:00 on that clock. As text:
     * {@code uuuu-MM-ddTHH:mm:ss}, with up to nine digits of a fraction.
     */
    LOCAL_DATETIME("a date and time as yyyy-mm-ddThh:mm:ss (years 0001 to 9999)"),
    /**
     * A moment; its epoch second. As text: a local date-time with {@code Z} or an offset like {@code +01:00}. A double
     * keeps about a quarter of a microsecond.
     */
    INSTANT("an instant as yyyy-mm-ddThh:mm:ssZ, or with an offset like +01:00 (years 0001 to 9999)");

    private final String required;

    FieldType(String required) {
        this.required = required;
    }

    /** What a value of this type has to be, in words, for messages: "a finite number". */
    public String required() {
        return required;
    }
}
