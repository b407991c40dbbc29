package io.github.predict4j.model;

/**
 * Thresholds for the one comparison trees have here, {@code x > t}, from the comparisons of other libraries.
 *
 * <p>Each method returns the only right kind of answer: a double {@code t'} such that {@code x > t'} holds for exactly the
 * doubles {@code x} for which the given comparison holds, infinities included. (NaN compares with nothing; it goes where
 * the split sends missing values.)
 *
 * @since 0.1.0
 */
public final class Thresholds {

    private Thresholds() {}

    /**
     * Converts a split that goes right where {@code x >= t}, and so left where {@code x < t}.
     *
     * @param t the threshold of the comparison
     * @return {@code t'} such that {@code x > t'} is {@code x >= t}: the double next below {@code t}
     * @throws IllegalArgumentException if {@code t} is NaN, or so low (negative infinity or {@code -Double.MAX_VALUE})
     *     that no finite {@code t'} exists
     */
    public static double atLeast(double t) {
        if (!(t > -Double.MAX_VALUE)) {
            throw new IllegalArgumentException("threshold must be above " + -Double.MAX_VALUE + ", found " + t);
        }
        return Math.nextDown(t);
    }

    /**
     * Converts a split that rounds the feature to a float first, and goes right where {@code (float) x >= t}, left where
     * {@code (float) x < t}: the comparison of XGBoost.
     *
     * @param t the threshold of the comparison
     * @return {@code t'} such that {@code x > t'} is {@code (float) x >= t}
     * @throws IllegalArgumentException if {@code t} is NaN or negative infinity
     */
    public static double floatAtLeast(float t) {
        /*
         * Rounding is monotone, so the doubles that round below t are all those up to some largest one, which is t'. They
         * end half-way between t and the float next below: at the middle itself if it rounds down, else just before it.
         * The middle of two neighbouring floats is a double. Beyond the largest float rounding behaves as if 2^128 came
         * next, and calls it infinity.
         */
        if (!(t > Float.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException("threshold must be above -Infinity, found " + t);
        }
        double middle = (widen(Math.nextDown(t)) + widen(t)) / 2;
        return (float) middle < t ? middle : Math.nextDown(middle);
    }

    private static double widen(float value) {
        return Float.isInfinite(value) ? Math.copySign(0x1p128, value) : value;
    }
}
