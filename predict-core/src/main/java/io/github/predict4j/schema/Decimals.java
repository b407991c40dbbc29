package io.github.predict4j.schema;

import java.math.BigDecimal;

/** Strict reading of decimal numbers. */
final class Decimals {
    private static final int MAX_LENGTH = 128;

    /** The greatest magnitude up to which every whole number is a double: 2^53. */
    static final double MAX_EXACT = 9007199254740992.0;

    private Decimals() {}

    /** The nearest double, or NaN if the text is not a decimal number of a double's magnitude. */
    static double number(CharSequence text) {
        if (text.length() > MAX_LENGTH || !text.chars().allMatch(Decimals::mayOccur)) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text.toString());
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException unreadable) {
            return Double.NaN;
        }
    }

    /** The whole number that the text is, without rounding; else NaN. */
    static double integer(CharSequence text) {
        double value = number(text);
        return whole(value) && isExactly(value, text) ? value : Double.NaN;
    }

    private static boolean isExactly(double value, CharSequence text) {
        try {
            return new BigDecimal(text.toString()).compareTo(new BigDecimal(value)) == 0;
        } catch (NumberFormatException exponentBeyondAnInt) { // 0e99999999999 is a double, but no BigDecimal
            return false;
        }
    }

    static boolean whole(double value) {
        return value == Math.rint(value) && Math.abs(value) <= MAX_EXACT;
    }

    /** The characters of a decimal number; Double.parseDouble alone would also read "NaN", "0x1p3", "1d" and " 1 ". */
    private static boolean mayOccur(int c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }
}
