package io.github.predict4j.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Strict reading of dates and times in ISO 8601's extended form: ASCII digits only, the years 0001 to 9999, seconds
 * always, no 24:00 and no leap second. NaN stands for what is none.
 *
 * <pre>
 * date        uuuu-MM-dd
 * local       date 'T' HH:mm:ss [ '.' 1 to 9 digits ]
 * instant     local ( 'Z' | ('+' | '-') HH:mm )
 * </pre>
 */
final class Dates {
    private static final int DATE = 10;
    private static final int SECONDS = 19;
    private static final int MAX_DIGITS = 9;
    private static final int MAX_OFFSET = 18 * 60;

    private Dates() {}

    /** The epoch day of a date. */
    static double epochDay(CharSequence text) {
        return text.length() == DATE ? day(text) : Double.NaN;
    }

    /** The epoch day of a date of the years 1 to 9999. */
    static double epochDay(LocalDate date) {
        return date.getYear() < 1 || date.getYear() > 9999 ? Double.NaN : date.toEpochDay();
    }

    /** The seconds from 1970-01-01T00:00:00 to a local date-time, both on the clock of the place. */
    static double localSecond(CharSequence text) {
        int end = timeEnd(text);
        return end == text.length() ? second(text, end) : Double.NaN;
    }

    /** {@link #localSecond(CharSequence)} of a date-time of the years 1 to 9999. */
    static double localSecond(LocalDateTime time) {
        return epochSecond(time.toInstant(ZoneOffset.UTC)); // the same clock, read as if in UTC
    }

    /** The epoch second of an instant. */
    static double epochSecond(CharSequence text) {
        int end = timeEnd(text);
        if (end < 0 || end >= text.length()) {
            return Double.NaN;
        }
        if (text.charAt(end) == 'Z') {
            return end + 1 == text.length() ? second(text, end) : Double.NaN;
        }
        return inYears(second(text, end) - offset(text, end));
    }

    /** {@link #epochSecond(CharSequence)} of an instant of the years 1 to 9999 in UTC. */
    static double epochSecond(Instant instant) {
        return inYears(join(instant.getEpochSecond(), instant.getNano()));
    }

    /** A local date-time as {@link #localSecond} reads it. */
    static String text(double localSecond) {
        long second = (long) Math.floor(localSecond);
        int nanos = (int) Math.rint((localSecond - second) * 1e9);
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)
                .plusNanos(nanos)
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    private static double inYears(double epochSecond) {
        return epochSecond >= -62_135_596_800.0 && epochSecond < 253_402_300_800.0 ? epochSecond : Double.NaN;
    }

    /** A double keeps fewer digits than nanoseconds have; rounding must not reach the next second, or the next day. */
    private static double join(long seconds, int nanos) {
        return Math.min(seconds + nanos / 1e9, Math.nextDown(seconds + 1.0));
    }

    private static double day(CharSequence text) {
        if (text.length() < DATE || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Double.NaN;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        try {
            return year < 1 || month < 1 || day < 1
                    ? Double.NaN
                    : LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException noSuchDay) {
            return Double.NaN;
        }
    }

    /** Where the time of day ends, or -1 if the text has none of the right form. */
    private static int timeEnd(CharSequence text) {
        if (text.length() < SECONDS || text.charAt(DATE) != 'T' || text.charAt(13) != ':' || text.charAt(16) != ':') {
            return -1;
        }
        if (text.length() == SECONDS || text.charAt(SECONDS) != '.') {
            return SECONDS;
        }
        int end = SECONDS + 1;
        while (end < text.length() && digit(text.charAt(end)) >= 0) {
            end++;
        }
        int fraction = end - SECONDS - 1;
        return fraction >= 1 && fraction <= MAX_DIGITS ? end : -1;
    }

    private static double second(CharSequence text, int end) {
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        double day = day(text);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || Double.isNaN(day)) {
            return Double.NaN;
        }
        long seconds = (long) (day * 86_400) + hour * 3600L + minute * 60L + second;
        return end == SECONDS ? seconds : join(seconds, nanos(text, end));
    }

    private static int nanos(CharSequence text, int end) {
        int nanos = digits(text, SECONDS + 1, end);
        for (int digits = end - SECONDS - 1; digits < MAX_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** The seconds of an offset from UTC that is the rest of the text. */
    private static double offset(CharSequence text, int from) {
        char sign = text.charAt(from);
        if (text.length() != from + 6 || (sign != '+' && sign != '-') || text.charAt(from + 3) != ':') {
            return Double.NaN;
        }
        int hours = digits(text, from + 1, from + 3);
        int minutes = digits(text, from + 4, from + 6);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > MAX_OFFSET) {
            return Double.NaN;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return sign == '+' ? seconds : -seconds;
    }

    private static int digits(CharSequence text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }
}
