package io.github.predict4j.schema;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Strict reading of dates: exactly {@code uuuu-MM-dd}, ASCII digits, the years 0001 to 9999. */
final class Dates {
    private Dates() {}

    /** The epoch day, or NaN if the text is not such a date. */
    static double epochDay(CharSequence text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Double.NaN;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        return year < 1 || month < 1 || day < 1 ? Double.NaN : epochDay(year, month, day);
    }

    /** The epoch day, or NaN if the year is outside 1 to 9999. */
    static double epochDay(LocalDate date) {
        return date.getYear() < 1 || date.getYear() > 9999 ? Double.NaN : date.toEpochDay();
    }

    private static double epochDay(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException noSuchDay) {
            return Double.NaN;
        }
    }

    private static int digits(CharSequence text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }
}
