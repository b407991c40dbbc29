package io.github.predict4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationTest {
    private static Classification of(double... scores) {
        return new Classification(List.of("a", "b", "c"), scores, 0, List.of());
    }

    @Test
    void label_ties_isTheFirst() {
        assertThat(of(0.2, 0.4, 0.4).label()).isEqualTo("b");
        assertThat(of(0.4, 0.2, 0.4).label()).isEqualTo("a");
        assertThat(of(0, 0, 0).index()).isZero();
        assertThat(of(0.1, 0.2, 0.7).index()).isEqualTo(2);
        assertThat(of(0.0, -0.0, 0.0).index()).isZero();
    }

    @Test
    void probability_ofLabels_isTheirScore() {
        Classification prediction = (Classification) Prediction.of(
                OutputSchema.classification("kind", List.of("a", "b")), new double[] {9, 0.3, 0.7, 9}, 1, List.of());
        assertThat(prediction.probability()).isEqualTo(0.7);
        assertThat(prediction.probability("a")).isEqualTo(0.3);
        assertThat(prediction.labels()).containsExactly("a", "b");
        assertThat(prediction).hasToString("b [0.3, 0.7]");
        prediction.probabilities()[0] = 5;
        assertThat(prediction.probabilities()).containsExactly(0.3, 0.7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prediction.probability("c"))
                .withMessage("label must be one of [a, b], found \"c\"");
        assertThatIllegalStateException().isThrownBy(prediction::value).withMessageContaining("ask for label()");
    }
}
