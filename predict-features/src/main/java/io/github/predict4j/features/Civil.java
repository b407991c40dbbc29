package io.github.predict4j.features;

/**
 * The proleptic Gregorian calendar in whole numbers: from an epoch day (1970-01-01 is 0) to a year, month and day,
 * without an object for either. Exact for every year that an {@code int} holds {@value #BITS} bits away from its ends.
 */
final class Civil {
    private static final int BITS = 9;
    private static final int DAYS_IN_400_YEARS = 146_097;
    private static final int DAYS_IN_100_YEARS = 36_524; // those that do not end with a leap day
    private static final int DAYS_IN_4_YEARS = 1_461;
    private static final long YEAR_1 = -719_162; // epoch day of 0001-01-01
    private static final long MARCH_0 = -719_468; // epoch day of 0000-03-01

    private Civil() {}

    /**
     * Year, month and day in one number, which {@link #year}, {@link #month} and {@link #day} take apart.
     *
     * <p>Years are counted from March, so that the leap day is the last day of a year, of a group of four years and of
     * one of 400. Hence dividing by the length of the shorter form of each period is right for all but the last day of
     * the longer form, which the minima put back.
     */
    static int of(long epochDay) {
        long days = epochDay - MARCH_0;
        long cycle = Math.floorDiv(days, (long) DAYS_IN_400_YEARS);
        int rest = (int) (days - cycle * DAYS_IN_400_YEARS);
        int century = Math.min(rest / DAYS_IN_100_YEARS, 3);
        rest -= century * DAYS_IN_100_YEARS;
        int four = rest / DAYS_IN_4_YEARS;
        rest -= four * DAYS_IN_4_YEARS;
        int one = Math.min(rest / 365, 3);
        int dayOfYear = rest - one * 365;
        int year = (int) (400 * cycle) + 100 * century + 4 * four + one;
        // From March on, months have 31, 30, 31, 30, 31 days, twice over: 153 days in five months. (153 m + 2) / 5 days
        // precede month m.
        int month = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * month + 2) / 5 + 1;
        return month < 10 ? pack(year, month + 3, day) : pack(year + 1, month - 9, day);
    }

    private static int pack(int year, int month, int day) {
        return year << BITS | month << 5 | day;
    }

    static int year(int civil) {
        return civil >> BITS;
    }

    static int month(int civil) {
        return civil >> 5 & 15;
    }

    static int day(int civil) {
        return civil & 31;
    }

    static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    static int daysInMonth(int year, int month) {
        if (month == 2) {
            return isLeap(year) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** The epoch day of January 1st. */
    static long newYear(int year) {
        int before = year - 1;
        return YEAR_1
                + 365L * before
                + Math.floorDiv(before, 4)
                - Math.floorDiv(before, 100)
                + Math.floorDiv(before, 400);
    }

    /** From 1. */
    static int dayOfYear(long epochDay, int year) {
        return (int) (epochDay - newYear(year)) + 1;
    }

    /** From 0, a Monday: 1970-01-01 was a Thursday. */
    static int weekday(long epochDay) {
        return (int) Math.floorMod(epochDay + 3, 7L);
    }

    /** The Thursday of the week, which decides to which year the week belongs. */
    static long thursday(long epochDay) {
        return epochDay - weekday(epochDay) + 3;
    }
}
