package io.github.predict4j.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which records are held out of the training to evaluate the model on.
 *
 * @param description how it was done, for the provenance
 * @param share the share of the records that is held out
 * @param shuffle the order in which records are taken; the last ones are held out
 */
record Split(String description, double share, Shuffle shuffle) {
    /** An order of the numbers below n. */
    interface Shuffle {
        int[] order(int n);
    }

    /** The two parts, each in the order of the table. */
    static final class Parts {
        private final int[] training;
        private final int[] holdOut;

        private Parts(int[] training, int[] holdOut) {
            this.training = training;
            this.holdOut = holdOut;
        }

        int[] training() {
            return training;
        }

        int[] holdOut() {
            return holdOut;
        }
    }

    static final Split NONE = new Split("none", 0, n -> IntStream.range(0, n).toArray());

    static Split random(double share, long seed) {
        return new Split(percent(share) + " at random, seed " + seed, requireShare(share), n -> shuffled(n, seed));
    }

    static Split last(double share) {
        return new Split(
                "the last " + percent(share),
                requireShare(share),
                n -> IntStream.range(0, n).toArray());
    }

    Parts of(int rows) {
        int[] order = shuffle.order(rows);
        int held = (int) Math.rint(share * rows);
        int[] training = Arrays.copyOf(order, rows - held);
        int[] holdOut = Arrays.copyOfRange(order, rows - held, rows);
        Arrays.sort(training);
        Arrays.sort(holdOut);
        return new Parts(training, holdOut);
    }

    /** Fisher and Yates's shuffle; SplittableRandom's sequence is specified, so it is the same on every JVM. */
    private static int[] shuffled(int n, long seed) {
        int[] order = IntStream.range(0, n).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    private static double requireShare(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share that is held out must be in (0, 1), found " + share);
        }
        return share;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g %%", 100 * share);
    }
}
