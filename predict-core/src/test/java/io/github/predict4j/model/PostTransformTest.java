package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PostTransformTest {

    private static double[] apply(PostTransform transform, double... scores) {
        transform.apply(scores, 0, scores.length);
        return scores;
    }

    @Test
    void none_anyScores_stay() {
        assertThat(apply(PostTransform.NONE, -0.0, 3)).containsExactly(-0.0, 3);
    }

    @Test
    void logistic_anyScores_areInTheUnitInterval() {
        assertThat(apply(PostTransform.LOGISTIC, 0, 1000, -1000)).containsExactly(0.5, 1, 0);
        assertThat(apply(PostTransform.LOGISTIC, 1)[0]).isCloseTo(0.7310585786300049, within(1e-15));
    }

    @Test
    void softmax_hugeScores_doNotOverflow() {
        assertThat(apply(PostTransform.SOFTMAX, 1e308, 1e308, -1e308)).containsExactly(0.5, 0.5, 0);
        double[] scores = apply(PostTransform.SOFTMAX, 1, 2, 3);
        assertThat(scores[2]).isCloseTo(0.6652409557748219, within(1e-15));
        assertThat(scores[0] + scores[1] + scores[2]).isCloseTo(1, within(1e-15));
    }

    @Test
    void exp_edges_areZeroAndInfinity() {
        assertThat(apply(PostTransform.EXP, 0, 710, -746)).containsExactly(1, Double.POSITIVE_INFINITY, 0);
        assertThat(apply(PostTransform.EXP, 709.78)[0]).isFinite();
        assertThat(apply(PostTransform.EXP, -745.13)[0]).isPositive();
    }

    @Test
    void apply_partOfAnArray_leavesTheRest() {
        for (PostTransform transform : PostTransform.values()) {
            double[] scores = {7, 1, 1, 7};
            transform.apply(scores, 1, 2);
            assertThat(scores[0]).isEqualTo(7);
            assertThat(scores[3]).isEqualTo(7);
            assertThat(scores[1]).isEqualTo(scores[2]);
        }
    }
}
