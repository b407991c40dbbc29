package io.github.predict4j.schema;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field of a {@link Schema}: its name, its type, what values it allows, and what happens to a missing or an invalid
 * one. Immutable; every method that seems to change a field returns another.
 *
 * <pre>{@code
 * Field.number("sepal_length").range(0, 30).unit("cm").describedAs("Length of the sepal")
 * Field.category("season").oneOf("spring", "summer", "autumn", "winter").optional()
 * }</pre>
 *
 * <p>Unless told otherwise a field is required ({@link Missing#REJECT}) and strict ({@link Invalid#REJECT}).
 */
public final class Field {
    /** The longest name, unit, description, example or category, in characters. */
    public static final int MAX_TEXT = 4096;

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private final String name;
    private final FieldType type;
    private final Missing missing;
    private final Invalid invalid;
    private final double min;
    private final double max;
    private final @Nullable List<String> categories;
    private final @Nullable ZoneOffsets zone;
    private final String unit;
    private final String description;
    private final String example;
    private final boolean personal;

    private Field(Draft draft) {
        this.name = draft.name;
        this.type = draft.type;
        this.missing = draft.missing;
        this.invalid = draft.invalid;
        this.min = draft.min;
        this.max = draft.max;
        this.categories = draft.categories;
        this.zone = draft.zone;
        this.unit = draft.unit;
        this.description = draft.description;
        this.example = draft.example;
        this.personal = draft.personal;
    }

    /**
     * A required field of any type.
     *
     * @throws IllegalArgumentException if the name is empty, blank or longer than {@value #MAX_TEXT} characters
     */
    public static Field of(String name, FieldType type) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a field's name must not be blank, found \"" + name + "\"");
        }
        return new Field(new Draft(text("name", name), type));
    }

    /** A required {@link FieldType#NUMBER}. */
    public static Field number(String name) {
        return of(name, FieldType.NUMBER);
    }

    /** A required {@link FieldType#INTEGER}. */
    public static Field integer(String name) {
        return of(name, FieldType.INTEGER);
    }

    /** A required {@link FieldType#BOOLEAN}. */
    public static Field bool(String name) {
        return of(name, FieldType.BOOLEAN);
    }

    /** A required {@link FieldType#CATEGORY}, whose dictionary is learned in training unless {@link #oneOf declared}. */
    public static Field category(String name) {
        return of(name, FieldType.CATEGORY);
    }

    /** A required {@link FieldType#DATE}. */
    public static Field date(String name) {
        return of(name, FieldType.DATE);
    }

    /** A required {@link FieldType#LOCAL_DATETIME}. */
    public static Field localDateTime(String name) {
        return of(name, FieldType.LOCAL_DATETIME);
    }

    /** A required {@link FieldType#INSTANT}, with the zone in which steps read its date and time of day. */
    public static Field instant(String name, ZoneId zone) {
        return of(name, FieldType.INSTANT).zone(zone);
    }

    /** This field, with a missing value going on as NaN instead of refusing the row. */
    public Field optional() {
        return missing(Missing.AS_IS);
    }

    /** This field with another policy for missing values. */
    public Field missing(Missing policy) {
        Draft draft = new Draft(this);
        draft.missing = policy;
        return new Field(draft);
    }

    /** This field with another policy for invalid values. */
    public Field invalid(Invalid policy) {
        Draft draft = new Draft(this);
        draft.invalid = policy;
        return new Field(draft);
    }

    /**
     * This field with an <em>allowed</em> range; a value outside is invalid.
     *
     * @param min the least allowed value, inclusive; {@code -Infinity} for none. A date's is its epoch day
     * @param max the greatest allowed value, inclusive; {@code +Infinity} for none
     * @throws IllegalArgumentException if the field is a category or a boolean, if a bound is NaN, min is above max, or a
     *     finite bound of a date is no day of the years 0001 to 9999
     */
    public Field range(double min, double max) {
        if (type == FieldType.CATEGORY || type == FieldType.BOOLEAN) {
            throw new IllegalArgumentException(
                    "only numbers, integers and dates have a range, found " + type + " in field \"" + name + "\"");
        }
        if (!(min <= max)) {
            throw new IllegalArgumentException(
                    "range of field \"" + name + "\" must have min <= max, found " + min + " and " + max);
        }
        if (type == FieldType.DATE && !(dayOrNone(min) && dayOrNone(max))) {
            throw new IllegalArgumentException("range of field \"" + name
                    + "\" must be epoch days of the years 0001 to 9999, found " + min + " and " + max);
        }
        Draft draft = new Draft(this);
        draft.min = min + 0.0; // -0.0 is no bound of its own
        draft.max = max + 0.0;
        return new Field(draft);
    }

    /** {@link #oneOf(List)}. */
    public Field oneOf(String... categories) {
        return oneOf(Arrays.asList(categories));
    }

    /**
     * This category field with its dictionary. Duplicates are dropped and the texts sorted by code point; their place is
     * the index a row holds.
     *
     * @throws IllegalArgumentException if the field is not a category, or a text is too long or has an unpaired
     *     surrogate
     */
    public Field oneOf(List<String> categories) {
        if (type != FieldType.CATEGORY) {
            throw new IllegalArgumentException(
                    "only a category has a dictionary, found " + type + " in field \"" + name + "\"");
        }
        categories.forEach(category -> text("category of field \"" + name + "\"", category));
        Draft draft = new Draft(this);
        draft.categories = Dictionary.sorted(categories);
        return new Field(draft);
    }

    /**
     * This field with a time zone: in which a step reads date and time of an INSTANT; of which a DATE given as an instant
     * is the day; whose clock a LOCAL_DATETIME is on.
     *
     * @throws IllegalArgumentException if the field is no date or time
     */
    public Field zone(ZoneId id) {
        if (type != FieldType.DATE && type != FieldType.LOCAL_DATETIME && type != FieldType.INSTANT) {
            throw new IllegalArgumentException(
                    "only dates and times have a zone, found " + type + " in field \"" + name + "\"");
        }
        Draft draft = new Draft(this);
        draft.zone = ZoneOffsets.of(id);
        return new Field(draft);
    }

    /** This field with a unit, for people: "cm". */
    public Field unit(String unit) {
        Draft draft = new Draft(this);
        draft.unit = text("unit", unit);
        return new Field(draft);
    }

    /** This field with a description, for people. */
    public Field describedAs(String description) {
        Draft draft = new Draft(this);
        draft.description = text("description", description);
        return new Field(draft);
    }

    /** This field with an example of a value, as text, for people and generated documentation. */
    public Field example(String example) {
        Draft draft = new Draft(this);
        draft.example = text("example", example);
        return new Field(draft);
    }

    /**
     * This field, said to hold personal data. It is read like any other; {@code inspect} and the HTTP schema say so. Golden
     * rows and statistics of a bundle have values of it, too, so the file is to be kept like the training data.
     */
    public Field personal() {
        Draft draft = new Draft(this);
        draft.personal = true;
        return new Field(draft);
    }

    /** The name; compared exactly, case included. */
    public String name() {
        return name;
    }

    /** The type. */
    public FieldType type() {
        return type;
    }

    /** The policy for missing values. */
    public Missing missing() {
        return missing;
    }

    /** The policy for invalid values. */
    public Invalid invalid() {
        return invalid;
    }

    /** The least allowed value, or {@code -Infinity}. */
    public double min() {
        return min;
    }

    /** The greatest allowed value, or {@code +Infinity}. */
    public double max() {
        return max;
    }

    /** The dictionary, sorted by code point; {@code null} if it is not a category, or not known before training. */
    public @Nullable List<String> categories() {
        return categories;
    }

    /** The time zone, or {@code null}. */
    public @Nullable ZoneId zone() {
        return zone == null ? null : zone.zone();
    }

    /** The offsets of the time zone, or {@code null}. */
    public @Nullable ZoneOffsets zoneOffsets() {
        return zone;
    }

    /** The day of an instant in the zone; NaN if there is no zone, or no instant. */
    double day(double epochSecond) {
        if (zone == null || Double.isNaN(epochSecond)) {
            return Double.NaN;
        }
        long second = (long) Math.floor(epochSecond);
        double day = Math.floorDiv(second + zone.at(second), 86_400L);
        return day >= FIRST_DAY && day <= LAST_DAY ? day : Double.NaN;
    }

    /** The unit, or the empty text. */
    public String unit() {
        return unit;
    }

    /** The description, or the empty text. */
    public String description() {
        return description;
    }

    /** The example, or the empty text. */
    public String example() {
        return example;
    }

    /** Whether it is said to hold personal data. */
    public boolean isPersonal() {
        return personal;
    }

    /** What a value has to be, in words: "a finite number in [0.0, 30.0]". */
    public String required() {
        if (categories != null) {
            int shown = Math.min(10, categories.size());
            String more = categories.size() > shown ? ", … (" + categories.size() + " in all)" : "";
            return "one of " + String.join(", ", categories.subList(0, shown)) + more;
        }
        boolean bounded = min != Double.NEGATIVE_INFINITY || max != Double.POSITIVE_INFINITY;
        return bounded ? type.required() + " in [" + bound(min) + ", " + bound(max) + "]" : type.required();
    }

    private static boolean dayOrNone(double bound) {
        return Double.isInfinite(bound) || (bound == Math.rint(bound) && bound >= FIRST_DAY && bound <= LAST_DAY);
    }

    private String bound(double bound) {
        return Double.isFinite(bound) ? format(bound) : Double.toString(bound);
    }

    /**
     * The value of a {@link Row}'s cell of this field, as text that {@link Row#parse} reads back; empty for a missing
     * one.
     *
     * @throws IndexOutOfBoundsException if a category is unseen (-1)
     */
    public String format(double cell) {
        if (Double.isNaN(cell)) {
            return "";
        }
        return switch (type) {
            case NUMBER -> Double.toString(cell);
            case INTEGER -> Long.toString((long) cell);
            case BOOLEAN -> Boolean.toString(cell != 0);
            case CATEGORY -> Objects.requireNonNull(categories).get((int) cell);
            case DATE -> LocalDate.ofEpochDay((long) cell).toString();
            case LOCAL_DATETIME -> Dates.text(cell);
            case INSTANT -> Dates.text(cell) + "Z";
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Field f
                && name.equals(f.name)
                && type == f.type
                && missing == f.missing
                && invalid == f.invalid
                && min == f.min
                && max == f.max
                && Objects.equals(categories, f.categories)
                && Objects.equals(zone(), f.zone())
                && unit.equals(f.unit)
                && description.equals(f.description)
                && example.equals(f.example)
                && personal == f.personal;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type);
    }

    @Override
    public String toString() {
        return name + " " + type;
    }

    private static String text(String what, String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    what + " must have at most " + MAX_TEXT + " characters, found " + text.length());
        }
        // A lone surrogate has no UTF-8 form, so it could not be stored.
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException(what + " must not hold an unpaired surrogate");
        }
        return text;
    }

    static void requireDistinct(List<Field> fields) {
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name)) {
                throw new IllegalArgumentException(
                        "the fields of a schema must have distinct names, found \"" + field.name + "\" twice");
            }
        }
    }

    /** The state of a field while it is put together. */
    private static final class Draft {
        private final String name;
        private final FieldType type;
        private Missing missing = Missing.REJECT;
        private Invalid invalid = Invalid.REJECT;
        private double min = Double.NEGATIVE_INFINITY;
        private double max = Double.POSITIVE_INFINITY;
        private @Nullable List<String> categories;
        private @Nullable ZoneOffsets zone;
        private String unit = "";
        private String description = "";
        private String example = "";
        private boolean personal;

        Draft(String name, FieldType type) {
            this.name = name;
            this.type = type;
        }

        Draft(Field f) {
            this(f.name, f.type);
            missing = f.missing;
            invalid = f.invalid;
            min = f.min;
            max = f.max;
            categories = f.categories;
            zone = f.zone;
            unit = f.unit;
            description = f.description;
            example = f.example;
            personal = f.personal;
        }
    }
}
