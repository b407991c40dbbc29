package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                1.0,
                -1.0,
                0.1,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                -Double.MIN_NORMAL,
                Double.MAX_VALUE,
                -0x1.ffffffffffffep1023,
                INFINITY
            })
    void atLeast_edge_comparesAlikeAroundIt(double t) {
        double converted = Thresholds.atLeast(t);
        assertThat(converted).isFinite();
        for (double x : around(t)) {
            assertThat(x > converted).as("x = %s", x).isEqualTo(x >= t);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void atLeast_anyDouble_comparesAlikeAroundIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            double t = Double.longBitsToDouble(random.nextLong());
            if (t > -Double.MAX_VALUE) {
                double converted = Thresholds.atLeast(t);
                // Both comparisons are monotone in x, so they agree everywhere if they agree on both sides of the step.
                if (!(converted < t) || !(Math.nextUp(converted) >= t)) {
                    throw new AssertionError("t = " + t + ", converted to " + converted);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, -Double.MAX_VALUE})
    void atLeast_noFiniteThresholdExists_isRefused(double t) {
        assertThatThrownBy(() -> Thresholds.atLeast(t))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold must be above -1.7976931348623157E308, found " + t);
    }

    @Test
    void floatAtLeast_floatsOfAllMagnitudes_stepsWhereRoundingDoes() {
        int checked = 0;
        for (long bits = 0; bits < 1L << 32; bits += 4093) {
            float t = Float.intBitsToFloat((int) bits);
            if (t > Float.NEGATIVE_INFINITY) {
                checkStep(t);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(1_000_000);
    }

    @Test
    void floatAtLeast_smallestSubnormals_stepsWhereRoundingDoes() {
        for (int bits = 0; bits < 70_000; bits++) {
            checkStep(Float.intBitsToFloat(bits));
            checkStep(-Float.intBitsToFloat(bits));
        }
    }

    @ParameterizedTest
    @ValueSource(
            floats = {
                0.0f,
                -0.0f,
                1.0f,
                -1.0f,
                0.1f,
                16777216f,
                Float.MIN_VALUE,
                -Float.MIN_VALUE,
                Float.MIN_NORMAL,
                -Float.MIN_NORMAL,
                Float.MAX_VALUE,
                -Float.MAX_VALUE,
                Float.POSITIVE_INFINITY
            })
    void floatAtLeast_edge_comparesAlikeAroundIt(float t) {
        checkStep(t);
        double converted = Thresholds.floatAtLeast(t);
        for (double x : around(t)) {
            assertThat(x > converted).as("x = %s", x).isEqualTo((float) x >= t);
        }
        for (double x : around(converted)) {
            assertThat(x > converted).as("x = %s", x).isEqualTo((float) x >= t);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void floatAtLeast_noThresholdExists_isRefused(float t) {
        assertThatThrownBy(() -> Thresholds.floatAtLeast(t))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold must be above -Infinity, found " + t);
    }

    /** Rounding is monotone, so it is enough that the last double on the left and the first on the right are right. */
    private static void checkStep(float t) {
        double converted = Thresholds.floatAtLeast(t);
        if (!Double.isFinite(converted) || !((float) converted < t) || !((float) Math.nextUp(converted) >= t)) {
            throw new AssertionError("t = " + t + ", converted to " + converted);
        }
    }

    private static double[] around(double t) {
        double below = Math.nextDown(t);
        double above = Math.nextUp(t);
        float single = (float) t;
        return new double[] {
            t,
            below,
            above,
            Math.nextDown(below),
            Math.nextUp(above),
            Math.nextDown(single),
            Math.nextUp(single),
            -t,
            0.0,
            -0.0,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            INFINITY,
            -INFINITY
        };
    }
}
