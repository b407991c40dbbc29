package io.github.predict4j.model;

/**
 * What is done to the scores of a row at the very end. All of them compute in {@code double}, with
 * {@link StrictMath}, so that the result does not depend on the machine.
 *
 * @since 0.1.0
 */
public enum PostTransform {

    /** Nothing. */
    NONE {
        @Override
        void apply(double[] scores, int from, int length) {}
    },

    /** Each score {@code x} becomes {@code 1 / (1 + exp(-x))}, in [0, 1]. */
    LOGISTIC {
        @Override
        void apply(double[] scores, int from, int length) {
            for (int i = from; i < from + length; i++) {
                scores[i] = 1.0 / (1.0 + StrictMath.exp(-scores[i]));
            }
        }
    },

    /**
     * The scores {@code x} of a row become {@code e[i] / s}, where {@code e[i] = exp(x[i] - max(x))} and {@code s} is the
     * sum of {@code e}, from 0 in the order of the outputs: in [0, 1], with sum 1.
     */
    SOFTMAX {
        @Override
        void apply(double[] scores, int from, int length) {
            double max = Double.NEGATIVE_INFINITY;
            for (int i = from; i < from + length; i++) {
                max = Math.max(max, scores[i]);
            }
            double sum = 0;
            for (int i = from; i < from + length; i++) {
                scores[i] = StrictMath.exp(scores[i] - max);
                sum += scores[i];
            }
            for (int i = from; i < from + length; i++) {
                scores[i] /= sum;
            }
        }
    },

    /** Each score {@code x} becomes {@code exp(x)}: infinite above 709.78, 0 below -745.13. */
    EXP {
        @Override
        void apply(double[] scores, int from, int length) {
            for (int i = from; i < from + length; i++) {
                scores[i] = StrictMath.exp(scores[i]);
            }
        }
    };

    /** Transforms {@code scores[from]} to {@code scores[from + length - 1]}, the scores of one row, in place. */
    abstract void apply(double[] scores, int from, int length);
}
