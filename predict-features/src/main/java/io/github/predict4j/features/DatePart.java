package io.github.predict4j.features;

import java.util.Locale;

/**
 * A number that {@link DateParts} reads off a date or a date and time. The names are those of feature-engine's
 * {@code DatetimeFeatures} where it has them; weeks are ISO 8601's. What is true or false is 1 or 0.
 */
public enum DatePart {
    /** The year of the calendar, plus {@link DateParts.Definition#yearOffset}. */
    YEAR,
    /** The quarter of the year, 1 to 4. */
    QUARTER,
    /** The month of the year, 1 to 12. */
    MONTH,
    /** The day of the month, 1 to 31. */
    DAY,
    /** The day of the year, 1 to 366, or 0 to 365 if {@linkplain DateParts.Definition#zeroBased zero-based}. */
    DAY_OF_YEAR,
    /** How many days the month has, 28 to 31. */
    DAYS_IN_MONTH,
    /** The week of the {@linkplain #ISO_WEEK_YEAR week-based year}, 1 to 53: Monday is a week's first day. */
    ISO_WEEK,
    /**
     * The year to which the week belongs, that of its Thursday, plus {@link DateParts.Definition#yearOffset}:
     * 2011-01-01 is in week 52 of 2010.
     */
    ISO_WEEK_YEAR,
    /** The day of the week, numbered as {@link DateParts.Convention} says. */
    DAY_OF_WEEK,
    /** Whether the day is one of the {@linkplain DateParts.Definition#weekend weekend}. */
    WEEKEND,
    /** The hour of the day, 0 to 23. */
    HOUR(true),
    /** The minute of the hour, 0 to 59. */
    MINUTE(true),
    /** The second of the minute, 0 to 59, without its fraction. */
    SECOND(true),
    /** Whether the day is the month's first. */
    MONTH_START,
    /** Whether the day is the month's last. */
    MONTH_END,
    /** Whether the day is the quarter's first. */
    QUARTER_START,
    /** Whether the day is the quarter's last. */
    QUARTER_END,
    /** Whether the day is January 1st. */
    YEAR_START,
    /** Whether the day is December 31st. */
    YEAR_END,
    /** Whether the year has 366 days. */
    LEAP_YEAR,
    /** The days from 1970-01-01 to the day. */
    EPOCH_DAYS;

    private final boolean timeOfDay;

    DatePart() {
        this(false);
    }

    DatePart(boolean timeOfDay) {
        this.timeOfDay = timeOfDay;
    }

    /** Whether a date alone does not have it. */
    boolean isTimeOfDay() {
        return timeOfDay;
    }

    /** The name of the output made from a column. */
    String outputOf(String column) {
        return column + "_" + name().toLowerCase(Locale.ROOT);
    }
}
